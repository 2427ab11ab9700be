package org.jejak.retention;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.table.*;

/**
 * What winning, keeping and losing customers costs, by month. Spend is split by whom it reached: a campaign's paid sessions of
 * people before their first order against those of buyers. It is compared with the customers whom paid touches won and kept.
 *
 * @param inactivityDays more days than this without an order, and a customer counts as lost
 * @param end last day observed, as days since 1970-01-01
 */
record RetentionCost(int inactivityDays, int end) implements Serializable {
    /**
     * Ad spend of a month.
     *
     * @param channel channel
     * @param campaign campaign; (none) without one
     * @param month number of the month, see {@link Granularity}
     * @param amount base currency
     */
    record Spend(String channel, String campaign, int month, BigDecimal amount) {}

    private static final String REACH = "reach";
    private static final int PROSPECTS = 0;
    private static final int BUYERS = 1;

    private static final String COST = "cost";
    private static final int NEW = 0;
    private static final int RETURNING = 1;
    private static final int LOST = 2;
    private static final int LOST_REVENUE = 3;
    private static final int PAID_NEW = 4;
    private static final int PAID_RETURNING = 5;
    private static final int WIDTH = 6;
    private static final int YEAR = 365;

    /** Counts a paid session of a customer. */
    void addSession(CohortSums sums, String channel, String campaign, int day, int firstOrder) {
        boolean isBuyer = day > firstOrder;
        int month = Granularity.MONTH.index(day);
        sums.add(REACH, new Group(channel, campaign), 0, month, isBuyer ? 0 : 1, isBuyer ? 1 : 0);
    }

    /**
     * Counts the orders of one customer.
     *
     * @param isWonByPaidTouch whether the first touchpoint was paid
     * @param paidChannels channels of the paid sessions, by month
     */
    void add(
            CohortSums sums,
            Activity a,
            List<Group> groups,
            boolean isWonByPaidTouch,
            Map<Integer, Set<String>> paidChannels) {
        NavigableMap<Integer, long[]> months = new TreeMap<>();
        int[] days = a.activeDays();
        int first = Granularity.MONTH.index(days[0]);
        months(months, first)[NEW] = 1;
        months(months, first)[PAID_NEW] = isWonByPaidTouch ? 1 : 0;
        for (int i = 0; i < days.length; i++) {
            int month = Granularity.MONTH.index(days[i]);
            if (month > first) months(months, month)[RETURNING] = 1;
            int next = i + 1 < days.length ? days[i + 1] : end;
            if (next - days[i] <= inactivityDays) continue;
            long[] lost = months(months, Granularity.MONTH.index(days[i] + inactivityDays + 1));
            lost[LOST]++;
            lost[LOST_REVENUE] = Math.addExact(lost[LOST_REVENUE], yearBefore(a, days[i]));
        }
        sums.add(COST, groups, 0, months);
        months.forEach((month, counts) -> {
            if (counts[RETURNING] > 0) addPaidReturn(sums, month, paidChannels.getOrDefault(month, Set.of()));
        });
    }

    /** Counts a customer who returned in a month in which paid sessions of some channels, or none, met him. */
    private static void addPaidReturn(CohortSums sums, int month, Set<String> channels) {
        long[] one = new long[WIDTH];
        one[PAID_RETURNING] = 1;
        if (!channels.isEmpty()) sums.add(COST, Group.ALL, 0, month, one);
        for (String channel : channels) sums.add(COST, new Group("channel", channel), 0, month, one);
    }

    private static long[] months(NavigableMap<Integer, long[]> months, int month) {
        return months.computeIfAbsent(month, m -> new long[WIDTH]);
    }

    private static long yearBefore(Activity a, int day) {
        long sum = 0;
        for (int i = 0; i < a.days().length; i++) {
            if (a.days()[i] <= day && a.days()[i] > day - YEAR) sum = Math.addExact(sum, a.amounts()[i]);
        }
        return sum;
    }

    private static final class Money {
        private BigDecimal all = BigDecimal.ZERO.setScale(4);
        private BigDecimal acquisition = all;
    }

    /** Rows of everybody and of each channel. */
    List<Row> rows(CohortSums sums, List<Spend> spend) {
        TreeMap<Group, TreeMap<Integer, Money>> money = new TreeMap<>();
        var reach = sums.of(REACH);
        for (Spend s : spend) {
            var campaign = reach.get(new Group(s.channel, s.campaign));
            long[] reached = campaign == null ? null : campaign.get(0).get(s.month);
            BigDecimal acquisition = acquisition(s.amount, reached);
            for (Group group : List.of(Group.ALL, new Group("channel", s.channel))) {
                Money m = money.computeIfAbsent(group, g -> new TreeMap<>()).computeIfAbsent(s.month, x -> new Money());
                m.all = m.all.add(s.amount);
                m.acquisition = m.acquisition.add(acquisition);
            }
        }
        TreeMap<Group, TreeMap<Integer, long[]>> customers = new TreeMap<>();
        sums.of(COST).forEach((group, of) -> customers.put(group, new TreeMap<>(of.get(0))));
        money.forEach((group, months) -> months.keySet()
                .forEach(m -> customers
                        .computeIfAbsent(group, g -> new TreeMap<>())
                        .computeIfAbsent(m, x -> new long[WIDTH])));
        List<Row> rows = new ArrayList<>();
        customers.forEach((group, months) -> months.forEach((month, c) -> rows.add(
                row(group, month, c, money.getOrDefault(group, new TreeMap<>()).getOrDefault(month, new Money())))));
        return rows;
    }

    private static BigDecimal acquisition(BigDecimal spend, long[] reached) {
        if (reached == null) return spend.setScale(4, RoundingMode.HALF_UP);
        return spend.multiply(BigDecimal.valueOf(reached[PROSPECTS]))
                .divide(BigDecimal.valueOf(reached[PROSPECTS] + reached[BUYERS]), 4, RoundingMode.HALF_UP);
    }

    /** A part of the spend per customer; null without spend, and without a customer. */
    private static BigDecimal cost(Money money, BigDecimal part, long customers) {
        return money.all.signum() == 0 ? null : Rounding.per(part, customers);
    }

    private static Row row(Group group, int month, long[] c, Money money) {
        BigDecimal kept = money.all.subtract(money.acquisition);
        BigDecimal winning = cost(money, money.acquisition, c[PAID_NEW]);
        BigDecimal keeping = cost(money, kept, c[PAID_RETURNING]);
        return new RowBuilder(AggRetentionCost.TABLE)
                .set(AggRetentionCost.DIMENSION, group.dimension())
                .set(AggRetentionCost.DIMENSION_VALUE, group.value())
                .set(AggRetentionCost.IS_IDENTIFIED, group.isIdentified())
                .set(AggRetentionCost.SPEND_AMOUNT, money.all)
                .set(AggRetentionCost.ACQUISITION_SPEND_AMOUNT, money.acquisition)
                .set(AggRetentionCost.RETENTION_SPEND_AMOUNT, kept)
                .set(AggRetentionCost.ACQUISITION_COST_AMOUNT, winning)
                .set(AggRetentionCost.RETENTION_COST_AMOUNT, keeping)
                .set(AggRetentionCost.LOST_REVENUE_AMOUNT, Rounding.money(c[LOST_REVENUE]))
                .set(
                        AggRetentionCost.REPLACEMENT_COST_AMOUNT,
                        winning == null ? null : winning.multiply(BigDecimal.valueOf(c[LOST])))
                .set(AggRetentionCost.NEW_CUSTOMER_COUNT, c[NEW])
                .set(AggRetentionCost.RETURNING_CUSTOMER_COUNT, c[RETURNING])
                .set(AggRetentionCost.PAID_NEW_CUSTOMER_COUNT, c[PAID_NEW])
                .set(AggRetentionCost.PAID_RETURNING_CUSTOMER_COUNT, c[PAID_RETURNING])
                .set(AggRetentionCost.LOST_CUSTOMER_COUNT, c[LOST])
                .set(
                        AggRetentionCost.ACQUISITION_TO_RETENTION_RATIO,
                        winning == null || keeping == null || keeping.signum() <= 0
                                ? null
                                : (Double) (winning.doubleValue() / keeping.doubleValue()))
                .set(AggRetentionCost.MONTH, Date.valueOf(Granularity.MONTH.start(month)))
                .row();
    }
}
