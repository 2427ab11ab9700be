package org.jejak.value;

import java.util.Arrays;
import org.jejak.statistics.LikelihoodDerivatives;

/**
 * The log of a sum of exp(term), with derivatives: those of the terms, weighted by exp(term), and for the second ones the
 * variance between terms. Whoever adds a term first writes its derivatives into {@link #slope} and {@link #curve}.
 */
final class LogSum {
    /** A term this much smaller than the largest no longer counts. */
    private static final double NEGLIGIBLE = 41;

    /** First derivatives of the next term. */
    final double[] slope;
    /** Second derivatives of the next term, upper half. */
    final double[][] curve;

    private double top;
    private double sum;
    private final double[] means;
    private final double[][] products;

    LogSum(int parameters) {
        slope = new double[parameters];
        curve = new double[parameters][parameters];
        means = new double[parameters];
        products = new double[parameters][parameters];
    }

    /** Starts another sum, with all derivatives 0. */
    void clear() {
        top = Double.NEGATIVE_INFINITY;
        sum = 0;
        Arrays.fill(means, 0);
        Arrays.fill(slope, 0);
        for (double[] row : products) Arrays.fill(row, 0);
        for (double[] row : curve) Arrays.fill(row, 0);
    }

    /** Whether a term would not change the sum. */
    boolean isNegligible(double term) {
        return term < top - NEGLIGIBLE;
    }

    /** Adds exp(term), of which the derivatives are written; a term of minus infinity is none. */
    void add(double term) {
        if (term == Double.NEGATIVE_INFINITY) return;
        if (term > top) rescale(term);
        if (isNegligible(term)) return;
        double w = Math.exp(term - top);
        sum += w;
        for (int i = 0; i < slope.length; i++) {
            double weighted = w * slope[i];
            means[i] += weighted;
            for (int j = i; j < slope.length; j++) products[i][j] += weighted * slope[j] + w * curve[i][j];
        }
    }

    private void rescale(double term) {
        double factor = Math.exp(top - term);
        top = term;
        sum *= factor;
        for (int i = 0; i < means.length; i++) {
            means[i] *= factor;
            for (int j = i; j < means.length; j++) products[i][j] *= factor;
        }
    }

    /** Adds the log of the sum so many times. */
    void addTo(LikelihoodDerivatives total, long count) {
        total.value += count * (top + Math.log(sum));
        for (int i = 0; i < means.length; i++) {
            double mean = means[i] / sum;
            total.gradient[i] += count * mean;
            for (int j = i; j < means.length; j++)
                total.hessian[i][j] += count * (products[i][j] / sum - mean * (means[j] / sum));
        }
    }
}
