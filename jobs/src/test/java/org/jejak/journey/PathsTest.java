package org.jejak.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jejak.TestSpark;
import org.jejak.config.PathSettings;
import org.jejak.journey.JourneySteps.Flow;
import org.jejak.table.FactJourneys;
import org.jejak.table.RowBuilder;
import org.junit.jupiter.api.Test;

class PathsTest {
    private static final Date MARCH = Date.valueOf("2026-03-01");

    private static List<String> flows(String state, String path, int steps) {
        return JourneySteps.flows("channel", MARCH, state, path, steps).stream()
                .map(f -> f.step() + " " + f.source() + " -> " + f.target() + (f.isOver() ? " over" : ""))
                .toList();
    }

    @Test
    void aJourneyIsAtOnePlaceAtEachStepAndStaysAtItsEnd() {
        assertEquals(
                List.of("1 email -> social", "2 social -> (converted)", "3 (converted) -> (converted) over"),
                flows("converted", "email > social", 3));
        assertEquals(
                List.of("1 email -> social", "2 social -> (still going)"),
                flows("lapsed", "email > social > email", 2));
        assertEquals(List.of("1 email -> social", "2 social -> (open)"), flows("open", "email > social", 2));
        assertEquals(List.of("1 (open) -> (open) over", "2 (open) -> (open) over"), flows("open", "(none)", 2));
    }

    @Test
    void rareNodesAreOtherAndEveryStepStillAddsUp() {
        Map<Flow, Long> counts = new HashMap<>();
        for (String path : List.of("a > b", "a > c", "a > d", "b > b2", "c", "a > b", "d > c"))
            for (Flow flow : JourneySteps.flows("channel", MARCH, "lapsed", path, 3)) counts.merge(flow, 1L, Long::sum);
        Map<String, Long> folded = JourneySteps.folded(counts, 2).entrySet().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().step() + " " + e.getKey().source() + " -> "
                                + e.getKey().target(),
                        Map.Entry::getValue));
        assertEquals(
                Map.of(
                        "1 a -> b", 2L,
                        "1 a -> c", 1L,
                        "1 a -> (other)", 1L,
                        "1 b -> (other)", 1L,
                        "1 (other) -> (lapsed)", 1L,
                        "1 (other) -> c", 1L,
                        "2 b -> (lapsed)", 2L,
                        "2 c -> (lapsed)", 2L,
                        "2 (other) -> (lapsed)", 2L,
                        "2 (lapsed) -> (lapsed)", 1L),
                withoutStep3(folded));
        assertEquals(7L, folded.get("3 (lapsed) -> (lapsed)"));
    }

    private static Map<String, Long> withoutStep3(Map<String, Long> flows) {
        return flows.entrySet().stream()
                .filter(e -> !e.getKey().startsWith("3"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void funnelStepsFollowFromTheCounts() {
        // 10 began: 4 got to step 2 and 1 to step 3; of the 6 that visit at step 1 two can still go on, of the 3 at
        // step
        // 2 one
        List<FunnelStepCounts.Step> steps = FunnelStepCounts.steps(
                Map.of(
                        1, new FunnelStepCounts.Seen(10, 2, 0.0, 0.0, null, null),
                        2, new FunnelStepCounts.Seen(4, 1, 5.0, 4.0, 5.0, 4.0),
                        3, new FunnelStepCounts.Seen(1, 0, 9.0, 9.0, 4.0, 5.0)),
                4);
        assertEquals(
                List.of(
                        "1: 10 4 2 1.0 1.0 1.0",
                        "2: 4 2 1 0.4 0.4 0.5",
                        "3: 1 1 0 0.1 0.25 0.14285714285714285",
                        "4: 0 0 0 0.0 0.0 0.0"),
                steps.stream()
                        .map(s -> s.step() + ": " + s.reached() + " " + s.dropped() + " " + s.open() + " "
                                + s.conversionRate() + " " + s.stepConversionRate() + " " + s.settledConversionRate())
                        .toList());
    }

    @Test
    void frequentSequencesHaveWhatTheirJourneysWereWorth() {
        SparkSession spark = TestSpark.session();
        RowBuilder row = new RowBuilder(FactJourneys.TABLE);
        List<Row> journeys = new ArrayList<>();
        for (String path : new String[] {"email > direct", "email > social > direct", "direct", "social", "(none)"})
            journeys.add(row.set(FactJourneys.CHANNEL_PATH, path)
                    .set(FactJourneys.STATE, path.contains("email") ? "converted" : "lapsed")
                    .set(FactJourneys.REVENUE_AMOUNT, new BigDecimal(path.contains("email") ? "10.5" : "0"))
                    .row());
        Dataset<Row> table = spark.createDataFrame(
                journeys,
                new org.apache.spark.sql.types.StructType(java.util.Arrays.stream(
                                FactJourneys.TABLE.toStructType().fields())
                        .map(f -> f.copy(f.name(), f.dataType(), true, f.metadata()))
                        .toArray(org.apache.spark.sql.types.StructField[]::new)));
        assertEquals(
                List.of(
                        "direct|1|3|2|21.0000|0.75|0.6666666666666666|1.3333333333333333",
                        "email > direct|2|2|2|21.0000|0.5|1.0|2.0",
                        "email|1|2|2|21.0000|0.5|1.0|2.0",
                        "social|1|2|1|10.5000|0.5|0.5|1.0"),
                TestSpark.texts(FrequentPaths.sequences(table, new PathSettings(6, 10, 0.5, 3))));
    }
}
