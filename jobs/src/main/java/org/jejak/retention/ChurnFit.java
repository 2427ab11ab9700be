package org.jejak.retention;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * A churn model fitted by maximum likelihood to customers counted period by period. Each period is a series of coin tosses
 * for those still there, so the likelihoods of several cohorts add up by adding their counts.
 *
 * @param model sbg or bdw
 * @param status fitted; homogeneous (no differences between customers); polarised (some leave at once, the others stay);
 *     nobody_lost, everybody_lost, too_few_periods
 * @param parameters alpha, beta or gamma, delta, c; of the null model if homogeneous; where the search ended if polarised;
 *     null without a fit
 * @param errors their standard errors from the observed information; null unless fitted, or if the likelihood is too
 *     flat at its top
 * @param logLikelihood natural logarithm, maximised; NaN without a fit
 */
record ChurnFit(ChurnModel model, String status, double[] parameters, double[] errors, double logLikelihood) {
    static final String FITTED = "fitted";
    static final String HOMOGENEOUS = "homogeneous";
    static final String POLARISED = "polarised";

    /** Log parameters beyond this have no end: above, all customers are the same; below, each leaves at once or never. */
    private static final double BOUNDARY = 11;

    private static final double LIMIT = 12;
    /** A gain in log-likelihood that is none. */
    private static final double NO_GAIN = 1e-3;

    private static final int STEPS = 300;
    private static final int MOST_POLISHING = 5;

    /**
     * Customers by period.
     *
     * @param atRisk customers still there before period t = index + 1
     * @param lost how many of them were gone after it, 0 to atRisk
     */
    record Counts(long[] atRisk, long[] lost) {
        /** Cohorts together, each a curve of customers still there after 0, 1, ... periods, not rising. */
        static Counts of(Iterable<long[]> curves) {
            int periods = 0;
            for (long[] curve : curves) periods = Math.max(periods, curve.length - 1);
            long[] atRisk = new long[periods];
            long[] lost = new long[periods];
            for (long[] curve : curves) {
                for (int t = 1; t < curve.length; t++) {
                    atRisk[t - 1] += curve[t - 1];
                    lost[t - 1] += curve[t - 1] - curve[t];
                }
            }
            return new Counts(atRisk, lost);
        }
    }

    /** Fits a model; {@code SBG} needs two periods at least, {@code BDW} three. */
    static ChurnFit of(ChurnModel model, Counts counts) {
        long lost = 0;
        long stayed = 0;
        int periods = 0;
        for (int i = 0; i < counts.atRisk.length; i++) {
            lost += counts.lost[i];
            stayed += counts.atRisk[i] - counts.lost[i];
            if (counts.atRisk[i] > 0) periods++;
        }
        if (lost + stayed == 0) return none(model, "too_few_periods");
        if (lost == 0) return none(model, "nobody_lost");
        if (stayed == 0) return none(model, "everybody_lost");
        if (periods < model.parameters()) return none(model, "too_few_periods");
        double rate = Math.log(-Math.log((double) stayed / (stayed + lost)));
        Optimum plain = climb(ChurnModel.GEOMETRIC, counts, rate);
        if (model == ChurnModel.SBG) return best(model, counts, ChurnModel.GEOMETRIC, plain, sbg(counts));
        // BdW from where sBG ended, and from two starts with rising and falling loss
        Optimum ageing = climb(ChurnModel.WEIBULL, counts, plain.at[0], 0);
        double[] mixed = sbg(counts).at;
        Optimum full = better(
                climb(model, counts, mixed[0], mixed[1], 0),
                better(climb(model, counts, -0.5, 0.5, 0.4), climb(model, counts, 0.5, 2, -0.4)));
        return best(model, counts, ChurnModel.WEIBULL, ageing, full);
    }

    /** The best sBG from three starts: many, some and few differences between customers. */
    private static Optimum sbg(Counts counts) {
        Optimum found = null;
        for (double[] start : new double[][] {{0, 0}, {-1, 1}, {2, 4}}) {
            found = better(found, climb(ChurnModel.SBG, counts, start));
        }
        return found;
    }

    private static ChurnFit none(ChurnModel model, String status) {
        return new ChurnFit(model, status, null, null, Double.NaN);
    }

    /** The model, unless it says no more than the one {@code without} differences between customers. */
    private static ChurnFit best(ChurnModel model, Counts counts, ChurnModel without, Optimum plain, Optimum full) {
        double largest = Math.max(full.at[0], full.at[1]);
        double smallest = Math.min(full.at[0], full.at[1]);
        if (full.value - plain.value < NO_GAIN || largest > BOUNDARY)
            return new ChurnFit(without, HOMOGENEOUS, exp(plain.at), null, plain.value).named(model);
        if (smallest < -BOUNDARY) return new ChurnFit(model, POLARISED, exp(full.at), null, full.value);
        return new ChurnFit(model, FITTED, exp(full.at), errors(full), full.value);
    }

    private ChurnFit named(ChurnModel asked) {
        return new ChurnFit(asked, status, parameters, errors, logLikelihood);
    }

    /** Whether there are curves to expect anything from. */
    boolean usable() {
        return parameters != null;
    }

    /** The model that stands behind the curve: the null model if homogeneous. */
    private ChurnModel behind() {
        if (!status.equals(HOMOGENEOUS)) return model;
        return model == ChurnModel.SBG ? ChurnModel.GEOMETRIC : ChurnModel.WEIBULL;
    }

    /** Share still there after each of the periods 0 to {@code last}. */
    double[] survival(int last) {
        return behind().survival(logs(), last);
    }

    /** See {@link ChurnModel#discountedLifetime}. */
    double discountedLifetime(double rate) {
        return behind().discountedLifetime(logs(), rate);
    }

    private double[] logs() {
        double[] logs = new double[parameters.length];
        for (int i = 0; i < logs.length; i++) logs[i] = Math.log(parameters[i]);
        return logs;
    }

    private static double[] exp(double[] logs) {
        double[] values = new double[logs.length];
        for (int i = 0; i < logs.length; i++) values[i] = Math.exp(logs[i]);
        return values;
    }

    /** A place, the log-likelihood there, and its curvature. */
    private record Optimum(double[] at, double value, double[] gradient, RealMatrix hessian) {
        /** The largest absolute derivative; NaN or infinite where it cannot be computed. */
        double steepest() {
            double steepest = 0;
            for (double g : gradient) steepest = Math.max(steepest, Math.abs(g));
            return steepest;
        }
    }

    private static Optimum better(Optimum one, Optimum other) {
        return one == null || other.value > one.value ? other : one;
    }

    /** The log-likelihood; minus infinity where it cannot be computed. {@code gradient} receives its derivatives. */
    private static double value(ChurnModel model, Counts counts, double[] p, double[] gradient) {
        double[] slope = new double[p.length];
        double sum = 0;
        Arrays.fill(gradient, 0);
        for (int t = 1; t <= counts.atRisk.length; t++) {
            long lost = counts.lost[t - 1];
            long stayed = counts.atRisk[t - 1] - lost;
            if (lost + stayed == 0) continue;
            double log = model.logStay(t, p, slope);
            double gone = -Math.expm1(log);
            if (lost > 0 && !(gone > 0)) return Double.NEGATIVE_INFINITY;
            sum += stayed * log + (lost == 0 ? 0 : lost * Math.log(gone));
            double weight = stayed - (lost == 0 ? 0 : lost * Math.exp(log) / gone);
            for (int i = 0; i < p.length; i++) gradient[i] += weight * slope[i];
        }
        return Double.isNaN(sum) ? Double.NEGATIVE_INFINITY : sum;
    }

    /** Value, gradient and Hessian at a place; the Hessian by central differences of the exact gradient. */
    private static Optimum lookAround(ChurnModel model, Counts counts, double[] p) {
        int n = p.length;
        double[] gradient = new double[n];
        double value = value(model, counts, p, gradient);
        RealMatrix hessian = new Array2DRowRealMatrix(n, n);
        double[] up = new double[n];
        double[] down = new double[n];
        double step = 1e-5;
        for (int i = 0; i < n; i++) {
            double[] q = p.clone();
            q[i] = p[i] + step;
            value(model, counts, q, up);
            q[i] = p[i] - step;
            value(model, counts, q, down);
            for (int j = 0; j < n; j++) hessian.addToEntry(i, j, (up[j] - down[j]) / (4 * step));
            for (int j = 0; j < n; j++) hessian.addToEntry(j, i, (up[j] - down[j]) / (4 * step));
        }
        return new Optimum(p, value, gradient, hessian);
    }

    /**
     * Newton steps upwards, damped where the likelihood is not concave or a step overshoots, within a box. Not {@link
     * org.jejak.statistics.NewtonOptimizer}: that one has no box to stay in, takes twice the time here, and ends elsewhere
     * for curves that are nearly a cliff (a duration parameter near 10), where BdW has no sharp maximum.
     */
    private static Optimum climb(ChurnModel model, Counts counts, double... start) {
        double customers = Math.max(1, counts.atRisk[0]);
        Optimum here = lookAround(model, counts, start);
        double damping = 0;
        for (int i = 0; i < STEPS; i++) {
            double size = here.steepest();
            if (!Double.isFinite(size) || size < 1e-10 * customers || damping > 1e12) break;
            double[] next = step(here, damping * customers);
            double value = value(model, counts, next, new double[next.length]);
            if (value > here.value) {
                here = lookAround(model, counts, next);
                damping = damping < 1e-6 ? 0 : damping / 10;
            } else {
                if (value == here.value) break;
                damping = Math.max(1e-4, damping * 10);
            }
        }
        return polished(model, counts, here);
    }

    /** Newton steps while they make the largest derivative smaller: near the top the value is flat within rounding. */
    private static Optimum polished(ChurnModel model, Counts counts, Optimum top) {
        for (int i = 0; i < MOST_POLISHING; i++) {
            Optimum next = lookAround(model, counts, step(top, 0));
            if (!Double.isFinite(next.value) || !(next.steepest() < top.steepest())) break;
            top = next;
        }
        return top;
    }

    /** The next place: uphill along every eigenvector, by its curvature; at most 2 in any log parameter. */
    private static double[] step(Optimum from, double damping) {
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(from.hessian.scalarMultiply(-1));
        RealVector gradient = new ArrayRealVector(from.gradient);
        RealVector step = new ArrayRealVector(from.at.length);
        for (int i = 0; i < from.at.length; i++) {
            RealVector along = eigen.getEigenvector(i);
            double curvature = Math.max(Math.abs(eigen.getEigenvalue(i)), 1e-12) + damping;
            step = step.add(along.mapMultiply(along.dotProduct(gradient) / curvature));
        }
        double shrink = Math.min(1, 2 / Math.max(step.getLInfNorm(), 1e-300));
        double[] next = from.at.clone();
        for (int i = 0; i < next.length; i++) {
            next[i] = Math.max(-LIMIT, Math.min(LIMIT, next[i] + shrink * step.getEntry(i)));
        }
        return next;
    }

    /** Standard errors by the delta method; null if the likelihood has no top here. */
    private static double[] errors(Optimum top) {
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(top.hessian.scalarMultiply(-1));
        for (double v : eigen.getEigenvalues()) if (!(v > 1e-9)) return null;
        RealMatrix covariance = eigen.getSolver().getInverse();
        double[] errors = new double[top.at.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.exp(top.at[i]) * Math.sqrt(covariance.getEntry(i, i));
        }
        return errors;
    }
}
