package org.jejak.statistics;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * How much of an outcome's variance each of several, possibly correlated, variables explains: the mean gain in R2 over all
 * orders of adding them (LMG: Lindeman, Merenda and Gold 1980; the same as Shapley values of R2). Works on the correlation
 * matrix, all 2^k regressions, so for at most {@link #MOST} variables.
 *
 * @param importance share of the explained variance of each, summing to 1; all 0 if nothing is explained
 * @param coefficients standardised coefficients of the regression on all
 * @param inflation variance inflation factors, from 1; infinite if one is a sum of others
 * @param rSquared share of the variance that all explain together, 0 to 1
 */
public record ShapleyRegression(double[] importance, double[] coefficients, double[] inflation, double rSquared) {
    /** Most variables: 4,096 regressions. */
    public static final int MOST = 12;

    private static final double SMALLEST_PIVOT = 1e-10;

    /**
     * Fits a symmetric correlation matrix whose last row and column is the outcome; none of the variables is constant.
     *
     * @throws IllegalArgumentException for more than {@link #MOST} variables
     */
    public static ShapleyRegression of(double[][] correlation) {
        int k = correlation.length - 1;
        if (k > MOST) throw new IllegalArgumentException(k + " variables; at most " + MOST + " can be taken apart");
        double[] explained = new double[1 << k];
        for (int set = 1; set < explained.length; set++) explained[set] = rSquared(correlation, members(set, k));
        double total = explained[explained.length - 1];
        double[] importance = new double[k];
        for (int i = 0; i < k; i++) {
            for (int set = 0; set < explained.length; set++) {
                if ((set >> i & 1) == 0)
                    importance[i] += weight(Integer.bitCount(set), k) * (explained[set | 1 << i] - explained[set]);
            }
            importance[i] = total > 0 ? Math.max(0, importance[i]) : 0;
        }
        double sum = Arrays.stream(importance).sum();
        if (sum > 0) for (int i = 0; i < k; i++) importance[i] /= sum;
        int[] all = members((1 << k) - 1, k);
        return new ShapleyRegression(importance, coefficients(correlation, all), inflation(correlation, all), total);
    }

    /** |S|! (k - |S| - 1)! / k!, the share of orders in which exactly a set of this size comes before. */
    private static double weight(int size, int k) {
        double weight = 1.0 / k;
        for (int j = 1; j <= size; j++) weight *= j / (double) (k - j);
        return weight;
    }

    private static double rSquared(double[][] correlation, int[] members) {
        int y = correlation.length - 1;
        double[] beta = coefficients(correlation, members);
        double r2 = 0;
        for (int i = 0; i < members.length; i++) r2 += beta[i] * correlation[members[i]][y];
        return Math.max(0, Math.min(1, r2));
    }

    private static double[] coefficients(double[][] correlation, int[] members) {
        if (members.length == 0) return new double[0];
        int y = correlation.length - 1;
        DMatrixRMaj b = new DMatrixRMaj(members.length, 1);
        for (int i = 0; i < members.length; i++) b.set(i, 0, correlation[members[i]][y]);
        DMatrixRMaj x = new DMatrixRMaj(members.length, 1);
        DMatrixRMaj a = part(correlation, members);
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(members.length);
        if (solver.setA(a.copy()) && solver.quality() > SMALLEST_PIVOT) {
            solver.solve(b, x);
        } else {
            DMatrixRMaj inverse = new DMatrixRMaj(members.length, members.length);
            CommonOps_DDRM.pinv(a, inverse);
            CommonOps_DDRM.mult(inverse, b, x);
        }
        return x.data.clone();
    }

    /** Of each variable 1 / (1 - R2 of it on the others), the diagonal of the inverse. */
    private static double[] inflation(double[][] correlation, int[] members) {
        DMatrixRMaj a = part(correlation, members);
        DMatrixRMaj inverse = new DMatrixRMaj(members.length, members.length);
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(Math.max(1, members.length));
        double[] factors = new double[members.length];
        Arrays.fill(factors, Double.POSITIVE_INFINITY);
        if (members.length == 0 || !solver.setA(a) || solver.quality() <= SMALLEST_PIVOT) return factors;
        solver.invert(inverse);
        for (int i = 0; i < members.length; i++) factors[i] = Math.max(1, inverse.get(i, i));
        return factors;
    }

    private static DMatrixRMaj part(double[][] correlation, int[] members) {
        DMatrixRMaj a = new DMatrixRMaj(members.length, members.length);
        for (int i = 0; i < members.length; i++)
            for (int j = 0; j < members.length; j++) a.set(i, j, correlation[members[i]][members[j]]);
        return a;
    }

    private static int[] members(int set, int k) {
        return java.util.stream.IntStream.range(0, k)
                .filter(i -> (set >> i & 1) == 1)
                .toArray();
    }
}
