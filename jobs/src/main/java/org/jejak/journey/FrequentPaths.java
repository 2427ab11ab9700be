package org.jejak.journey;

import static org.apache.spark.sql.functions.*;

import java.util.*;
import org.apache.spark.ml.fpm.PrefixSpan;
import org.apache.spark.sql.*;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.config.PathSettings;
import org.jejak.table.*;

/**
 * Frequent channel sequences of journeys, found by Spark's PrefixSpan: J. Pei et al., "PrefixSpan: Mining Sequential
 * Patterns Efficiently by Prefix-Projected Pattern Growth", ICDE 2001.
 */
public final class FrequentPaths {
    private static final String ARROW = " > ";
    private static final String SEQUENCE = "sequence";

    private FrequentPaths() {}

    /** Rows of {@link AggFrequentPath}. */
    public static List<Row> sequences(Dataset<Row> journeys, PathSettings settings) {
        Dataset<Row> paths = journeys.filter(FactJourneys.CHANNEL_PATH.col().notEqual(FactJourneys.NO_TOUCHPOINTS));
        Column isConverted = FactJourneys.STATE.col().equalTo("converted");
        Dataset<Row> distinct = paths.groupBy(FactJourneys.CHANNEL_PATH.col())
                .agg(
                        count(lit(1)).as("journeys"),
                        sum(when(isConverted, 1L).otherwise(0L)).as("converted"),
                        sum(FactJourneys.REVENUE_AMOUNT.col()).as("revenue"));
        List<String> frequent = frequent(paths, settings);
        Row all = distinct.agg(sum("journeys"), sum("converted")).first();
        List<Row> rows = new ArrayList<>();
        if (!frequent.isEmpty()) {
            UserDefinedFunction held = udf(
                    (UDF1<String, String[]>) path -> held(path, frequent),
                    DataTypes.createArrayType(DataTypes.StringType));
            distinct.withColumn(SEQUENCE, explode(held.apply(FactJourneys.CHANNEL_PATH.col())))
                    .groupBy(SEQUENCE)
                    .agg(sum("journeys"), sum("converted"), sum("revenue"))
                    .collectAsList()
                    .forEach(r -> rows.add(row(r, all.getLong(0), all.getLong(1))));
        }
        return rows;
    }

    /** Sequences that enough journeys hold, joined by arrows. */
    private static List<String> frequent(Dataset<Row> paths, PathSettings settings) {
        Dataset<Row> sequences =
                paths.select(transform(split(FactJourneys.CHANNEL_PATH.col(), ARROW), node -> array(node))
                        .as(SEQUENCE));
        return new PrefixSpan()
                        .setMinSupport(settings.leastSupport())
                        .setMaxPatternLength(settings.longestSequence())
                        .setSequenceCol(SEQUENCE)
                        .findFrequentSequentialPatterns(sequences)
                        .select(col(SEQUENCE))
                        .collectAsList()
                        .stream()
                        .map(r -> String.join(
                                ARROW,
                                r.<scala.collection.Seq<String>>getList(0).stream()
                                        .map(node -> node.apply(0))
                                        .toList()))
                        .toList();
    }

    /** The sequences that a path holds: their nodes occur in it in this order. */
    static String[] held(String path, List<String> sequences) {
        List<String> nodes = List.of(path.split(ARROW));
        return sequences.stream()
                .filter(sequence -> {
                    int found = 0;
                    String[] wanted = sequence.split(ARROW);
                    for (String node : nodes) if (found < wanted.length && node.equals(wanted[found])) found++;
                    return found == wanted.length;
                })
                .toArray(String[]::new);
    }

    private static Row row(Row found, long journeys, long converted) {
        long count = found.getLong(1);
        long won = found.getLong(2);
        double rate = (double) won / count;
        return new RowBuilder(AggFrequentPath.TABLE)
                .set(AggFrequentPath.SEQUENCE, found.getString(0))
                .set(AggFrequentPath.CHANNEL_COUNT, (long) found.getString(0).split(ARROW).length)
                .set(AggFrequentPath.JOURNEY_COUNT, count)
                .set(AggFrequentPath.CONVERTED_COUNT, won)
                .set(AggFrequentPath.REVENUE_AMOUNT, found.getDecimal(3).setScale(4))
                .set(AggFrequentPath.SUPPORT, (double) count / journeys)
                .set(AggFrequentPath.CONVERSION_RATE, rate)
                .set(AggFrequentPath.LIFT, converted == 0 ? null : rate / ((double) converted / journeys))
                .row();
    }
}
