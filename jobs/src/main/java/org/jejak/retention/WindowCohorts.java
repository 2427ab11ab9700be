package org.jejak.retention;

import java.io.Serializable;
import java.sql.Date;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.table.*;

/**
 * Cohorts by calendar period of the first activity, followed over windows of each customer's own days. A customer counts
 * for "on" only in windows that were over on the last day, for "on or after" only in windows that had begun.
 *
 * @param basis order or visit
 * @param granularity of the cohorts
 * @param window the windows
 * @param end last day observed, as days since 1970-01-01
 * @param limits how far cohorts are followed
 */
record WindowCohorts(String basis, Granularity granularity, Window window, int end, CohortLimits limits)
        implements Serializable {
    private static final int ACTIVE = 0;
    private static final int LAST = 1;
    private static final int ORDERS = 2;
    private static final int REVENUE = 3;
    private static final int COMPLETE = 4;
    private static final int BEGUN = 5;
    private static final int WIDTH = 6;
    /** Period that counts customers of whom no window is over. */
    private static final int NOT_EVEN_FIRST = -1;

    private String what() {
        return window.kind() + ' ' + basis + ' ' + granularity;
    }

    /** Counts one customer in each of the groups. */
    void add(CohortSums sums, Activity a, List<Group> groups) {
        int cohort = granularity.index(a.first());
        if (cohort < limits.firstCohort(granularity, end)) return;
        int complete = window.lastComplete(end - a.first());
        Map<Integer, long[]> windows = new TreeMap<>();
        int last = 0;
        for (int i = 0; i < a.days().length; i++) {
            int k = window.index(a.days()[i] - a.first());
            if (k < 0) break;
            if (a.active()[i]) last = k;
            if (k > complete) continue;
            long[] w = windows.computeIfAbsent(k, x -> new long[WIDTH]);
            if (a.active()[i]) w[ACTIVE] = 1;
            w[ORDERS] += a.orders()[i];
            w[REVENUE] = Math.addExact(w[REVENUE], a.amounts()[i]);
        }
        windows.computeIfAbsent(last, x -> new long[WIDTH])[LAST] = 1;
        windows.computeIfAbsent(Math.max(complete, NOT_EVEN_FIRST), x -> new long[WIDTH])[COMPLETE] = 1;
        windows.computeIfAbsent(window.lastBegun(end - a.first()), x -> new long[WIDTH])[BEGUN] = 1;
        sums.add(what(), groups, cohort, windows);
    }

    /** Observed rows of every group, cohort and window, and of all cohorts together. */
    List<Row> rows(CohortSums sums) {
        List<Row> rows = new ArrayList<>();
        sums.of(what()).forEach((group, cohorts) -> {
            NavigableMap<Integer, long[]> all = new TreeMap<>();
            cohorts.forEach((cohort, cells) -> {
                add(rows, group, cohort, cells);
                cells.forEach((k, cell) -> CohortSums.addTo(all.computeIfAbsent(k, x -> new long[WIDTH]), cell));
            });
            add(rows, group, null, all);
        });
        return rows;
    }

    private void add(List<Row> rows, Group group, Integer cohort, NavigableMap<Integer, long[]> cells) {
        RowBuilder row = new RowBuilder(AggRetentionCohort.TABLE);
        boolean rolling = window.kind().equals("rolling");
        long customers = cells.values().stream().mapToLong(c -> c[BEGUN]).sum();
        long eligible = customers - (cells.containsKey(NOT_EVEN_FIRST) ? cells.get(NOT_EVEN_FIRST)[COMPLETE] : 0);
        long begun = customers;
        long orAfter = customers;
        int last = Math.min(lastBegun(cells), limits.periods(granularity));
        for (int k = 0; k <= last; k++) {
            long[] w = cells.getOrDefault(k, new long[WIDTH]);
            boolean over = eligible == customers;
            if (eligible > 0 || rolling) {
                rows.add(row.set(AggRetentionCohort.COHORT_BASIS, basis)
                        .set(AggRetentionCohort.GRANULARITY, granularity.word())
                        .set(AggRetentionCohort.WINDOW_KIND, window.kind())
                        .set(AggRetentionCohort.DIMENSION, group.dimension())
                        .set(AggRetentionCohort.DIMENSION_VALUE, group.value())
                        .set(AggRetentionCohort.IS_IDENTIFIED, group.isIdentified())
                        .set(AggRetentionCohort.COHORT, cohort == null ? "all" : granularity.label(cohort))
                        .set(AggRetentionCohort.SERIES, "observed")
                        .set(AggRetentionCohort.REVENUE_AMOUNT, Rounding.money(w[REVENUE]))
                        .set(AggRetentionCohort.PERIOD_NUMBER, (long) k)
                        .set(AggRetentionCohort.FROM_DAY, (long) window.from(k))
                        .set(AggRetentionCohort.TO_DAY, (long) window.to(k))
                        .set(AggRetentionCohort.CUSTOMER_COUNT, customers)
                        .set(AggRetentionCohort.ELIGIBLE_COUNT, eligible)
                        .set(AggRetentionCohort.ACTIVE_COUNT, w[ACTIVE])
                        .set(AggRetentionCohort.ELIGIBLE_OR_AFTER_COUNT, rolling ? begun : null)
                        .set(AggRetentionCohort.ACTIVE_OR_AFTER_COUNT, rolling ? orAfter : null)
                        .set(AggRetentionCohort.ORDER_COUNT, w[ORDERS])
                        .set(AggRetentionCohort.RETENTION_RATE, Rounding.share(w[ACTIVE], eligible))
                        .set(
                                AggRetentionCohort.RETENTION_OR_AFTER_RATE,
                                rolling ? Rounding.share(orAfter, begun) : null)
                        .set(AggRetentionCohort.IS_COMPLETE, over)
                        .set(AggRetentionCohort.IS_PROJECTED, false)
                        .set(
                                AggRetentionCohort.COHORT_DATE,
                                cohort == null ? null : Date.valueOf(granularity.start(cohort)))
                        .row());
            }
            eligible -= w[COMPLETE];
            begun -= w[BEGUN];
            orAfter -= w[LAST];
        }
    }

    private static int lastBegun(NavigableMap<Integer, long[]> cells) {
        int last = 0;
        for (Map.Entry<Integer, long[]> e : cells.entrySet()) if (e.getValue()[BEGUN] > 0) last = e.getKey();
        return last;
    }
}
