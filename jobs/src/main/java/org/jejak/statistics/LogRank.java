package org.jejak.statistics;

import java.util.Arrays;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * The log-rank test (Mantel 1966; Peto and Peto 1972): whether durations of several groups, some censored, come from one
 * distribution. Weights all times alike, so it sees lasting differences best and crossing curves badly.
 *
 * @param chiSquare the statistic; 0 where nothing can be compared
 * @param degrees degrees of freedom: groups with anything at risk, less one
 * @param pValue probability of such a statistic by chance, 0 to 1
 */
public record LogRank(double chiSquare, int degrees, double pValue) {

    /**
     * Tests durations in any order.
     *
     * @param times durations, not negative
     * @param ended whether each ended then; if not it is censored then
     * @param groups the group of each, from 0
     */
    public static LogRank of(double[] times, boolean[] ended, int[] groups) {
        int count = Arrays.stream(groups).max().orElse(-1) + 1;
        TreeMap<Double, long[][]> byTime = new TreeMap<>();
        long[] atRisk = new long[count];
        for (int i = 0; i < times.length; i++) {
            byTime.computeIfAbsent(times[i], t -> new long[2][count])[ended[i] ? 1 : 0][groups[i]]++;
            atRisk[groups[i]]++;
        }
        double[] excess = new double[count];
        double[][] covariance = new double[count][count];
        for (long[][] at : byTime.values()) {
            add(at[1], atRisk, excess, covariance);
            for (int g = 0; g < count; g++) atRisk[g] -= at[0][g] + at[1][g];
        }
        return result(excess, covariance);
    }

    /** Adds events seen minus expected, and their hypergeometric covariance, at one time. */
    private static void add(long[] events, long[] atRisk, double[] excess, double[][] covariance) {
        double n = Arrays.stream(atRisk).sum();
        double d = Arrays.stream(events).sum();
        if (d == 0 || n < 2) return;
        double spread = d * (n - d) / (n - 1);
        for (int g = 0; g < excess.length; g++) {
            double share = atRisk[g] / n;
            excess[g] += events[g] - d * share;
            for (int h = 0; h < excess.length; h++)
                covariance[g][h] += spread * share * ((g == h ? 1 : 0) - atRisk[h] / n);
        }
    }

    /** The quadratic form over all groups but one, groups that never were at risk left out. */
    private static LogRank result(double[] excess, double[][] covariance) {
        int[] used = java.util.stream.IntStream.range(0, excess.length)
                .filter(g -> covariance[g][g] > 1e-12)
                .toArray();
        int degrees = used.length - 1;
        if (degrees < 1) return new LogRank(0, 0, 1);
        DMatrixRMaj v = new DMatrixRMaj(degrees, degrees);
        DMatrixRMaj u = new DMatrixRMaj(degrees, 1);
        for (int i = 0; i < degrees; i++) {
            u.set(i, 0, excess[used[i]]);
            for (int j = 0; j < degrees; j++) v.set(i, j, covariance[used[i]][used[j]]);
        }
        DMatrixRMaj inverse = new DMatrixRMaj(degrees, degrees);
        CommonOps_DDRM.pinv(v, inverse);
        double chiSquare = Math.max(0, VectorVectorMult_DDRM.innerProdA(u, inverse, u));
        double p = 1 - new ChiSquaredDistribution(degrees).cumulativeProbability(chiSquare);
        return new LogRank(chiSquare, degrees, p);
    }
}
