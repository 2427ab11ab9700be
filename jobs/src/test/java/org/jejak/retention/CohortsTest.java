package org.jejak.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.jejak.table.AggRetentionCohort;
import org.jejak.table.AggRevenueMovement;
import org.jejak.table.Field;
import org.jejak.table.Table;
import org.junit.jupiter.api.Test;

class CohortsTest {
    private static final List<Group> ALL = List.of(Group.ALL);

    private static List<Activity> sample;

    private static List<Activity> sample() {
        if (sample == null) sample = CdnowTransactions.sample();
        return sample;
    }

    static Object value(Table table, Row row, Field field) {
        return new GenericRowWithSchema(
                        ((org.apache.spark.sql.catalyst.expressions.GenericRow) row).values(), table.toStructType())
                .getAs(field.name());
    }

    private static Object of(Row row, Field field) {
        return value(AggRetentionCohort.TABLE, row, field);
    }

    private static void near(String expected, Object actual, String where) {
        if (expected.isEmpty()) assertNull(actual, where);
        else {
            double want = Double.parseDouble(expected);
            assertEquals(want, ((Number) actual).doubleValue(), 1e-9 * Math.max(1, Math.abs(want)), where);
        }
    }

    private static List<Row> calendar(List<Activity> customers, int end) {
        CalendarCohorts cohorts = new CalendarCohorts("order", Granularity.MONTH, end, CohortLimits.NONE);
        CohortSums sums = new CohortSums();
        for (Activity a : customers) cohorts.add(sums, a, ALL);
        return cohorts.rows(sums);
    }

    @Test
    void monthlyCohortsOfCdnowCellByCell() {
        List<Row> rows = calendar(sample(), CdnowTransactions.END).stream()
                .filter(r -> !of(r, AggRetentionCohort.COHORT).equals("all"))
                .toList();
        List<Map<String, String>> reference = CdnowTransactions.reference("cdnow_sample_cohort_monthly.csv");
        assertEquals(reference.size(), rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Map<String, String> expected = reference.get(i);
            Row row = rows.get(i);
            String where = expected.get("cohort_month") + " month " + expected.get("months_since");
            assertEquals(expected.get("cohort_month"), of(row, AggRetentionCohort.COHORT), where);
            near(expected.get("months_since"), of(row, AggRetentionCohort.PERIOD_NUMBER), where);
            near(expected.get("cohort_size"), of(row, AggRetentionCohort.CUSTOMER_COUNT), where);
            near(expected.get("active_customers"), of(row, AggRetentionCohort.ACTIVE_COUNT), where);
            near(expected.get("retention"), of(row, AggRetentionCohort.RETENTION_RATE), where);
            near(expected.get("active_on_or_after"), of(row, AggRetentionCohort.ACTIVE_OR_AFTER_COUNT), where);
            near(expected.get("retention_on_or_after"), of(row, AggRetentionCohort.RETENTION_OR_AFTER_RATE), where);
            near(expected.get("orders"), of(row, AggRetentionCohort.ORDER_COUNT), where);
            near(expected.get("revenue"), of(row, AggRetentionCohort.REVENUE_AMOUNT), where);
            near(expected.get("cum_revenue"), of(row, AggRetentionCohort.CUMULATIVE_REVENUE_AMOUNT), where);
            near(expected.get("nrr_vs_month0"), of(row, AggRetentionCohort.NRR_RATE), where);
            near(expected.get("grr_vs_month0"), of(row, AggRetentionCohort.GRR_RATE), where);
            near(expected.get("grr_running_min"), of(row, AggRetentionCohort.GRR_STRICT_RATE), where);
            assertEquals(true, of(row, AggRetentionCohort.IS_COMPLETE), where);
        }
    }

    @Test
    void allCohortsTogetherAreWeightedByCustomersWhoReachedThePeriod() {
        Row all = calendar(sample(), CdnowTransactions.END).stream()
                .filter(r -> of(r, AggRetentionCohort.COHORT).equals("all"))
                .filter(r -> of(r, AggRetentionCohort.PERIOD_NUMBER).equals(16L))
                .findFirst()
                .orElseThrow();
        // March 1997 is not sixteen months old at the end of June 1998
        assertEquals(781L + 857L, of(all, AggRetentionCohort.CUSTOMER_COUNT));
    }

    @Test
    void aPeriodThatIsNotOverIsShownAndMarkedButLeftOutOfTheAverage() {
        List<Row> rows = calendar(
                List.of(new Activity(
                        new int[] {10, 40}, new boolean[] {true, true}, new long[] {1, 1}, new long[] {5, 3})),
                45);
        assertEquals(
                List.of("1970-01 0 true", "1970-01 1 false", "all 0 true"),
                rows.stream()
                        .map(r -> of(r, AggRetentionCohort.COHORT) + " " + of(r, AggRetentionCohort.PERIOD_NUMBER) + " "
                                + of(r, AggRetentionCohort.IS_COMPLETE))
                        .toList());
    }

    @Test
    void revenueMovementsOfCdnowCellByCell() {
        Movements movements = new Movements(Granularity.MONTH, CdnowTransactions.END);
        CohortSums sums = new CohortSums();
        for (Activity a : sample()) movements.add(sums, a, ALL);
        List<Row> rows = movements.rows(sums);
        List<Map<String, String>> reference = CdnowTransactions.reference("cdnow_sample_monthly_movements.csv");
        assertEquals(reference.size(), rows.size());
        Map<String, Field> columns = Map.ofEntries(
                Map.entry("active", AggRevenueMovement.ACTIVE_COUNT),
                Map.entry("new", AggRevenueMovement.NEW_COUNT),
                Map.entry("retained", AggRevenueMovement.RETAINED_COUNT),
                Map.entry("reactivated", AggRevenueMovement.REACTIVATED_COUNT),
                Map.entry("churned", AggRevenueMovement.CHURNED_COUNT),
                Map.entry("revenue", AggRevenueMovement.REVENUE_AMOUNT),
                Map.entry("rev_prev", AggRevenueMovement.PREVIOUS_REVENUE_AMOUNT),
                Map.entry("rev_new", AggRevenueMovement.NEW_REVENUE_AMOUNT),
                Map.entry("rev_reactivated", AggRevenueMovement.REACTIVATED_REVENUE_AMOUNT),
                Map.entry("expansion", AggRevenueMovement.EXPANSION_AMOUNT),
                Map.entry("contraction", AggRevenueMovement.CONTRACTION_AMOUNT),
                Map.entry("churned_revenue", AggRevenueMovement.CHURNED_REVENUE_AMOUNT),
                Map.entry("nrr", AggRevenueMovement.NRR_RATE),
                Map.entry("grr", AggRevenueMovement.GRR_RATE),
                Map.entry("logo_retention", AggRevenueMovement.LOGO_RETENTION_RATE));
        for (int i = 0; i < rows.size(); i++) {
            Map<String, String> expected = reference.get(i);
            Row row = rows.get(i);
            assertEquals(
                    expected.get("month") + "-01",
                    value(AggRevenueMovement.TABLE, row, AggRevenueMovement.PERIOD_DATE)
                            .toString());
            columns.forEach((name, field) -> near(
                    expected.get(name),
                    value(AggRevenueMovement.TABLE, row, field),
                    expected.get("month") + " " + name));
        }
    }

    @Test
    void movementsAddUp() {
        Movements movements = new Movements(Granularity.MONTH, 200);
        CohortSums sums = new CohortSums();
        // bought for 10, for nothing after refunds two months later, for 7 in the month after that
        movements.add(
                sums,
                new Activity(new int[] {0, 65, 95}, new boolean[] {true, true, true}, new long[] {1, 1, 1}, new long[] {
                    100_000, 0, 70_000
                }),
                ALL);
        for (Row row : movements.rows(sums)) {
            BigDecimal sum = BigDecimal.ZERO;
            for (Field plus : List.of(
                    AggRevenueMovement.PREVIOUS_REVENUE_AMOUNT,
                    AggRevenueMovement.NEW_REVENUE_AMOUNT,
                    AggRevenueMovement.REACTIVATED_REVENUE_AMOUNT,
                    AggRevenueMovement.EXPANSION_AMOUNT))
                sum = sum.add((BigDecimal) value(AggRevenueMovement.TABLE, row, plus));
            for (Field minus :
                    List.of(AggRevenueMovement.CONTRACTION_AMOUNT, AggRevenueMovement.CHURNED_REVENUE_AMOUNT))
                sum = sum.subtract((BigDecimal) value(AggRevenueMovement.TABLE, row, minus));
            assertEquals(value(AggRevenueMovement.TABLE, row, AggRevenueMovement.REVENUE_AMOUNT), sum, row.toString());
        }
    }

    @Test
    void trailingYearsCompareTwelveMonthsWithTheTwelveBefore() {
        int day = (int) LocalDate.of(2023, 1, 15).toEpochDay();
        Movements movements = new Movements(
                Granularity.MONTH, (int) LocalDate.of(2024, 12, 31).toEpochDay());
        CohortSums sums = new CohortSums();
        // 100 in the first year, 130 and 40 in the second: net 170/200, gross 140/200
        boolean[] twice = {true, true};
        long[] orders = {1, 1};
        movements.add(
                sums, new Activity(new int[] {day, day + 400}, twice, orders, new long[] {1_000_000, 1_300_000}), ALL);
        movements.add(
                sums, new Activity(new int[] {day, day + 500}, twice, orders, new long[] {1_000_000, 400_000}), ALL);
        List<Row> rows = movements.rows(sums);
        Row last = rows.get(23);
        assertEquals(0.85, value(AggRevenueMovement.TABLE, last, AggRevenueMovement.NRR_TRAILING_RATE));
        assertEquals(0.70, value(AggRevenueMovement.TABLE, last, AggRevenueMovement.GRR_TRAILING_RATE));
        assertNull(value(AggRevenueMovement.TABLE, rows.get(22), AggRevenueMovement.NRR_TRAILING_RATE));
    }

    private static Row window(Window window, int period) {
        WindowCohorts cohorts =
                new WindowCohorts("order", Granularity.MONTH, window, CdnowTransactions.END, CohortLimits.NONE);
        CohortSums sums = new CohortSums();
        for (Activity a : sample()) cohorts.add(sums, a, ALL);
        return cohorts.rows(sums).stream()
                .filter(r -> of(r, AggRetentionCohort.COHORT).equals("all"))
                .filter(r -> of(r, AggRetentionCohort.PERIOD_NUMBER).equals((long) period))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void rollingThirtyDaysOfCdnow() {
        Window window = Window.rolling(30);
        assertEquals(0.1366, (double) of(window(window, 1), AggRetentionCohort.RETENTION_RATE), 5e-5);
        assertEquals(0.0967, (double) of(window(window, 2), AggRetentionCohort.RETENTION_RATE), 5e-5);
        assertEquals(0.0776, (double) of(window(window, 6), AggRetentionCohort.RETENTION_RATE), 5e-5);
        assertEquals(0.4340, (double) of(window(window, 1), AggRetentionCohort.RETENTION_OR_AFTER_RATE), 5e-5);
        Row late = window(window, 16);
        long eligible = sample().stream()
                .filter(a -> a.first() + 30 * 17 - 1 <= CdnowTransactions.END)
                .count();
        assertEquals(eligible, of(late, AggRetentionCohort.ELIGIBLE_COUNT));
        assertTrue(eligible < 2357);
        assertEquals(
                sample().stream()
                        .filter(a -> a.first() + 30 * 16 <= CdnowTransactions.END)
                        .count(),
                of(late, AggRetentionCohort.ELIGIBLE_OR_AFTER_COUNT));
    }

    @Test
    void bracketsOfCdnow() {
        Window window = Window.brackets(List.of(1, 7, 30, 90, 180, 365));
        double[] expected = {1, .0543, .1379, .1952, .1969, .2495};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(
                    expected[i],
                    (double) of(window(window, i), AggRetentionCohort.RETENTION_RATE),
                    5e-5,
                    "bracket " + i);
        }
        assertEquals(7L, of(window(window, 2), AggRetentionCohort.FROM_DAY));
        assertEquals(29L, of(window(window, 2), AggRetentionCohort.TO_DAY));
    }

    @Test
    void anOnOrAfterCurveNeverRisesAndPartsAddUpToTheWhole() {
        CalendarCohorts cohorts =
                new CalendarCohorts("order", Granularity.WEEK, CdnowTransactions.END, CohortLimits.NONE);
        CohortSums whole = new CohortSums();
        CohortSums left = new CohortSums();
        CohortSums right = new CohortSums();
        for (int i = 0; i < sample().size(); i++) {
            cohorts.add(whole, sample().get(i), ALL);
            cohorts.add(i % 3 == 0 ? left : right, sample().get(i), ALL);
        }
        List<Row> rows = cohorts.rows(whole);
        assertEquals(rows.toString(), cohorts.rows(right.add(left)).toString());
        for (int i = 1; i < rows.size(); i++) {
            if (of(rows.get(i), AggRetentionCohort.PERIOD_NUMBER).equals(0L)) continue;
            if (of(rows.get(i), AggRetentionCohort.COHORT).equals("all")) continue;
            assertTrue((long) of(rows.get(i), AggRetentionCohort.ACTIVE_OR_AFTER_COUNT)
                    <= (long) of(rows.get(i - 1), AggRetentionCohort.ACTIVE_OR_AFTER_COUNT));
        }
    }
}
