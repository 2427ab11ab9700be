package org.jejak.statistics;

import java.io.Serializable;
import java.util.*;
import java.util.function.ToDoubleFunction;
import org.jejak.statistics.Intervals.Interval;
import org.jejak.statistics.NewtonOptimizer.Optimum;

/**
 * How well forecast probabilities of an outcome told what came.
 *
 * @param counts customers and outcomes
 * @param expected mean forecast
 * @param brier mean squared difference of forecast and outcome (Brier 1950): 0 is best
 * @param skill one minus brier over that of forecasting the base rate for everybody: 1 is best, 0 no better than the base rate;
 *     NaN if all or nobody had the outcome
 * @param logLoss mean of minus the log of the probability given to what came; forecasts are kept {@link #NEAR} away from 0 and 1
 * @param auc chance that somebody with the outcome was ranked above somebody without, ties half: 0.5 is chance; NaN if all or
 *     nobody had the outcome
 * @param slope of the outcome on the log-odds of the forecast: 1 is right, below 1 forecasts are too extreme; NaN if there is none
 * @param slopeError its standard error; NaN if there is none
 */
public record ForecastCheck(
        Counts counts,
        double expected,
        double brier,
        double skill,
        double logLoss,
        double auc,
        double slope,
        double slopeError)
        implements Serializable {
    /** How near to 0 and 1 forecasts may come where their logarithm is taken. */
    public static final double NEAR = 1e-6;

    /**
     * Customers with the same forecast and rank.
     *
     * @param rank what customers are ordered by; finer than the forecast where that was calibrated in steps
     * @param forecast probability, 0 to 1
     */
    public record Group(double rank, double forecast, Counts counts) {}

    /**
     * Some customers.
     *
     * @param expected their mean forecast
     */
    public record Bin(double expected, Counts counts) implements Serializable {
        private Bin plus(Bin other) {
            Counts both = counts.plus(other.counts);
            double sum = expected * counts.customers() + other.expected * other.counts.customers();
            return new Bin(sum / both.customers(), both);
        }

        /** Wilson interval of the share of customers with the outcome. */
        public Interval interval(double level) {
            return Intervals.wilson(counts.share(), counts.customers(), level);
        }
    }

    /** Checks forecasts; at least one customer. */
    public static ForecastCheck of(Collection<Group> groups) {
        Counts all = Counts.NONE;
        double expected = 0;
        double brier = 0;
        double logLoss = 0;
        for (Group group : groups) {
            long n = group.counts.customers();
            long y = group.counts.outcomes();
            double p = group.forecast;
            all = all.plus(group.counts);
            expected += n * p;
            brier += y * (1 - p) * (1 - p) + (n - y) * p * p;
            logLoss -= y * Math.log(inside(p)) + (n - y) * Math.log(1 - inside(p));
        }
        double n = all.customers();
        double base = all.share();
        double chance = base * (1 - base);
        Optimum line = chance > 0 ? line(groups) : null;
        double[][] covariance = line == null || !line.converged() || line.outOfBox() ? null : line.covariance();
        return new ForecastCheck(
                all,
                expected / n,
                brier / n,
                chance > 0 ? 1 - brier / n / chance : Double.NaN,
                logLoss / n,
                auc(groups),
                covariance == null ? Double.NaN : line.at()[1],
                covariance == null ? Double.NaN : Math.sqrt(covariance[1][1]));
    }

    private static double inside(double probability) {
        return Math.max(NEAR, Math.min(1 - NEAR, probability));
    }

    /** By counting, for everybody with the outcome, those without it of a lower rank, and half of those of the same. */
    private static double auc(Collection<Group> groups) {
        SortedMap<Double, Counts> ranks = new TreeMap<>();
        for (Group group : groups) ranks.merge(group.rank, group.counts, Counts::plus);
        double pairs = 0;
        long without = 0;
        long with = 0;
        for (Counts counts : ranks.values()) {
            long negative = counts.customers() - counts.outcomes();
            pairs += counts.outcomes() * (without + negative / 2.0);
            without += negative;
            with += counts.outcomes();
        }
        return with == 0 || without == 0 ? Double.NaN : pairs / ((double) with * without);
    }

    /** Logistic regression of the outcome on the log-odds of the forecast (Cox 1958); null if all forecasts are the same. */
    private static Optimum line(Collection<Group> groups) {
        SortedMap<Double, Counts> forecasts = new TreeMap<>();
        for (Group group : groups) forecasts.merge(inside(group.forecast), group.counts, Counts::plus);
        if (forecasts.size() < 2) return null;
        double customers =
                forecasts.values().stream().mapToLong(Counts::customers).sum();
        return NewtonOptimizer.maximize(at -> line(forecasts, at), new double[] {0, 1}, customers);
    }

    private static LikelihoodDerivatives line(SortedMap<Double, Counts> forecasts, double[] at) {
        LikelihoodDerivatives sum = new LikelihoodDerivatives(2);
        forecasts.forEach((p, counts) -> {
            double x = Math.log(p / (1 - p));
            double logit = at[0] + at[1] * x;
            double fitted = RidgeLogistic.probability(logit);
            double n = counts.customers();
            double residual = counts.outcomes() - n * fitted;
            double weight = n * fitted * (1 - fitted);
            sum.value += counts.outcomes() * logit - n * RidgeLogistic.softplus(logit);
            sum.gradient[0] += residual;
            sum.gradient[1] += residual * x;
            sum.hessian[0][0] -= weight;
            sum.hessian[0][1] -= weight * x;
            sum.hessian[1][1] -= weight * x * x;
        });
        return sum.mirrored();
    }

    /**
     * Customers in the order of the forecast, lowest first, in at most so many bins of about the same size; who has the same
     * forecast is in the same bin.
     */
    public static List<Bin> bins(Collection<Group> groups, int most) {
        return bins(groups, Group::forecast, most);
    }

    /** As {@link #bins}, in the order of the rank, highest first. */
    public static List<Bin> topDown(Collection<Group> groups, int most) {
        return bins(groups, group -> -group.rank, most);
    }

    private static List<Bin> bins(Collection<Group> groups, ToDoubleFunction<Group> order, int most) {
        SortedMap<Double, Bin> sorted = new TreeMap<>();
        for (Group group : groups)
            sorted.merge(order.applyAsDouble(group), new Bin(group.forecast, group.counts), Bin::plus);
        List<Bin> values = List.copyOf(sorted.values());
        long[] customers = values.stream().mapToLong(b -> b.counts.customers()).toArray();
        List<Bin> bins = new ArrayList<>();
        int from = 0;
        for (int end : EvenBins.ends(customers, most, 1)) {
            bins.add(values.subList(from, end + 1).stream().reduce(Bin::plus).orElseThrow());
            from = end + 1;
        }
        return bins;
    }
}
