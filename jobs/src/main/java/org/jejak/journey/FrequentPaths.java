package org.jejak.journey;

import static org.apache.spark.sql.functions.*;

import java.math.BigDecimal;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.config.PathSettings;
import org.jejak.statistics.FrequentSequences;
import org.jejak.table.*;

/** Frequent channel sequences of journeys: {@link FrequentSequences} of their different paths, which are far fewer than they. */
public final class FrequentPaths {
    private static final String ARROW = " > ";

    /** What some journeys were worth. */
    private record Worth(long journeys, long converted, BigDecimal revenue) {
        static final Worth NOTHING = new Worth(0, 0, BigDecimal.ZERO);

        Worth plus(Worth other) {
            return new Worth(journeys + other.journeys, converted + other.converted, revenue.add(other.revenue));
        }
    }

    private FrequentPaths() {}

    /** Rows of {@link AggFrequentPath}. */
    public static List<Row> sequences(Dataset<Row> journeys, PathSettings settings) {
        Column isConverted = FactJourneys.STATE.col().equalTo("converted");
        List<Row> paths = journeys.filter(FactJourneys.CHANNEL_PATH.col().notEqual(FactJourneys.NO_TOUCHPOINTS))
                .groupBy(FactJourneys.CHANNEL_PATH.col())
                .agg(count(lit(1)), sum(when(isConverted, 1L).otherwise(0L)), sum(FactJourneys.REVENUE_AMOUNT.col()))
                .collectAsList();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        int[][] steps = new int[paths.size()][];
        Worth[] worth = new Worth[paths.size()];
        for (int i = 0; i < steps.length; i++) {
            Row path = paths.get(i);
            steps[i] = Arrays.stream(path.getString(0).split(ARROW))
                    .mapToInt(node -> numbers.computeIfAbsent(node, n -> numbers.size()))
                    .toArray();
            worth[i] = new Worth(path.getLong(1), path.getLong(2), path.getDecimal(3));
        }
        Worth all = Arrays.stream(worth).reduce(Worth.NOTHING, Worth::plus);
        List<String> nodes = List.copyOf(numbers.keySet());
        List<Row> rows = new ArrayList<>();
        new FrequentSequences(
                        steps, Arrays.stream(worth).mapToLong(Worth::journeys).toArray(), nodes.size())
                .find(
                        (long) Math.ceil(settings.leastSupport() * all.journeys),
                        settings.longestSequence(),
                        (sequence, holders) -> rows.add(row(
                                Arrays.stream(sequence).mapToObj(nodes::get).toList(),
                                Arrays.stream(holders).mapToObj(h -> worth[h]).reduce(Worth.NOTHING, Worth::plus),
                                all)));
        return rows;
    }

    private static Row row(List<String> sequence, Worth found, Worth all) {
        double rate = (double) found.converted / found.journeys;
        return new RowBuilder(AggFrequentPath.TABLE)
                .set(AggFrequentPath.SEQUENCE, String.join(ARROW, sequence))
                .set(AggFrequentPath.CHANNEL_COUNT, (long) sequence.size())
                .set(AggFrequentPath.JOURNEY_COUNT, found.journeys)
                .set(AggFrequentPath.CONVERTED_COUNT, found.converted)
                .set(AggFrequentPath.REVENUE_AMOUNT, found.revenue.setScale(4))
                .set(AggFrequentPath.SUPPORT, (double) found.journeys / all.journeys)
                .set(AggFrequentPath.CONVERSION_RATE, rate)
                .set(AggFrequentPath.LIFT, all.converted == 0 ? null : rate / ((double) all.converted / all.journeys))
                .row();
    }
}
