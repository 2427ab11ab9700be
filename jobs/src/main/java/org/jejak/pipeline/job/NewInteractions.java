package org.jejak.pipeline.job;

import static org.apache.spark.sql.functions.*;
import static org.jejak.table.Datasets.materialize;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
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

    /** Of up to so many records, the numbers of the beaten ones are held in this process: less than 100 MB. */
    private static final long FEW_RECORDS = 1_000_000;

    /** Longest list of record numbers that is broadcast: about 100 MB per task. */
    private static final long MOST_BROADCAST = 2_000_000;

    /**
     * The best of the copies of each new record.
     *
     * @param records these records
     * @param beaten how many others are in each file
     */
    private record Winners(Dataset<Row> records, Map<String, Long> beaten) {
        static Winners of(Dataset<Row> good, long count) {
            Dataset<Row> losers =
                    Deduplication.losers(good, col(IngestJob.RECORD_NUMBER), Interactions.SOURCE_FILE.col());
            return count <= FEW_RECORDS ? ofFew(good, losers.collectAsList()) : ofMany(good, materialize(losers));
        }

        private static Winners ofFew(Dataset<Row> good, List<Row> losers) {
            LongSet numbers = new LongOpenHashSet();
            losers.forEach(row -> numbers.add(row.getLong(0)));
            Column isBeaten = Datasets.isOneOf(good.sparkSession(), numbers).apply(col(IngestJob.RECORD_NUMBER));
            return new Winners(
                    losers.isEmpty() ? good : good.filter(not(isBeaten)),
                    losers.stream().collect(Collectors.groupingBy(row -> row.getString(1), Collectors.counting())));
        }

        private static Winners ofMany(Dataset<Row> good, Dataset<Row> losers) {
            Map<String, Long> beaten = losers.groupBy(Interactions.SOURCE_FILE.col()).count().collectAsList().stream()
                    .collect(Collectors.toMap(r -> r.getString(0), r -> r.getLong(1)));
            if (beaten.isEmpty()) return new Winners(good, beaten);
            Dataset<Row> out = losers.select(IngestJob.RECORD_NUMBER);
            boolean isShort = beaten.values().stream().mapToLong(n -> n).sum() <= MOST_BROADCAST;
            return new Winners(good.join(isShort ? broadcast(out) : out, IngestJob.RECORD_NUMBER, "left_anti"), beaten);
        }
    }

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
        long goodCount = read.values().stream().mapToLong(IngestJob.Read::good).sum();
        Winners winners = Winners.of(good, goodCount);
        if (!isEmpty) {
            Optional<Dataset<Row>> known = knownCopies(winners.records, table).filter(copies -> !copies.isEmpty());
            if (known.isPresent()) return unknown(winners.records, known.get());
        }
        Map<String, Long> accepted = new HashMap<>();
        read.forEach((file, r) -> accepted.put(file, r.good() - winners.beaten.getOrDefault(file, 0L)));
        long count = accepted.values().stream().mapToLong(n -> n).sum();
        return new NewInteractions(winners.records, count, Optional.empty(), accepted);
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
     * Interactions of the table that have the id of a record, once each; empty if there are none.
     *
     * @param records rows with interaction_id and interaction_key
     * @param table interactions
     */
    static Optional<Dataset<Row>> known(Dataset<Row> records, Dataset<Row> table) {
        return knownCopies(records, table).map(copies -> {
            Dataset<Row> ids = records.select(Interactions.INTERACTION_ID.col()).distinct();
            return AffectedKeys.of(ids, Interactions.INTERACTION_ID).in(copies);
        });
    }

    /**
     * Interactions of the table that have the id of a record, with known_id and known_rank; empty if none has. Compares 64-bit
     * keys first, so that whole rows are read of few months only.
     */
    private static Optional<Dataset<Row>> knownCopies(Dataset<Row> records, Dataset<Row> table) {
        Dataset<Row> keys = records.select(Interactions.INTERACTION_KEY.col().as("wanted_key"));
        List<Object> months = new ArrayList<>();
        table.select(Interactions.INTERACTION_KEY.col(), Interactions.MONTH.col())
                .join(keys, Interactions.INTERACTION_KEY.col().equalTo(col("wanted_key")), "left_semi")
                .select(Interactions.MONTH.col())
                .distinct()
                .collectAsList()
                .forEach(r -> months.add(r.getDate(0)));
        if (months.isEmpty()) return Optional.empty();
        return Optional.of(table.filter(Interactions.MONTH.col().isin(months.toArray()))
                .join(keys, Interactions.INTERACTION_KEY.col().equalTo(col("wanted_key")), "left_semi")
                .withColumn(RawRecords.FILE_DATE.name(), FILE_DATE.apply(Interactions.SOURCE_FILE.col()))
                .withColumn("known_id", Interactions.INTERACTION_ID.col())
                .withColumn("known_rank", Deduplication.rank()));
    }
}
