package org.jejak.statistics;

import java.util.*;
import org.hipparchus.linear.*;
import org.hipparchus.special.Gamma;

/**
 * The log-rank test (Mantel 1966; Peto and Peto 1972): whether durations of several groups, some censored, come from one
 * distribution. Weights all times alike, so it sees lasting differences best and crossing curves badly.
 *
 * @param chiSquare the statistic; 0 where nothing can be compared
 * @param degrees degrees of freedom: groups that were at risk at an event, less one; 0 where nothing can be compared
 * @param pValue probability of such a statistic by chance, 0 to 1
 */
public record LogRank(double chiSquare, int degrees, double pValue) {
    private static final double NOTHING = 1e-9;

    /**
     * Tests durations in any order.
     *
     * @param times durations, not negative
     * @param ended whether each ended then; if not it is censored then
     * @param groups the group of each, from 0
     */
    public static LogRank of(double[] times, boolean[] ended, int[] groups) {
        int count = Arrays.stream(groups).max().orElse(-1) + 1;
        List<NavigableMap<Double, long[]>> counts = new ArrayList<>();
        for (int g = 0; g < count; g++) counts.add(new TreeMap<>());
        for (int i = 0; i < times.length; i++)
            counts.get(groups[i]).computeIfAbsent(times[i], t -> new long[2])[ended[i] ? 0 : 1]++;
        return of(counts);
    }

    /**
     * Tests durations that are counted already.
     *
     * @param groups of each group, by duration, how many end then and how many are censored then
     */
    public static <T extends Comparable<T>> LogRank of(List<? extends NavigableMap<T, long[]>> groups) {
        int n = groups.size();
        TreeSet<T> times = new TreeSet<>();
        long[] atRisk = new long[n];
        for (int g = 0; g < n; g++) {
            times.addAll(groups.get(g).keySet());
            atRisk[g] =
                    groups.get(g).values().stream().mapToLong(c -> c[0] + c[1]).sum();
        }
        double[] excess = new double[n];
        double[][] covariance = new double[n][n];
        long[][] now = new long[n][];
        for (T time : times) {
            for (int g = 0; g < n; g++) now[g] = groups.get(g).getOrDefault(time, new long[2]);
            add(now, atRisk, excess, covariance);
            for (int g = 0; g < n; g++) atRisk[g] -= now[g][0] + now[g][1];
        }
        return result(excess, covariance);
    }

    /** Adds events seen minus expected, and their hypergeometric covariance, at one time. */
    private static void add(long[][] now, long[] atRisk, double[] excess, double[][] covariance) {
        long events = Arrays.stream(now).mapToLong(c -> c[0]).sum();
        long all = Arrays.stream(atRisk).sum();
        if (events == 0) return;
        double spread = all > 1 ? (double) events * (all - events) / (all - 1) : 0;
        for (int g = 0; g < excess.length; g++) {
            double share = (double) atRisk[g] / all;
            excess[g] += now[g][0] - events * share;
            for (int h = 0; h < excess.length; h++)
                covariance[g][h] += spread * share * ((g == h ? 1 : 0) - (double) atRisk[h] / all);
        }
    }

    /** The quadratic form with the pseudo-inverse of the covariance, whose rank is the degrees of freedom. */
    private static LogRank result(double[] excess, double[][] covariance) {
        LogRank nothing = new LogRank(0, 0, 1);
        if (excess.length < 2) return nothing;
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(covariance));
        RealVector off = new ArrayRealVector(excess);
        double[] values = eigen.getEigenvalues();
        double largest = Arrays.stream(values).max().orElse(0);
        double chiSquare = 0;
        int degrees = 0;
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > NOTHING * largest)) continue;
            double along = eigen.getEigenvector(i).dotProduct(off);
            chiSquare += along * along / values[i];
            degrees++;
        }
        if (degrees == 0) return nothing;
        return new LogRank(chiSquare, degrees, Gamma.regularizedGammaQ(degrees / 2.0, chiSquare / 2));
    }
}
