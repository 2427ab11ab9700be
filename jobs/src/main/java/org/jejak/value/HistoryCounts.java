package org.jejak.value;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Customers counted by history. The likelihood of every model depends on a customer only through repeat purchases x, recency
 * t_x (first to last purchase) and age T (first purchase to the end of observation): the sufficient statistics of Fader, Hardie
 * and Lee (2005). A million customers are some ten thousand different histories, and likelihoods are summed over those.
 *
 * <p>Invariants: 0 &lt;= t_x &lt;= T, and t_x = 0 if x = 0. Histories are sorted by x, t_x, T, and counts are whole numbers, so that
 * whatever is summed over them comes out the same for any order and partitioning of the customers.
 *
 * <p>Arrays are parallel: entry i of {@link #x}, {@link #recency}, {@link #age} and {@link #count} is the i-th history.
 */
final class HistoryCounts {
    /** Repeat purchases. */
    final int[] x;
    /** Times from the first to the last purchase. */
    final double[] recency;
    /** Times from the first purchase to the end of observation. */
    final double[] age;
    /** Customers with the history. */
    final long[] count;
    /** Customers by x. */
    final long[] countOfX;
    /** All customers. */
    final long customers;
    /** Customers with a repeat purchase. */
    final long repeaters;

    private HistoryCounts(int[] x, double[] recency, double[] age, long[] count) {
        this.x = x;
        this.recency = recency;
        this.age = age;
        this.count = count;
        countOfX = new long[Arrays.stream(x).max().orElse(-1) + 1];
        for (int i = 0; i < x.length; i++) countOfX[x[i]] += count[i];
        customers = Arrays.stream(count).sum();
        repeaters = customers - (countOfX.length == 0 ? 0 : countOfX[0]);
    }

    /**
     * Counts equal histories.
     *
     * @param x repeat purchases of each customer, 0 to 8 million
     * @param recency days, at least 0 and at most the age
     * @param age days; whole days up to a million are counted fastest
     * @param daysPerUnit days in the unit of time in which parameters are wanted
     */
    static HistoryCounts ofDays(int[] x, double[] recency, double[] age, double daysPerUnit) {
        if (!areWhole(recency) || !areWhole(age))
            return of(x, inUnits(recency, daysPerUnit), inUnits(age, daysPerUnit));
        long[] keys = new long[x.length];
        for (int i = 0; i < keys.length; i++) {
            if (x[i] < 0 || recency[i] < 0 || recency[i] > age[i] || x[i] >= 1 << 23)
                throw new IllegalArgumentException("no history: x = " + x[i] + ", t_x = " + recency[i] + ", T = "
                        + age[i] + " days; x is at least 0 and 0 <= t_x <= T");
            // 23 bits of x, 20 of recency, 20 of age: the order of the keys is that of the histories
            keys[i] = (long) x[i] << 40 | (long) recency[i] << 20 | (long) age[i];
        }
        Arrays.sort(keys);
        return countSorted(
                keys.length,
                i -> (int) (keys[i] >> 40),
                i -> (keys[i] >> 20 & 0xFFFFF) / daysPerUnit,
                i -> (keys[i] & 0xFFFFF) / daysPerUnit);
    }

    /** Counts equal histories with times in the unit already, whole or not. */
    static HistoryCounts of(int[] x, double[] recency, double[] age) {
        int[] order = IntStream.range(0, x.length).toArray();
        IntArrays.mergeSort(order, (a, b) -> {
            int byX = Integer.compare(x[a], x[b]);
            int byRecency = byX != 0 ? byX : Double.compare(recency[a], recency[b]);
            return byRecency != 0 ? byRecency : Double.compare(age[a], age[b]);
        });
        return countSorted(order.length, i -> x[order[i]], i -> recency[order[i]], i -> age[order[i]]);
    }

    /** Counts equal neighbours among sorted histories, given by x, recency and age of the i-th customer. */
    private static HistoryCounts countSorted(
            int customers, IntUnaryOperator x, IntToDoubleFunction recency, IntToDoubleFunction age) {
        int n = 0;
        int[] xs = new int[customers];
        double[] recencies = new double[customers];
        double[] ages = new double[customers];
        long[] counts = new long[customers];
        for (int i = 0; i < customers; i++) {
            xs[n] = x.applyAsInt(i);
            recencies[n] = recency.applyAsDouble(i);
            ages[n] = age.applyAsDouble(i);
            boolean isNew = n == 0 || xs[n - 1] != xs[n] || recencies[n - 1] != recencies[n] || ages[n - 1] != ages[n];
            if (isNew) n++;
            counts[n - 1]++;
        }
        return new HistoryCounts(
                Arrays.copyOf(xs, n), Arrays.copyOf(recencies, n), Arrays.copyOf(ages, n), Arrays.copyOf(counts, n));
    }

    private static boolean areWhole(double[] days) {
        return Arrays.stream(days).allMatch(d -> d == Math.rint(d) && d < 1 << 20);
    }

    private static double[] inUnits(double[] days, double daysPerUnit) {
        return Arrays.stream(days).map(d -> d / daysPerUnit).toArray();
    }

    /** Number of distinct histories. */
    int size() {
        return x.length;
    }

    /** What a fit to these is made from. */
    ModelFit.Sample sample() {
        return new ModelFit.Sample(customers, size());
    }

    /** Total of x over all customers. */
    double purchases() {
        double sum = 0;
        for (int k = 0; k < countOfX.length; k++) sum += (double) k * countOfX[k];
        return sum;
    }

    /** Total of T over all customers. */
    double exposure() {
        double sum = 0;
        for (int i = 0; i < age.length; i++) sum += count[i] * age[i];
        return sum;
    }
}
