package org.jejak.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The summary of histories at the end of a day that the models are fitted on: repeat purchases x, recency and age in days,
 * mean repeat spend. Only customers with a purchase by then are in it; the first purchase is no repeat purchase and
 * its amount is left out of the mean.
 */
final class Summaries {
    /** Last day of the histories, days since 1970. */
    final int end;
    /** Who, in the order of the histories. */
    final History[] who;

    final int[] x;
    final int[] recency;
    final int[] age;
    /** Mean amount of repeat purchases in units of the currency; 0 without any. */
    final double[] mean;

    private Summaries(int end, History[] who) {
        this.end = end;
        this.who = who;
        x = new int[who.length];
        recency = new int[who.length];
        age = new int[who.length];
        mean = new double[who.length];
        for (int i = 0; i < who.length; i++) {
            History h = who[i];
            int n = h.purchasesBy(end);
            x[i] = n - 1;
            recency[i] = h.days()[n - 1] - h.first();
            age[i] = end - h.first();
            mean[i] = n > 1 ? h.paid(1, n) / History.SCALE / (n - 1) : 0;
        }
    }

    static Summaries at(int end, List<History> histories) {
        return new Summaries(
                end, histories.stream().filter(h -> h.first() <= end).toArray(History[]::new));
    }

    int size() {
        return who.length;
    }

    /** Distinct histories in another unit of time, such as 7 days. */
    Patterns patterns(double daysPerUnit) {
        return Patterns.ofDays(x, recency, age, daysPerUnit);
    }

    /** Distinct pairs of x and mean spend. */
    Spends spends() {
        return Spends.of(x, mean);
    }

    /** The customers of some groups only. */
    Summaries of(Collection<String> groups) {
        return new Summaries(
                end, Arrays.stream(who).filter(h -> groups.contains(h.group())).toArray(History[]::new));
    }

    /** Purchases of each customer after {@link #end} up to and including a day. */
    int[] purchasesUntil(int last) {
        int[] purchases = new int[who.length];
        for (int i = 0; i < who.length; i++) purchases[i] = who[i].purchasesBy(last) - x[i] - 1;
        return purchases;
    }

    /** What customers paid after {@link #end} up to and including a day, in units of the currency. */
    double[] spendUntil(int last) {
        double[] spend = new double[who.length];
        for (int i = 0; i < who.length; i++) spend[i] = who[i].paid(x[i] + 1, who[i].purchasesBy(last)) / History.SCALE;
        return spend;
    }
}
