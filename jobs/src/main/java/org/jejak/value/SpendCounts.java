package org.jejak.value;

import java.util.Arrays;

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
        int most = Arrays.stream(x).max().orElse(0);
        int[] sizes = new int[most + 1];
        long without = 0;
        for (int i = 0; i < x.length; i++) {
            if (x[i] > 0 && mean[i] > 0) sizes[x[i]]++;
            else if (x[i] > 0) without++;
        }
        double[][] means = new double[most + 1][];
        for (int k = 0; k <= most; k++) means[k] = new double[sizes[k]];
        for (int i = 0; i < x.length; i++) if (x[i] > 0 && mean[i] > 0) means[x[i]][--sizes[x[i]]] = mean[i];
        int all = Arrays.stream(means).mapToInt(m -> m.length).sum();
        int n = 0;
        int[] xs = new int[all];
        double[] values = new double[all];
        long[] counts = new long[all];
        for (int k = 1; k <= most; k++) {
            Arrays.sort(means[k]);
            for (double m : means[k]) {
                if (n == 0 || xs[n - 1] != k || values[n - 1] != m) {
                    xs[n] = k;
                    values[n++] = m;
                }
                counts[n - 1]++;
            }
        }
        return new SpendCounts(Arrays.copyOf(xs, n), Arrays.copyOf(values, n), Arrays.copyOf(counts, n), without);
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
