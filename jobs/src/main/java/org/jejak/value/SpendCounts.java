package org.jejak.value;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Repeat buyers counted by number of repeat purchases x and mean spend m of these, sorted: all that the Gamma-Gamma
 * likelihood depends on. Buyers whose repeat purchases came to nothing (m = 0) are counted apart: the model has no place
 * for them.
 */
final class SpendCounts {
    final int[] x;
    final double[] mean;
    final long[] count;
    /** Repeat buyers with m of 0 or less. */
    final long withoutSpend;
    /** Repeat buyers in the patterns. */
    final long customers;

    private SpendCounts(int[] x, double[] mean, long[] count, long withoutSpend) {
        this.x = x;
        this.mean = mean;
        this.count = count;
        this.withoutSpend = withoutSpend;
        customers = Arrays.stream(count).sum();
    }

    /** Counts equal pairs; customers with x = 0 are left out. */
    static SpendCounts of(int[] x, double[] mean) {
        int[] order = IntStream.range(0, x.length)
                .filter(i -> x[i] > 0 && mean[i] > 0)
                .toArray();
        IntArrays.mergeSort(order, (a, b) -> {
            int byX = Integer.compare(x[a], x[b]);
            return byX != 0 ? byX : Double.compare(mean[a], mean[b]);
        });
        int n = 0;
        int[] xs = new int[order.length];
        double[] values = new double[order.length];
        long[] counts = new long[order.length];
        for (int i : order) {
            if (n == 0 || xs[n - 1] != x[i] || values[n - 1] != mean[i]) {
                xs[n] = x[i];
                values[n++] = mean[i];
            }
            counts[n - 1]++;
        }
        long repeaters = Arrays.stream(x).filter(k -> k > 0).count();
        return new SpendCounts(
                Arrays.copyOf(xs, n), Arrays.copyOf(values, n), Arrays.copyOf(counts, n), repeaters - order.length);
    }

    int size() {
        return x.length;
    }

    /** What a fit to these is made from. */
    ModelFit.Sample sample() {
        return new ModelFit.Sample(customers, size());
    }

    /** The same with every spend times a factor. */
    SpendCounts scaled(double factor) {
        return new SpendCounts(x, Arrays.stream(mean).map(m -> m * factor).toArray(), count, withoutSpend);
    }

    /** Mean spend of all their repeat purchases; NaN without any. */
    double meanPerPurchase() {
        double spend = 0;
        double purchases = 0;
        for (int i = 0; i < x.length; i++) {
            spend += (double) count[i] * x[i] * mean[i];
            purchases += (double) count[i] * x[i];
        }
        return spend / purchases;
    }

    /** Correlation of x and m over repeat buyers: the model takes it to be 0. NaN if one of them does not vary. */
    double correlation() {
        double n = customers;
        double sx = 0;
        double sm = 0;
        for (int i = 0; i < x.length; i++) {
            sx += count[i] * x[i] / n;
            sm += count[i] * mean[i] / n;
        }
        double xx = 0;
        double mm = 0;
        double xm = 0;
        for (int i = 0; i < x.length; i++) {
            xx += count[i] * (x[i] - sx) * (x[i] - sx);
            mm += count[i] * (mean[i] - sm) * (mean[i] - sm);
            xm += count[i] * (x[i] - sx) * (mean[i] - sm);
        }
        return xm / Math.sqrt(xx * mm);
    }
}
