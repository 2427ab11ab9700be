package org.jejak.ingest;

import java.time.ZoneId;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.config.ChannelSettings;
import org.jejak.config.IngestSettings;
import org.jejak.ingest.catalyst.InternalRows;
import org.jejak.table.*;
import org.jejak.table.raw.RawRecords;

/**
 * Turns mapped records into canonical ones. Nothing is dropped: each record comes out once, with all columns of its target
 * table and of {@link Rejects}, and either no {@code reason}, the code of what is wrong with it, or that its source leaves
 * it out. The outcome depends on
 * the record and the date of its file only, never on the date of the run.
 */
public final class RecordValidator {
    private final RecordParser interactions;
    private final RecordParser spend;

    /**
     * @param zone the business zone
     * @param channels tells which address parameters are tags of campaigns and click ids
     */
    public RecordValidator(
            IngestSettings limits,
            String zone,
            ChannelSettings channels,
            ExchangeRates rates,
            Pseudonymizer pseudonyms) {
        this.interactions = new InteractionParser(limits, ZoneId.of(zone), channels, rates, pseudonyms);
        this.spend = new AdSpendParser(limits, rates, pseudonyms);
    }

    /**
     * Validates mapped records.
     *
     * @param target {@link Interactions#TABLE} or {@link AdSpend#TABLE}
     * @param mapped rows of {@link Mapping#apply}, of any number of sources of this target
     * @return one row per record: the columns of the target and of {@link Rejects}, and {@link RawRecords#FILE_DATE}
     */
    public Dataset<Row> validate(Table target, Dataset<Row> mapped) {
        Map<String, Integer> places = new HashMap<>();
        for (String column : mapped.columns()) places.put(column, places.size());
        RecordParser parser = target == AdSpend.TABLE ? spend : interactions;
        Dataset<Row> validated = InternalRows.map(
                mapped,
                values -> parser.parse(new MappedRecord(values, places)).values(),
                ValidatedRecord.schema(target));
        return target == AdSpend.TABLE
                ? validated
                : validated.withColumn(
                        Interactions.INTERACTION_KEY.name(), functions.xxhash64(Interactions.INTERACTION_ID.col()));
    }

    /** The rejects among validated records, in the shape of {@link Rejects}. */
    public static Dataset<Row> rejects(Dataset<Row> validated) {
        return Rejects.TABLE.select(validated.filter(isRejected()));
    }

    /** The deletions among validated interactions, in the shape of {@link Deletions}, with interaction_key. */
    public static Dataset<Row> deletions(Dataset<Row> validated) {
        return validated
                .filter(isDeletion())
                .select(
                        Interactions.INTERACTION_ID.col(),
                        Interactions.INTERACTION_KEY.col(),
                        Interactions.SOURCE_NAME.col(),
                        Interactions.SOURCE_FILE.col())
                .distinct();
    }

    /** Whether a validated record is a reject. */
    public static Column isRejected() {
        return RawRecords.REASON.col().isNotNull().and(functions.not(isLeftOut()));
    }

    /** Whether the source of a validated record leaves it out. */
    public static Column isLeftOut() {
        return RawRecords.REASON.col().isin(ValidatedRecord.LEFT_OUT, ValidatedRecord.DELETION);
    }

    /** Whether a validated record takes back another one: it is left out, and so is every record with its interaction_id. */
    public static Column isDeletion() {
        return RawRecords.REASON.col().equalTo(ValidatedRecord.DELETION);
    }

    /**
     * The same records, of which those that were deleted are left out.
     *
     * @param validated validated interactions
     * @param deleted the interaction_id of each deleted one, once
     */
    public static Dataset<Row> leavingOut(Dataset<Row> validated, Dataset<Row> deleted) {
        Column reason = functions
                .when(
                        RawRecords.REASON
                                .col()
                                .isNull()
                                .and(functions.col("deleted_id").isNotNull()),
                        ValidatedRecord.LEFT_OUT)
                .otherwise(RawRecords.REASON.col());
        return validated
                .join(
                        deleted.select(Interactions.INTERACTION_ID.col().as("deleted_id")),
                        Interactions.INTERACTION_ID.col().equalTo(functions.col("deleted_id")),
                        "left")
                .withColumn(RawRecords.REASON.name(), reason)
                .drop("deleted_id");
    }
}
