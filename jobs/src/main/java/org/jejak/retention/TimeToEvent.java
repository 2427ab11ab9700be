package org.jejak.retention;

import java.io.Serializable;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.statistics.KaplanMeier;
import org.jejak.statistics.LogRank;
import org.jejak.table.*;

/**
 * How long customers take: from one purchase to the next, and until they have gone quiet. Orders of one day are one
 * purchase.
 *
 * @param inactivityDays more days than this without an order, and a customer counts as lost
 * @param end last day observed, as days since 1970-01-01; whoever is still waiting then is censored
 */
record TimeToEvent(int inactivityDays, int end) implements Serializable {
    /** Purchases from which the next one is waited for. */
    private static final int PURCHASES = 5;

    private static final String NEXT = "next purchase";
    private static final String QUIET = "inactivity";

    /** Groups of one dimension are compared with each other, the unidentified with nobody. */
    private record Dimension(String name, boolean isIdentified) {
        static Dimension of(Group group) {
            return new Dimension(group.dimension(), group.isIdentified());
        }
    }

    /** Counts one customer in each of the groups. */
    void add(CohortSums sums, Activity a, List<Group> groups) {
        int[] days = a.activeDays();
        int lost = lost(days);
        for (Group group : groups) {
            for (int i = 0; i < Math.min(days.length, PURCHASES); i++) {
                boolean again = i + 1 < days.length;
                int waited = (again ? days[i + 1] : end) - days[i];
                sums.add(NEXT, group, i + 1, waited, again ? 1 : 0, again ? 0 : 1);
            }
            int watched = (lost < 0 ? end : lost) - days[0];
            sums.add(QUIET, group, 0, watched, lost < 0 ? 0 : 1, lost < 0 ? 1 : 0);
        }
    }

    /** The day on which the customer had been quiet for the whole time, before a longer pause; -1 if there was none. */
    private int lost(int[] days) {
        for (int i = 0; i < days.length; i++) {
            int next = i + 1 < days.length ? days[i + 1] : end;
            if (next - days[i] > inactivityDays) return days[i] + inactivityDays;
        }
        return -1;
    }

    /** Curves of both events for every group, with the log-rank test between the groups of a dimension. */
    List<Row> survival(CohortSums sums) {
        List<Row> rows = new ArrayList<>();
        rows.addAll(curves(sums, NEXT, 1, "second_order", "an order on a later day than the first"));
        rows.addAll(curves(
                sums,
                QUIET,
                0,
                "inactivity",
                "the day before more than " + inactivityDays + " days without an order are over, for the first time"));
        return rows;
    }

    private static List<Row> curves(CohortSums sums, String what, int number, String event, String rule) {
        TreeMap<Group, NavigableMap<Integer, long[]>> groups = new TreeMap<>();
        sums.of(what).forEach((group, of) -> {
            if (of.containsKey(number)) groups.put(group, of.get(number));
        });
        Map<Dimension, TreeMap<Group, NavigableMap<Integer, long[]>>> dimensions = new HashMap<>();
        groups.forEach((group, counts) -> dimensions
                .computeIfAbsent(Dimension.of(group), d -> new TreeMap<>())
                .put(group, counts));
        Map<Dimension, LogRank> tests = new HashMap<>();
        dimensions.forEach((dimension, of) -> tests.put(dimension, LogRank.of(new ArrayList<>(of.values()))));
        List<Row> rows = new ArrayList<>();
        RowBuilder row = new RowBuilder(AggSurvival.TABLE);
        groups.forEach((group, counts) -> {
            LogRank test = tests.get(Dimension.of(group));
            boolean isTested = test.degrees() > 0;
            for (KaplanMeier.Step p : KaplanMeier.of(counts).steps()) {
                boolean hasLimits = p.survival() > 0 && p.survival() < 1;
                KaplanMeier.Share share = p.share(0.95);
                rows.add(row.set(AggSurvival.EVENT, event)
                        .set(AggSurvival.EVENT_RULE, rule)
                        .set(AggSurvival.DIMENSION, group.dimension())
                        .set(AggSurvival.DIMENSION_VALUE, group.value())
                        .set(AggSurvival.IS_IDENTIFIED, group.isIdentified())
                        .set(AggSurvival.DAY, (long) p.time())
                        .set(AggSurvival.AT_RISK_COUNT, p.atRisk())
                        .set(AggSurvival.EVENT_COUNT, p.events())
                        .set(AggSurvival.CENSORED_COUNT, p.censored())
                        .set(AggSurvival.SURVIVAL_RATE, p.survival())
                        .set(AggSurvival.STANDARD_ERROR, p.standardError())
                        .set(AggSurvival.LOWER_RATE, hasLimits ? share.low() : null)
                        .set(AggSurvival.UPPER_RATE, hasLimits ? share.high() : null)
                        .set(AggSurvival.CUMULATIVE_HAZARD, p.hazard())
                        .set(AggSurvival.LOG_RANK_STATISTIC, isTested ? test.chiSquare() : null)
                        .set(AggSurvival.LOG_RANK_DEGREES, isTested ? (long) test.degrees() : null)
                        .set(AggSurvival.LOG_RANK_P_VALUE, isTested ? test.pValue() : null)
                        .row());
            }
        });
        return rows;
    }

    /** One row per group and purchase number. */
    List<Row> repeats(CohortSums sums) {
        List<Row> rows = new ArrayList<>();
        RowBuilder row = new RowBuilder(AggRepeatPurchase.TABLE);
        sums.of(NEXT)
                .forEach((group, of) -> of.forEach((number, counts) -> {
                    long customers = 0;
                    long again = 0;
                    long days = 0;
                    for (Map.Entry<Integer, long[]> e : counts.entrySet()) {
                        customers += e.getValue()[0] + e.getValue()[1];
                        again += e.getValue()[0];
                        days += e.getKey() * e.getValue()[0];
                    }
                    KaplanMeier curve = KaplanMeier.of(counts);
                    OptionalDouble median = curve.quantile(0.5);
                    rows.add(row.set(AggRepeatPurchase.DIMENSION, group.dimension())
                            .set(AggRepeatPurchase.DIMENSION_VALUE, group.value())
                            .set(AggRepeatPurchase.IS_IDENTIFIED, group.isIdentified())
                            .set(AggRepeatPurchase.PURCHASE_NUMBER, (long) number)
                            .set(AggRepeatPurchase.CUSTOMER_COUNT, customers)
                            .set(AggRepeatPurchase.REPEAT_COUNT, again)
                            .set(AggRepeatPurchase.REPEAT_RATE, Rounding.share(again, customers))
                            .set(AggRepeatPurchase.REPEAT_30_DAY_RATE, within(curve, 30))
                            .set(AggRepeatPurchase.REPEAT_90_DAY_RATE, within(curve, 90))
                            .set(AggRepeatPurchase.REPEAT_180_DAY_RATE, within(curve, 180))
                            .set(AggRepeatPurchase.REPEAT_365_DAY_RATE, within(curve, 365))
                            .set(AggRepeatPurchase.MEAN_DAYS_TO_NEXT, Rounding.share(days, again))
                            .set(
                                    AggRepeatPurchase.MEDIAN_DAYS_TO_NEXT,
                                    median.isPresent() ? (Long) (long) median.getAsDouble() : null)
                            .row());
                }));
        return rows;
    }

    private static Double within(KaplanMeier curve, int days) {
        return curve.reaches(days) ? (Double) (1 - curve.survival(days)) : null;
    }
}
