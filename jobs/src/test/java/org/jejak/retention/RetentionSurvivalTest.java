package org.jejak.retention;

import static org.jejak.retention.CohortsTest.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jejak.table.AggRepeatPurchase;
import org.jejak.table.AggSurvival;
import org.jejak.table.Field;
import org.junit.jupiter.api.Test;

class RetentionSurvivalTest {
    private static final TimeToEvent WAITING = new TimeToEvent(90, CdnowTransactions.END);

    private static CohortSums sums(List<Activity> customers) {
        CohortSums sums = new CohortSums();
        for (Activity a : customers) {
            String cohort = Granularity.MONTH.label(Granularity.MONTH.index(a.first()));
            WAITING.add(sums, a, List.of(Group.ALL, new Group("cohort", cohort)));
        }
        return sums;
    }

    private static Object of(Row row, Field field) {
        return value(AggSurvival.TABLE, row, field);
    }

    private static List<Row> rows(CohortSums sums, String event, String dimension) {
        return WAITING.survival(sums).stream()
                .filter(r -> of(r, AggSurvival.EVENT).equals(event)
                        && of(r, AggSurvival.DIMENSION).equals(dimension))
                .toList();
    }

    private static double survival(List<Row> rows, int day) {
        double survival = 1;
        for (Row row : rows)
            if ((long) of(row, AggSurvival.DAY) <= day) survival = (double) of(row, AggSurvival.SURVIVAL_RATE);
        return survival;
    }

    @Test
    void timeToSecondPurchaseOfCdnowCellByCell() {
        List<Row> rows = rows(sums(CdnowTransactions.sample()), "second_order", "all");
        List<Map<String, String>> reference = CdnowTransactions.reference("cdnow_sample_km_second_purchase.csv");
        assertEquals(reference.size(), rows.size());
        Map<String, Field> columns = Map.of(
                "t_days", AggSurvival.DAY,
                "at_risk", AggSurvival.AT_RISK_COUNT,
                "events", AggSurvival.EVENT_COUNT,
                "censored", AggSurvival.CENSORED_COUNT,
                "survival", AggSurvival.SURVIVAL_RATE,
                "greenwood_se", AggSurvival.STANDARD_ERROR,
                "ci95_lower_loglog", AggSurvival.LOWER_RATE,
                "ci95_upper_loglog", AggSurvival.UPPER_RATE,
                "nelson_aalen", AggSurvival.CUMULATIVE_HAZARD);
        for (int i = 0; i < rows.size(); i++) {
            for (Map.Entry<String, Field> c : columns.entrySet()) {
                double expected = Double.parseDouble(reference.get(i).get(c.getKey()));
                double actual = ((Number) of(rows.get(i), c.getValue())).doubleValue();
                assertEquals(expected, actual, 1e-9 * Math.max(1, expected), c.getKey() + " in row " + i);
            }
        }
    }

    @Test
    void cohortsOfTheMasterFileAreComparedByLogRank() {
        CohortSums sums = sums(CdnowTransactions.master());
        List<Row> all = rows(sums, "second_order", "all");
        assertEquals(
                11_516,
                all.stream()
                        .mapToLong(r -> (long) of(r, AggSurvival.EVENT_COUNT))
                        .sum());
        assertEquals(.825414, survival(all, 30), 5e-7);
        assertEquals(.707807, survival(all, 90), 5e-7);
        assertEquals(.625499, survival(all, 180), 5e-7);
        assertEquals(.541366, survival(all, 365), 5e-7);
        assertNull(of(all.get(0), AggSurvival.LOG_RANK_P_VALUE), "one group cannot be compared");
        Row cohort = rows(sums, "second_order", "cohort").get(0);
        assertEquals(2.7005, (double) of(cohort, AggSurvival.LOG_RANK_STATISTIC), 5e-5);
        assertEquals(.259, (double) of(cohort, AggSurvival.LOG_RANK_P_VALUE), 5e-4);
        assertEquals(2L, of(cohort, AggSurvival.LOG_RANK_DEGREES));
        List<Row> quiet = rows(sums, "inactivity", "all");
        assertEquals(.292193, survival(quiet, 90), 5e-7);
        assertEquals(.081120, survival(quiet, 180), 5e-7);
        assertEquals(.017777, survival(quiet, 365), 5e-7);
    }

    @Test
    void inactivityAndLogRankOfTheSample() {
        CohortSums sums = sums(CdnowTransactions.sample());
        List<Row> quiet = rows(sums, "inactivity", "all");
        assertEquals(
                2_328,
                quiet.stream()
                        .mapToLong(r -> (long) of(r, AggSurvival.EVENT_COUNT))
                        .sum());
        assertEquals(.291472, survival(quiet, 90), 5e-7);
        assertEquals(.196860, survival(quiet, 120), 5e-7);
        assertEquals(.080187, survival(quiet, 180), 5e-7);
        assertEquals(.019516, survival(quiet, 365), 5e-7);
        Row cohort = rows(sums, "second_order", "cohort").get(0);
        assertEquals(.3669, (double) of(cohort, AggSurvival.LOG_RANK_STATISTIC), 5e-5);
        assertEquals(.832, (double) of(cohort, AggSurvival.LOG_RANK_P_VALUE), 5e-4);
    }

    @Test
    void repeatRatesByPurchase() {
        Row first = WAITING.repeats(sums(CdnowTransactions.sample())).get(0);
        assertEquals(2357L, value(AggRepeatPurchase.TABLE, first, AggRepeatPurchase.CUSTOMER_COUNT));
        assertEquals(1139L, value(AggRepeatPurchase.TABLE, first, AggRepeatPurchase.REPEAT_COUNT));
        assertEquals(
                1 - .826050,
                (double) value(AggRepeatPurchase.TABLE, first, AggRepeatPurchase.REPEAT_30_DAY_RATE),
                5e-7);
        assertNull(
                value(AggRepeatPurchase.TABLE, first, AggRepeatPurchase.MEDIAN_DAYS_TO_NEXT), "no median is reached");
    }

    @Test
    void everybodyGoneOrNobodyGoneGivesNumbersAllTheSame() {
        Activity once = new Activity(new int[] {5}, new boolean[] {true}, new long[] {1}, new long[] {0});
        CohortSums sums = new CohortSums();
        new TimeToEvent(90, 5).add(sums, once, List.of(Group.ALL));
        Row row = new TimeToEvent(90, 5).survival(sums).get(0);
        assertEquals(1.0, of(row, AggSurvival.SURVIVAL_RATE));
        assertNull(of(row, AggSurvival.LOWER_RATE));
        CohortSums lost = new CohortSums();
        new TimeToEvent(90, 500).add(lost, once, List.of(Group.ALL));
        Row gone = new TimeToEvent(90, 500).survival(lost).get(1);
        assertEquals(0.0, of(gone, AggSurvival.SURVIVAL_RATE));
        assertEquals(0.0, of(gone, AggSurvival.STANDARD_ERROR));
        assertEquals(90L, of(gone, AggSurvival.DAY));
    }
}
