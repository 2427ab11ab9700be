package org.jejak.pipeline.job;

import static org.apache.spark.sql.functions.*;

import java.sql.Date;
import java.util.*;
import java.util.stream.Collectors;
import org.apache.spark.sql.*;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.ingest.Deduplication;
import org.jejak.rawlog.RawFolder;
import org.jejak.table.*;
import org.jejak.table.raw.RawRecords;
import org.jejak.warehouse.AffectedKeys;

/**
 * What staged records change in the table of interactions. Of several copies of one record the one delivered first counts,
 * whether the others are new as well or in the table already.
 *
 * @param rows rows to add
 * @param count how many
 * @param replaced rows of the table that are worse copies of them, and go
 * @param accepted records of each file that are or will be in the table
 */
record NewInteractions(Dataset<Row> rows, long count, Optional<Dataset<Row>> replaced, Map<String, Long> accepted) {
    private static final UserDefinedFunction FILE_DATE = functions.udf(
            (UDF1<String, Date>)
                    path -> RawFolder.dateIn(path).map(Date::valueOf).orElse(null),
            DataTypes.DateType);

    /** Longest list of record numbers that is broadcast: about 100 MB per task. */
    private static final long MOST_BROADCAST = 2_000_000;

    /**
     * Compares good records with each other and with the table.
     *
     * @param staged validated records with {@link IngestJob#RECORD_NUMBER}, good and bad ones
     * @param table the interactions that stay
     * @param isEmpty whether there are none, so that nothing needs to be compared
     * @param read what is in each file
     */
    static NewInteractions among(
            Dataset<Row> staged, Dataset<Row> table, boolean isEmpty, Map<String, IngestJob.Read> read) {
        Dataset<Row> good = staged.filter(RawRecords.REASON.col().isNull());
        Dataset<Row> losers = Datasets.materialize(
                Deduplication.losers(good, col(IngestJob.RECORD_NUMBER), Interactions.SOURCE_FILE.col()));
        Map<String, Long> beaten = losers.groupBy(Interactions.SOURCE_FILE.col()).count().collectAsList().stream()
                .collect(Collectors.toMap(r -> r.getString(0), r -> r.getLong(1)));
        long beatenCount = beaten.values().stream().mapToLong(n -> n).sum();
        Dataset<Row> out = losers.select(IngestJob.RECORD_NUMBER);
        Dataset<Row> winners = beaten.isEmpty()
                ? good
                : good.join(beatenCount <= MOST_BROADCAST ? broadcast(out) : out, IngestJob.RECORD_NUMBER, "left_anti");
        if (!isEmpty) {
            Dataset<Row> known = knownCopies(winners, table);
            if (!known.isEmpty()) return unknown(winners, known);
        }
        Map<String, Long> accepted = new HashMap<>();
        read.forEach((file, r) -> accepted.put(file, r.good() - beaten.getOrDefault(file, 0L)));
        long count = accepted.values().stream().mapToLong(n -> n).sum();
        return new NewInteractions(winners, count, Optional.empty(), accepted);
    }

    /** Those records that are not in the table, and those that are better copies of what is. */
    private static NewInteractions unknown(Dataset<Row> winners, Dataset<Row> known) {
        Dataset<Row> compared = winners.join(
                        known.select("known_id", "known_rank"),
                        Interactions.INTERACTION_ID.col().equalTo(col("known_id")),
                        "left")
                .withColumn(
                        "fate",
                        when(col("known_id").isNull(), "new")
                                .when(col("known_rank").equalTo(Deduplication.rank()), "own")
                                .when(col("known_rank").gt(Deduplication.rank()), "better")
                                .otherwise("copy"));
        Map<String, Long> accepted = new HashMap<>();
        Map<String, Long> byFate = new HashMap<>();
        for (Row row : compared.groupBy(Interactions.SOURCE_FILE.col(), col("fate"))
                .count()
                .collectAsList()) {
            byFate.merge(row.getString(1), row.getLong(2), Long::sum);
            if (!row.getString(1).equals("copy")) accepted.merge(row.getString(0), row.getLong(2), Long::sum);
        }
        long better = byFate.getOrDefault("better", 0L);
        Dataset<Row> old = known.join(
                compared.filter("fate = 'better'").select(col("known_id").as("better_id")),
                col("known_id").equalTo(col("better_id")),
                "left_semi");
        return new NewInteractions(
                compared.filter("fate IN ('new', 'better')"),
                byFate.getOrDefault("new", 0L) + better,
                better == 0 ? Optional.empty() : Optional.of(old),
                accepted);
    }

    /**
     * Interactions of the table that have the id of a record, once each.
     *
     * @param records rows with interaction_id and interaction_key
     * @param table interactions
     */
    static Dataset<Row> known(Dataset<Row> records, Dataset<Row> table) {
        Dataset<Row> ids = records.select(Interactions.INTERACTION_ID.col()).distinct();
        return AffectedKeys.of(ids, Interactions.INTERACTION_ID).in(knownCopies(records, table));
    }

    /**
     * Interactions of the table that have the id of a record, with known_id and known_rank. Compares 64-bit keys first, so
     * that whole rows are read of few months only.
     */
    private static Dataset<Row> knownCopies(Dataset<Row> records, Dataset<Row> table) {
        Dataset<Row> keys = records.select(Interactions.INTERACTION_KEY.col().as("wanted_key"));
        List<Object> months = new ArrayList<>();
        table.select(Interactions.INTERACTION_KEY.col(), Interactions.MONTH.col())
                .join(keys, Interactions.INTERACTION_KEY.col().equalTo(col("wanted_key")), "left_semi")
                .select(Interactions.MONTH.col())
                .distinct()
                .collectAsList()
                .forEach(r -> months.add(r.getDate(0)));
        return table.filter(Interactions.MONTH.col().isin(months.toArray()))
                .join(keys, Interactions.INTERACTION_KEY.col().equalTo(col("wanted_key")), "left_semi")
                .withColumn(RawRecords.FILE_DATE.name(), FILE_DATE.apply(Interactions.SOURCE_FILE.col()))
                .withColumn("known_id", Interactions.INTERACTION_ID.col())
                .withColumn("known_rank", Deduplication.rank());
    }
}
