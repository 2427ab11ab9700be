package org.jejak.ingest;

import java.time.ZoneId;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jejak.config.IngestSettings;
import org.jejak.config.SourceSettings;
import org.jejak.table.AdSpend;
import org.jejak.table.Interactions;
import org.jejak.table.Rejects;
import org.jejak.table.Table;
import org.jejak.table.raw.InternalRows;
import org.jejak.table.raw.RawRecords;

/**
 * Turns raw records into canonical ones. Nothing is dropped: each record comes out once, with all columns of its target
 * table and of {@link Rejects}, and either no {@code reason} or the code of what is wrong with it. Only the record itself
 * and the date of its file decide, never the date of the run.
 */
public final class RecordValidator {
    /** Interaction types; anything else becomes {@code other}. */
    static final List<String> TYPES = List.of(
            ("page_view screen_view click email_delivered email_open email_click ad_impression ad_click chat_message "
                            + "ticket_opened ticket_closed survey_response review mention store_visit order refund sign_up lead "
                            + "referral identify other")
                    .split(" "));

    private final Function<InternalRow, InternalRow> interactions;
    private final Function<InternalRow, InternalRow> spend;

    /**
     * @param zone the business zone
     * @param clickIds names of address parameters that are click ids, the strongest first
     */
    public RecordValidator(
            IngestSettings limits, String zone, List<String> clickIds, ExchangeRates rates, Pseudonymizer pseudonyms) {
        this.interactions = new InteractionParser(limits, ZoneId.of(zone), clickIds, rates, pseudonyms);
        this.spend = new AdSpendParser(limits, rates, pseudonyms);
    }

    /** Records of a source of interactions: all columns of {@link Interactions} and of {@link Rejects}. */
    public Dataset<Row> interactions(Dataset<Row> raw, SourceSettings source, Mapping mapping) {
        return judged(Interactions.TABLE, mapping.apply(raw, source));
    }

    /** Records of a source of ad spend: all columns of {@link AdSpend} and of {@link Rejects}. */
    public Dataset<Row> adSpend(Dataset<Row> raw, SourceSettings source, Mapping mapping) {
        return judged(AdSpend.TABLE, mapping.apply(raw, source));
    }

    /** Mapped records of any number of sources of one target ({@link Mapping#apply}), judged. */
    public Dataset<Row> judged(Table target, Dataset<Row> mapped) {
        return InternalRows.dataset(
                mapped.sparkSession(),
                InternalRows.of(mapped).map(target == AdSpend.TABLE ? spend : interactions),
                ValidatedRecord.schema(target));
    }

    /** The rejects among judged records, in the shape of {@link Rejects}. */
    public static Dataset<Row> rejects(Dataset<Row> judged) {
        return Rejects.TABLE.select(judged.filter(RawRecords.REASON.col().isNotNull()));
    }
}
