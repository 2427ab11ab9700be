package org.jejak.retention;

import java.io.Serializable;
import java.sql.Date;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.table.*;

/**
 * Revenue from one calendar period to the next, split by what each customer did: new, reactivated, expansion, contraction,
 * churned. Revenue counts from a customer's first order on.
 *
 * @param granularity month or week
 * @param end last day observed, as days since 1970-01-01
 */
record Movements(Granularity granularity, int end) implements Serializable {
    private static final int ACTIVE = 0;
    private static final int NEW = 1;
    private static final int RETAINED = 2;
    private static final int REACTIVATED = 3;
    private static final int CHURNED = 4;
    private static final int REVENUE = 5;
    private static final int NEW_REVENUE = 6;
    private static final int REACTIVATED_REVENUE = 7;
    private static final int EXPANSION = 8;
    private static final int CONTRACTION = 9;
    private static final int CHURNED_REVENUE = 10;
    private static final int YEAR_BASE = 11;
    private static final int YEAR_NET = 12;
    private static final int YEAR_GROSS = 13;
    private static final int WIDTH = 14;
    private static final int YEAR = 12;

    private record Period(boolean active, long revenue) {
        static final Period NONE = new Period(false, 0);

        Period plus(boolean alsoActive, long more) {
            return new Period(active || alsoActive, Math.addExact(revenue, more));
        }
    }

    private String what() {
        return "movement " + granularity;
    }

    /** Counts one customer in each of the groups. */
    void add(CohortSums sums, Activity a, List<Group> groups) {
        NavigableMap<Integer, Period> periods = new TreeMap<>();
        for (int i = 0; i < a.days().length; i++) {
            int index = granularity.index(a.days()[i]);
            periods.put(index, periods.getOrDefault(index, Period.NONE).plus(a.active()[i], a.amounts()[i]));
        }
        Map<Integer, long[]> moves = new HashMap<>();
        int last = granularity.index(end);
        for (int index : periods.keySet()) {
            moves.computeIfAbsent(index, i -> moves(periods, i));
            if (index < last) moves.computeIfAbsent(index + 1, i -> moves(periods, i));
        }
        if (granularity == Granularity.MONTH) addYears(moves, periods, last);
        sums.add(what(), groups, 0, moves);
    }

    private static long[] moves(NavigableMap<Integer, Period> periods, int index) {
        Period now = periods.getOrDefault(index, Period.NONE);
        Period before = periods.getOrDefault(index - 1, Period.NONE);
        long[] m = new long[WIDTH];
        long difference = Math.subtractExact(now.revenue, before.revenue);
        m[ACTIVE] = now.active ? 1 : 0;
        m[REVENUE] = now.revenue;
        if (now.active && index == periods.firstKey()) {
            m[NEW] = 1;
            m[NEW_REVENUE] = difference;
        } else if (now.active && !before.active) {
            m[REACTIVATED] = 1;
            m[REACTIVATED_REVENUE] = difference;
        } else if (before.active && !now.active) {
            m[CHURNED] = 1;
            m[CHURNED_REVENUE] = before.revenue;
        } else {
            m[RETAINED] = now.active ? 1 : 0;
            m[difference > 0 ? EXPANSION : CONTRACTION] = Math.abs(difference);
        }
        return m;
    }

    /** Twelve months against the twelve before, for each month in which the earlier twelve brought revenue. */
    private static void addYears(Map<Integer, long[]> moves, NavigableMap<Integer, Period> periods, int last) {
        int from = periods.firstKey() + YEAR;
        int to = Math.min(last, periods.lastKey() + 2 * YEAR - 1);
        for (int index = from; index <= to; index++) {
            long base = sum(periods, index - 2 * YEAR + 1);
            if (base <= 0) continue;
            long now = sum(periods, index - YEAR + 1);
            long[] m = moves.computeIfAbsent(index, i -> new long[WIDTH]);
            m[YEAR_BASE] = base;
            m[YEAR_NET] = now;
            m[YEAR_GROSS] = Math.max(0, Math.min(now, base));
        }
    }

    private static long sum(NavigableMap<Integer, Period> periods, int from) {
        return periods.subMap(from, from + YEAR).values().stream()
                .mapToLong(Period::revenue)
                .sum();
    }

    /** One row per group and period, from the first period of any group to the last, without gaps. */
    List<Row> rows(CohortSums sums) {
        List<Row> rows = new ArrayList<>();
        var groups = sums.of(what());
        int first = groups.values().stream()
                .mapToInt(g -> g.get(0).firstKey())
                .min()
                .orElse(0);
        groups.forEach((group, of) -> {
            long[] before = new long[WIDTH];
            for (int index = first; index <= granularity.index(end); index++) {
                long[] now = of.get(0).getOrDefault(index, new long[WIDTH]);
                rows.add(row(group, index, now, before, index - first >= 2 * YEAR - 1));
                before = now;
            }
        });
        return rows;
    }

    private Row row(Group group, int index, long[] now, long[] before, boolean twoYears) {
        long previous = before[REVENUE];
        long gross = previous - now[CONTRACTION] - now[CHURNED_REVENUE];
        return new RowBuilder(AggRevenueMovement.TABLE)
                .set(AggRevenueMovement.GRANULARITY, granularity.word())
                .set(AggRevenueMovement.DIMENSION, group.dimension())
                .set(AggRevenueMovement.DIMENSION_VALUE, group.value())
                .set(AggRevenueMovement.IS_IDENTIFIED, group.isIdentified())
                .set(AggRevenueMovement.REVENUE_AMOUNT, Rounding.money(now[REVENUE]))
                .set(AggRevenueMovement.PREVIOUS_REVENUE_AMOUNT, Rounding.money(previous))
                .set(AggRevenueMovement.NEW_REVENUE_AMOUNT, Rounding.money(now[NEW_REVENUE]))
                .set(AggRevenueMovement.REACTIVATED_REVENUE_AMOUNT, Rounding.money(now[REACTIVATED_REVENUE]))
                .set(AggRevenueMovement.EXPANSION_AMOUNT, Rounding.money(now[EXPANSION]))
                .set(AggRevenueMovement.CONTRACTION_AMOUNT, Rounding.money(now[CONTRACTION]))
                .set(AggRevenueMovement.CHURNED_REVENUE_AMOUNT, Rounding.money(now[CHURNED_REVENUE]))
                .set(AggRevenueMovement.ACTIVE_COUNT, now[ACTIVE])
                .set(AggRevenueMovement.NEW_COUNT, now[NEW])
                .set(AggRevenueMovement.RETAINED_COUNT, now[RETAINED])
                .set(AggRevenueMovement.REACTIVATED_COUNT, now[REACTIVATED])
                .set(AggRevenueMovement.CHURNED_COUNT, now[CHURNED])
                .set(AggRevenueMovement.NRR_RATE, Rounding.share(gross + now[EXPANSION], previous))
                .set(AggRevenueMovement.GRR_RATE, Rounding.share(gross, previous))
                .set(
                        AggRevenueMovement.NRR_TRAILING_RATE,
                        twoYears ? Rounding.share(now[YEAR_NET], now[YEAR_BASE]) : null)
                .set(
                        AggRevenueMovement.GRR_TRAILING_RATE,
                        twoYears ? Rounding.share(now[YEAR_GROSS], now[YEAR_BASE]) : null)
                .set(AggRevenueMovement.LOGO_RETENTION_RATE, Rounding.share(now[RETAINED], before[ACTIVE]))
                .set(AggRevenueMovement.IS_COMPLETE, granularity.lastDay(index) <= end)
                .set(AggRevenueMovement.PERIOD_DATE, Date.valueOf(granularity.start(index)))
                .row();
    }
}
