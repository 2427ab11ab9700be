package org.jejak.value;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Expectations over p ~ Beta(a, b) of smooth functions of p. With p = 1/(1 + exp(-s)) the density falls exponentially on
 * both sides and every pole lies at least pi/2 away from the real line, so that the trapezoidal rule in s, whose error
 * falls as exp(-2 pi distance/step), is exact to rounding with a step of 1/4, for any a, b &gt; 0: there is no special case at
 * a = 1 and none at a + b &lt; 1. Where a tail is too long to walk, the rest of the sum is geometric and closed.
 */
final class BetaMixture {
    private static final double STEP = 0.25;
    private static final double TAIL = -42;
    private static final double FURTHEST_LEFT = -60;
    private static final double FURTHEST_RIGHT = 40;

    /** Where p is this small against the scale of a function, the function is a straight line to rounding. */
    private static final double STRAIGHT = 1e-8;

    private final double[] p;
    private final double[] weight;
    /** Total of the weights before a node, and of weight times p. */
    private final double[] before;

    private final double[] beforeP;

    BetaMixture(double a, double b) {
        double mode = Math.log(a) - Math.log(b);
        double step = Math.min(STEP, 0.6 * Math.sqrt(1 / a + 1 / b));
        double top = logWeight(a, b, mode);
        int left = 0;
        while (mode - left * step > FURTHEST_LEFT && logWeight(a, b, mode - left * step) - top > TAIL) left++;
        int right = 0;
        while (mode + right * step < FURTHEST_RIGHT && logWeight(a, b, mode + right * step) - top > TAIL) right++;
        p = new double[left + right + 1];
        weight = new double[p.length];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double s = mode + (i - left) * step;
            p[i] = Math.max(1e-300, 1 / (1 + Math.exp(-s)));
            weight[i] = Math.exp(logWeight(a, b, s) - top);
            if (i == 0) weight[i] /= -Math.expm1(-a * step);
            if (i == p.length - 1) weight[i] /= -Math.expm1(-b * step);
            sum += weight[i];
        }
        before = new double[p.length];
        beforeP = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            weight[i] /= sum;
            if (i + 1 == p.length) break;
            before[i + 1] = before[i] + weight[i];
            beforeP[i + 1] = beforeP[i] + weight[i] * p[i];
        }
    }

    /** Log of p^a (1-p)^b, the density by s. */
    private static double logWeight(double a, double b, double s) {
        double more = Math.log1p(Math.exp(-Math.abs(s)));
        double logP = s > 0 ? -more : s - more;
        return a * logP + b * (logP - s);
    }

    /**
     * The mean of a function of p. The long tail of small p, where the function is a straight line, is summed at once.
     *
     * @param scale {@code f(p)} differs from a straight line through small p by at most about (scale p)^2, relatively
     */
    double mean(double scale, DoubleUnaryOperator f) {
        int first = Arrays.binarySearch(p, STRAIGHT / scale);
        if (first < 0) first = -first - 1;
        first = Math.min(first, p.length - 1);
        double from = p[first];
        double here = f.applyAsDouble(from);
        double slope = (here - f.applyAsDouble(from / 2)) / (from / 2);
        double sum = before[first] * here + (beforeP[first] - before[first] * from) * slope;
        sum += weight[first] * here;
        for (int i = first + 1; i < p.length; i++) sum += weight[i] * f.applyAsDouble(p[i]);
        return sum;
    }
}
