package org.jejak.retention;

import java.io.Serializable;
import java.sql.Date;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.table.*;

/**
 * Cohorts by calendar period of the first activity, or of the event that began it, followed over calendar periods: on, on or after, revenue, NRR and GRR
 * against period 0. A cohort's last period may not be over on the last day; the row of all cohorts counts only those
 * whose period is over.
 *
 * @param basis order or visit
 * @param granularity month or week
 * @param end last day observed, as days since 1970-01-01
 * @param limits how far cohorts are followed
 * @param recurring whether a customer is in the cohort of every period with activity, not only in that of the first
 */
record CalendarCohorts(String basis, Granularity granularity, int end, CohortLimits limits, boolean recurring)
        implements Serializable {
    private static final int ACTIVE = 0;
    private static final int LAST = 1;
    private static final int ORDERS = 2;
    private static final int REVENUE = 3;
    private static final int LESSER = 4;
    private static final int LEAST = 5;
    private static final int CUSTOMERS = 6;
    private static final int WIDTH = 7;
    private static final long[] NOTHING = new long[WIDTH];

    /** Cohorts by the first activity. */
    CalendarCohorts(String basis, Granularity granularity, int end, CohortLimits limits) {
        this(basis, granularity, end, limits, false);
    }

    private String what() {
        return "calendar " + basis + ' ' + granularity;
    }

    /** Counts one customer in each of the groups. */
    void add(CohortSums sums, Activity a, List<Group> groups) {
        add(sums, a, groups, 0);
        if (!recurring) return;
        int before = granularity.index(a.first());
        int start = 0;
        for (int i = 1; i < a.days().length; i++) {
            int period = granularity.index(a.days()[i]);
            if (period > granularity.index(a.days()[i - 1])) start = i;
            if (!a.active()[i] || period == before) continue;
            add(sums, a, groups, start);
            before = period;
        }
    }

    /** Counts the customer in the cohort of the period of a day, with what came from that day on. */
    private void add(CohortSums sums, Activity a, List<Group> groups, int start) {
        int cohort = granularity.index(a.days()[start]);
        if (cohort < limits.firstCohort(granularity, end)) return;
        NavigableMap<Integer, long[]> periods = new TreeMap<>();
        for (int i = start; i < a.days().length; i++) {
            long[] p = periods.computeIfAbsent(granularity.index(a.days()[i]) - cohort, k -> new long[WIDTH]);
            if (a.active()[i]) p[ACTIVE] = 1;
            p[ORDERS] += a.orders()[i];
            p[REVENUE] = Math.addExact(p[REVENUE], a.amounts()[i]);
        }
        long base = Math.max(0, periods.get(0)[REVENUE]);
        long least = base;
        int expected = 0;
        int last = 0;
        for (Map.Entry<Integer, long[]> e : periods.entrySet()) {
            long[] p = e.getValue();
            p[LESSER] = Math.max(0, Math.min(p[REVENUE], base));
            least = e.getKey() == expected++ ? Math.min(least, p[LESSER]) : 0;
            p[LEAST] = least;
            if (p[ACTIVE] > 0) last = e.getKey();
        }
        periods.get(last)[LAST] = 1;
        periods.get(0)[CUSTOMERS] = 1;
        sums.add(what(), groups, cohort, periods);
    }

    /** One cohort: what each period held, and how many came back in it or later. */
    private record Cohort(long customers, long[][] periods, long[] orAfter) {}

    private Map<Integer, Cohort> cohorts(NavigableMap<Integer, NavigableMap<Integer, long[]>> sums) {
        Map<Integer, Cohort> cohorts = new TreeMap<>();
        sums.forEach((cohort, cells) -> {
            int last = granularity.index(end) - cohort;
            long[][] periods = new long[last + 1][];
            long[] orAfter = new long[last + 1];
            long later = 0;
            for (int k = last; k >= 0; k--) {
                periods[k] = cells.getOrDefault(k, NOTHING);
                later += periods[k][LAST];
                orAfter[k] = later;
            }
            cohorts.put(cohort, new Cohort(periods[0][CUSTOMERS], periods, orAfter));
        });
        return cohorts;
    }

    /**
     * What one cohort, or several together, came to in a period.
     *
     * @param numbers sums by place
     * @param orAfter customers active in the period or later
     * @param start revenue of period 0
     * @param base the same, customers with a negative one left out
     */
    private record Totals(long customers, long[] numbers, long orAfter, long start, long base) {
        static Totals of(Collection<Cohort> cohorts, int period) {
            long customers = 0;
            long[] numbers = new long[WIDTH];
            long orAfter = 0;
            long start = 0;
            long base = 0;
            for (Cohort c : cohorts) {
                customers += c.customers;
                CohortSums.addTo(numbers, c.periods[period]);
                orAfter += c.orAfter[period];
                start = Math.addExact(start, c.periods[0][REVENUE]);
                base += c.periods[0][LESSER];
            }
            return new Totals(customers, numbers, orAfter, start, base);
        }
    }

    /** Observed rows of every group, cohort and period, and of all cohorts together. */
    List<Row> rows(CohortSums sums) {
        List<Row> rows = new ArrayList<>();
        sums.of(what()).forEach((group, of) -> {
            Map<Integer, Cohort> cohorts = cohorts(of);
            cohorts.forEach((cohort, c) -> add(rows, group, cohort, c));
            addAll(rows, group, cohorts);
        });
        return rows;
    }

    private void add(List<Row> rows, Group group, int cohort, Cohort c) {
        long cumulative = 0;
        for (int k = 0; k < Math.min(c.periods.length, limits.periods(granularity) + 1); k++) {
            Totals totals = Totals.of(List.of(c), k);
            cumulative = Math.addExact(cumulative, totals.numbers[REVENUE]);
            rows.add(row(group, granularity.label(cohort), k, isOver(cohort, k), totals)
                    .set(AggRetentionCohort.CUMULATIVE_REVENUE_AMOUNT, Rounding.money(cumulative))
                    .set(AggRetentionCohort.COHORT_DATE, Date.valueOf(granularity.start(cohort)))
                    .row());
        }
    }

    /** Rows of all cohorts together; each period counts the cohorts of which it is over. */
    private void addAll(List<Row> rows, Group group, Map<Integer, Cohort> cohorts) {
        for (int k = 0; k <= limits.periods(granularity); k++) {
            int period = k;
            List<Cohort> over = cohorts.entrySet().stream()
                    .filter(e -> isOver(e.getKey(), period))
                    .map(Map.Entry::getValue)
                    .toList();
            if (over.isEmpty()) return;
            rows.add(row(group, "all", k, true, Totals.of(over, k)).row());
        }
    }

    private boolean isOver(int cohort, int k) {
        return granularity.lastDay(cohort + k) <= end;
    }

    private RowBuilder row(Group group, String cohort, int k, boolean isOver, Totals t) {
        return new RowBuilder(AggRetentionCohort.TABLE)
                .set(AggRetentionCohort.COHORT_BASIS, basis)
                .set(AggRetentionCohort.GRANULARITY, granularity.word())
                .set(AggRetentionCohort.WINDOW_KIND, "calendar")
                .set(AggRetentionCohort.DIMENSION, group.dimension())
                .set(AggRetentionCohort.DIMENSION_VALUE, group.value())
                .set(AggRetentionCohort.IS_IDENTIFIED, group.isIdentified())
                .set(AggRetentionCohort.COHORT, cohort)
                .set(AggRetentionCohort.SERIES, "observed")
                .set(AggRetentionCohort.REVENUE_AMOUNT, Rounding.money(t.numbers[REVENUE]))
                .set(AggRetentionCohort.PERIOD_NUMBER, (long) k)
                .set(AggRetentionCohort.CUSTOMER_COUNT, t.customers)
                .set(AggRetentionCohort.ELIGIBLE_COUNT, t.customers)
                .set(AggRetentionCohort.ACTIVE_COUNT, t.numbers[ACTIVE])
                .set(AggRetentionCohort.ELIGIBLE_OR_AFTER_COUNT, t.customers)
                .set(AggRetentionCohort.ACTIVE_OR_AFTER_COUNT, t.orAfter)
                .set(AggRetentionCohort.ORDER_COUNT, t.numbers[ORDERS])
                .set(AggRetentionCohort.RETENTION_RATE, Rounding.share(t.numbers[ACTIVE], t.customers))
                .set(AggRetentionCohort.RETENTION_OR_AFTER_RATE, Rounding.share(t.orAfter, t.customers))
                .set(AggRetentionCohort.NRR_RATE, Rounding.share(t.numbers[REVENUE], t.start))
                .set(AggRetentionCohort.GRR_RATE, Rounding.share(t.numbers[LESSER], t.base))
                .set(AggRetentionCohort.GRR_STRICT_RATE, Rounding.share(t.numbers[LEAST], t.base))
                .set(AggRetentionCohort.IS_COMPLETE, isOver)
                .set(AggRetentionCohort.IS_PROJECTED, false);
    }

    /**
     * The curves that churn models are fitted to: of each cohort, customers active in period t or later, for the periods t
     * that are over and lie so far back that customers had time to come back. Of identified customers only: nobody sees others come
     * back. Groups ascending, cohorts ascending.
     *
     * @param quiet how many of the last complete periods are left out; 0 with contracts, where a missed period is the end
     */
    Map<Group, Map<Integer, long[]>> survivors(CohortSums sums, int quiet) {
        Map<Group, Map<Integer, long[]>> found = new TreeMap<>();
        sums.of(what()).forEach((group, of) -> {
            if (!group.isIdentified()) return;
            Map<Integer, long[]> curves = new TreeMap<>();
            cohorts(of).forEach((cohort, c) -> {
                int settled = granularity.index(end) - cohort - quiet + (over(end) ? 1 : 0);
                int length = Math.min(Math.max(settled, 1), limits.periods(granularity) + 1);
                curves.put(cohort, Arrays.copyOf(c.orAfter, Math.min(length, c.orAfter.length)));
            });
            found.put(group, curves);
        });
        return found;
    }

    private boolean over(int day) {
        return granularity.lastDay(granularity.index(day)) == day;
    }
}
