package org.jejak.retention;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealVector;

/**
 * Log-rank test (Mantel 1966): whether groups wait equally long for an event.
 *
 * @param statistic chi-squared, 0 or more
 * @param degrees degrees of freedom: groups that can be told apart, less one
 * @param pValue chance of such a difference between groups that are alike, 0 to 1
 */
record LogRank(double statistic, int degrees, double pValue) {
    private static final double NOTHING = 1e-9;

    /**
     * Compares groups.
     *
     * @param groups of each group, events and censorings by day
     * @return null with fewer than two groups, or when no day tells anything
     */
    static LogRank of(List<NavigableMap<Integer, long[]>> groups) {
        int n = groups.size();
        if (n < 2) return null;
        TreeSet<Integer> days = new TreeSet<>();
        long[] atRisk = new long[n];
        for (int g = 0; g < n; g++) {
            days.addAll(groups.get(g).keySet());
            atRisk[g] =
                    groups.get(g).values().stream().mapToLong(c -> c[0] + c[1]).sum();
        }
        double[] difference = new double[n];
        double[][] variance = new double[n][n];
        for (int day : days) {
            long events = 0;
            long all = 0;
            long[][] today = new long[n][];
            for (int g = 0; g < n; g++) {
                today[g] = groups.get(g).getOrDefault(day, new long[2]);
                events += today[g][0];
                all += atRisk[g];
            }
            if (events > 0) {
                double spread = all > 1 ? (double) events * (all - events) / (all - 1) : 0;
                for (int g = 0; g < n; g++) {
                    double share = (double) atRisk[g] / all;
                    difference[g] += today[g][0] - events * share;
                    for (int h = 0; h < n; h++) {
                        variance[g][h] += spread * share * ((g == h ? 1 : 0) - (double) atRisk[h] / all);
                    }
                }
            }
            for (int g = 0; g < n; g++) atRisk[g] -= today[g][0] + today[g][1];
        }
        return test(difference, variance);
    }

    /** The quadratic form with the pseudo-inverse of the variance, whose rank is the degrees of freedom. */
    private static LogRank test(double[] difference, double[][] variance) {
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(variance));
        RealVector d = new ArrayRealVector(difference);
        double[] values = eigen.getEigenvalues();
        double largest = 0;
        for (double v : values) largest = Math.max(largest, v);
        double statistic = 0;
        int degrees = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] <= NOTHING * largest || largest == 0) continue;
            double along = eigen.getEigenvector(i).dotProduct(d);
            statistic += along * along / values[i];
            degrees++;
        }
        if (degrees == 0) return null;
        return new LogRank(
                statistic, degrees, 1 - new ChiSquaredDistribution(degrees).cumulativeProbability(statistic));
    }

    /** The groups' counts in the order of the groups. */
    static LogRank between(TreeMap<Group, NavigableMap<Integer, long[]>> groups) {
        return of(new ArrayList<>(groups.values()));
    }
}
