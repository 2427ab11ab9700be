package org.jejak.value;

import java.util.*;
import java.util.stream.IntStream;

/**
 * What the models are fitted on: of each customer the repeat purchases x, recency, age and mean repeat spend. Made of
 * histories at the end of a day, with times in days, or read as such from a file, with times in the unit of the parameters.
 * Only customers with a purchase by then are in it; the first purchase is no repeat purchase and its amount is left
 * out of the mean.
 */
final class Summaries {
    /** Last day of the histories, days since 1970; 0 for summaries that were read. */
    final int end;
    /** Whose histories, in their order; null for summaries that were read. */
    private final History[] who;

    final String[] customer;
    /** Segment or channel; null without one. */
    final String[] group;

    final int[] x;
    final double[] recency;
    final double[] age;
    /** Mean amount of repeat purchases in units of the currency; 0 without any. */
    final double[] mean;

    private Summaries(int end, History[] who) {
        this(end, who, who.length);
        for (int i = 0; i < who.length; i++) {
            History h = who[i];
            int n = h.purchasesBy(end);
            customer[i] = h.customer();
            group[i] = h.group();
            x[i] = n - 1;
            recency[i] = h.days()[n - 1] - h.first();
            age[i] = end - h.first();
            mean[i] = n > 1 ? h.paid(1, n) / History.SCALE / (n - 1) : 0;
        }
    }

    private Summaries(int end, History[] who, int size) {
        this.end = end;
        this.who = who;
        customer = new String[size];
        group = new String[size];
        x = new int[size];
        recency = new double[size];
        age = new double[size];
        mean = new double[size];
    }

    static Summaries at(int end, List<History> histories) {
        return new Summaries(
                end, histories.stream().filter(h -> h.first() <= end).toArray(History[]::new));
    }

    /** Histories that were summed up elsewhere. */
    static Summaries of(List<CustomerSummary> rows) {
        Summaries s = new Summaries(0, null, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            CustomerSummary row = rows.get(i);
            s.customer[i] = row.customer();
            s.x[i] = row.x();
            s.recency[i] = row.recency();
            s.age[i] = row.age();
            s.mean[i] = row.x() > 0 ? row.meanSpend() : 0;
        }
        return s;
    }

    int size() {
        return x.length;
    }

    /** Whether single purchases are known, so that there are days, first amounts and what came after. */
    boolean hasHistories() {
        return who != null;
    }

    /** Distinct histories in another unit of time, such as 7 days. */
    HistoryCounts patterns(double daysPerUnit) {
        return HistoryCounts.ofDays(x, recency, age, daysPerUnit);
    }

    /** The same of the customers of some groups only. */
    HistoryCounts patterns(Collection<String> groups, double daysPerUnit) {
        int[] at = IntStream.range(0, size())
                .filter(i -> groups.contains(group[i]))
                .toArray();
        return HistoryCounts.ofDays(
                Arrays.stream(at).map(i -> x[i]).toArray(),
                Arrays.stream(at).mapToDouble(i -> recency[i]).toArray(),
                Arrays.stream(at).mapToDouble(i -> age[i]).toArray(),
                daysPerUnit);
    }

    /** Distinct pairs of x and mean spend. */
    SpendCounts spends() {
        return SpendCounts.of(x, mean);
    }

    /** What a customer paid with purchases {@code from} (the first is 0) to {@link #end}; 0 for summaries that were read. */
    long paid(int i, int from) {
        return who == null ? 0 : who[i].paid(from, x[i] + 1);
    }

    /** Purchases of each customer after {@link #end} up to and including a day. */
    int[] purchasesUntil(int last) {
        int[] purchases = new int[size()];
        if (who == null) return purchases;
        for (int i = 0; i < who.length; i++) purchases[i] = who[i].purchasesBy(last) - x[i] - 1;
        return purchases;
    }

    /** What customers paid after {@link #end} up to and including a day, in units of the currency. */
    double[] spendUntil(int last) {
        double[] spend = new double[size()];
        if (who == null) return spend;
        for (int i = 0; i < who.length; i++) spend[i] = who[i].paid(x[i] + 1, who[i].purchasesBy(last)) / History.SCALE;
        return spend;
    }
}
