package org.jejak.statistics;

import java.util.Arrays;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Finds the maximum of a smooth function: Newton steps with the second derivatives, made definite by their eigenvalues and
 * shortened until the function rises; where that gets stuck, BFGS, which needs first derivatives only. Nocedal and Wright,
 * "Numerical Optimization" (2006), sections 3.4 and 6.1. Deterministic: no random starts, no clock.
 *
 * <p>Arguments are logs of parameters, so the search needs no bounds. It stops where an argument leaves a box around 0: a
 * likelihood that still rises there has no maximum inside.
 *
 * <p>Why not a library: hipparchus-optim has no Newton method for a function of several arguments. Its conjugate gradients
 * stop at derivatives of 1e-8 to 1e-7 per customer on the CDNOW sample (here below 1e-9), after ten to fifty times as many
 * evaluations.
 */
public final class NewtonOptimizer {
    /** Half the width of the usual box: a parameter outside of e^-15 to e^15 has no end. */
    public static final double LIMIT = 15;

    /** Converged when no derivative is larger than this; functions are scaled to one customer. */
    static final double TOLERANCE = 1e-9;

    private static final int MAX_ITERATIONS = 150;
    private static final double LONGEST_STEP = 2;
    private static final int MOST_POLISHING = 5;

    /**
     * Where the search ended.
     *
     * @param at arguments
     * @param derivatives value and derivatives there, by the arguments
     * @param iterations steps taken
     * @param method newton, or bfgs if that was needed
     * @param converged whether the largest derivative is below the tolerance
     * @param outOfBox whether an argument left the box
     */
    public record Optimum(
            double[] at,
            LikelihoodDerivatives derivatives,
            int iterations,
            String method,
            boolean converged,
            boolean outOfBox) {
        /** Inverse of the negative second derivatives; null if an eigenvalue is not negative, so that this is no maximum. */
        public double[][] covariance() {
            int n = at.length;
            SymmetricEigen eigen = SymmetricEigen.of(derivatives.hessian);
            double[][] covariance = new double[n][n];
            for (int k = 0; k < n; k++) {
                if (eigen == null || !(eigen.values()[k] < 0)) return null;
                double[] vector = eigen.vectors()[k];
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < n; j++) covariance[i][j] += vector[i] * vector[j] / -eigen.values()[k];
            }
            return covariance;
        }
    }

    private NewtonOptimizer() {}

    /** Searches from a start within the usual box; see {@link #maximize(Function, double[], double, double)}. */
    public static Optimum maximize(Function<double[], LikelihoodDerivatives> function, double[] start, double scale) {
        return maximize(function, start, scale, LIMIT);
    }

    /**
     * Searches from a start.
     *
     * @param function value, gradient and the full matrix of second derivatives; a value that is not finite means that a
     *     step was too long
     * @param scale what derivatives are divided by before they are compared with the tolerance: the number of customers
     * @param limit the search stops when the absolute value of an argument exceeds this
     */
    public static Optimum maximize(
            Function<double[], LikelihoodDerivatives> function, double[] start, double scale, double limit) {
        double[] at = start.clone();
        LikelihoodDerivatives here = function.apply(at);
        DMatrixRMaj inverse = null;
        for (int iteration = 0; ; iteration++) {
            boolean converged = here.steepest() / scale < TOLERANCE;
            boolean outOfBox = Arrays.stream(at).anyMatch(a -> Math.abs(a) > limit);
            String method = inverse == null ? "newton" : "bfgs";
            if (converged && !outOfBox) {
                Point top = polished(function, new Point(at, here));
                return new Optimum(top.at, top.derivatives, iteration, method, true, false);
            }
            if (outOfBox || iteration == MAX_ITERATIONS || !Double.isFinite(here.value))
                return new Optimum(at, here, iteration, method, converged, outOfBox);
            double[] direction = inverse == null ? newton(here) : times(inverse, here.gradient);
            Point next = lineSearch(function, new Point(at, here), direction);
            if (next == null && inverse == null) {
                inverse = CommonOps_DDRM.identity(at.length);
                CommonOps_DDRM.scale(1 / Math.max(here.steepest(), 1e-300), inverse);
                continue;
            }
            if (next == null) return new Optimum(at, here, iteration, method, false, false);
            if (inverse != null) update(inverse, at, here, next.at, next.derivatives);
            at = next.at;
            here = next.derivatives;
        }
    }

    /** The Newton step uphill, every eigenvalue taken as negative and not too flat. */
    private static double[] newton(LikelihoodDerivatives here) {
        int n = here.gradient.length;
        SymmetricEigen eigen = SymmetricEigen.of(here.hessian);
        if (eigen == null) return here.gradient.clone();
        double largest = 0;
        for (double value : eigen.values()) largest = Math.max(largest, Math.abs(value));
        double[] step = new double[n];
        for (int k = 0; k < n; k++) {
            double slope = eigen.along(k, here.gradient);
            double curve = Math.max(Math.abs(eigen.values()[k]), 1e-9 * largest);
            for (int i = 0; i < n; i++) step[i] += eigen.vectors()[k][i] * slope / curve;
        }
        return step;
    }

    private record Point(double[] at, LikelihoodDerivatives derivatives) {}

    /**
     * Full Newton steps while they make the largest derivative smaller. The value cannot tell any more that near the top, where it
     * is flat within rounding, but the arguments still gain digits.
     */
    private static Point polished(Function<double[], LikelihoodDerivatives> function, Point top) {
        for (int i = 0; i < MOST_POLISHING; i++) {
            double[] next = newton(top.derivatives);
            for (int k = 0; k < next.length; k++) next[k] += top.at[k];
            LikelihoodDerivatives there = function.apply(next);
            if (!Double.isFinite(there.value) || !(there.steepest() < top.derivatives.steepest())) break;
            top = new Point(next, there);
        }
        return top;
    }

    /** Halves the step until the function rises; null if no step along the direction does. */
    private static Point lineSearch(
            Function<double[], LikelihoodDerivatives> function, Point from, double[] direction) {
        double longest = Arrays.stream(direction).map(Math::abs).max().orElse(0);
        if (!(longest > 0) || Double.isInfinite(longest)) return null;
        LikelihoodDerivatives here = from.derivatives;
        double uphill = 0;
        for (int i = 0; i < direction.length; i++) uphill += direction[i] * here.gradient[i];
        // a sum over a million patterns has this much of it
        double rounding = 1e-11 * Math.abs(here.value);
        double size = Math.min(1, LONGEST_STEP / longest);
        for (int halving = 0; halving < 40; halving++, size /= 2) {
            double[] next = from.at.clone();
            for (int i = 0; i < next.length; i++) next[i] += size * direction[i];
            LikelihoodDerivatives there = function.apply(next);
            if (!Double.isFinite(there.value)) continue;
            boolean higher = there.value >= here.value + 1e-4 * size * uphill;
            // near the top the rise drowns in rounding: a flatter place counts as higher
            boolean flatter = there.value >= here.value - rounding && there.steepest() < 0.9 * here.steepest();
            if (higher || flatter) return new Point(next, there);
        }
        return null;
    }

    /** The BFGS update of the inverse of the negative second derivatives; skipped where it would no longer be definite. */
    private static void update(
            DMatrixRMaj inverse, double[] at, LikelihoodDerivatives here, double[] next, LikelihoodDerivatives there) {
        int n = at.length;
        double[] step = new double[n];
        double[] change = new double[n];
        double sy = 0;
        for (int i = 0; i < n; i++) {
            step[i] = next[i] - at[i];
            change[i] = here.gradient[i] - there.gradient[i];
            sy += step[i] * change[i];
        }
        if (!(sy > 1e-12 * norm(step) * norm(change))) return;
        double[] hy = times(inverse, change);
        double yhy = 0;
        for (int i = 0; i < n; i++) yhy += change[i] * hy[i];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                inverse.add(i, j, (1 + yhy / sy) * step[i] * step[j] / sy - (hy[i] * step[j] + step[i] * hy[j]) / sy);
            }
        }
    }

    private static double[] times(DMatrixRMaj matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int i = 0; i < vector.length; i++)
            for (int j = 0; j < vector.length; j++) product[i] += matrix.get(i, j) * vector[j];
        return product;
    }

    private static double norm(double[] vector) {
        double sum = 0;
        for (double v : vector) sum += v * v;
        return Math.sqrt(sum);
    }
}
