package org.jejak.audience;

import java.io.Serializable;
import java.util.*;
import java.util.function.IntPredicate;
import org.hipparchus.analysis.solvers.BrentSolver;
import org.hipparchus.special.Gamma;

/**
 * The hours of the day in which customers come. The share of an hour is that of the customer's own visits, drawn to the
 * customer's country: (c_h + kappa pi_h) / (c + kappa). kappa, the weight of the country in visits, is the maximum likelihood of
 * the Dirichlet-multinomial (Minka, Estimating a Dirichlet distribution, 2000) over all customers. It depends only on how many
 * customers have how many visits in which hour, so on no order of rows.
 */
final class HourModel implements Serializable {
    /** Hours of a day. */
    static final int HOURS = 24;

    /** Weight of all countries together in the hours of one, in visits. */
    private static final double PRIOR = 100;

    private static final double LEAST = 0.1;
    private static final double MOST = 10_000;

    private final double[] all;
    private final Map<String, double[]> byCountry = new HashMap<>();
    private final double kappa;

    /**
     * How many customers of a country have so many visits in an hour.
     *
     * @param hour 0 to 23; {@link #HOURS} for visits in all hours
     * @param visits at least 1
     */
    record Count(String country, int hour, long visits, long customers) {}

    /** A model from counts in any order. */
    HourModel(Collection<Count> counts) {
        List<Count> sorted = counts.stream()
                .sorted(Comparator.comparing(Count::country)
                        .thenComparingInt(Count::hour)
                        .thenComparingLong(Count::visits))
                .toList();
        Map<String, double[]> visits = new TreeMap<>();
        double[] sum = new double[HOURS];
        for (Count c : sorted) {
            if (c.hour == HOURS) continue;
            sum[c.hour] += c.visits * c.customers;
            visits.computeIfAbsent(c.country, k -> new double[HOURS])[c.hour] += c.visits * c.customers;
        }
        all = shares(sum, null);
        visits.forEach((country, own) -> byCountry.put(country, shares(own, all)));
        kappa = kappa(sorted);
    }

    /** Shares of visits by hour, drawn to others; equal ones where there are neither. */
    private static double[] shares(double[] visits, double[] others) {
        double sum = Arrays.stream(visits).sum();
        double[] shares = new double[HOURS];
        for (int h = 0; h < HOURS; h++) {
            if (others != null) shares[h] = (visits[h] + PRIOR * others[h]) / (sum + PRIOR);
            else shares[h] = sum == 0 ? 1.0 / HOURS : visits[h] / sum;
        }
        return shares;
    }

    /** Where the derivative of the log-likelihood is 0; {@link #MOST} if customers differ no more than by chance. */
    private double kappa(List<Count> counts) {
        if (slope(MOST, counts) >= 0) return MOST;
        if (slope(LEAST, counts) <= 0) return LEAST;
        return Math.exp(new BrentSolver(1e-12, 1e-10)
                .solve(1_000, log -> slope(Math.exp(log), counts), Math.log(LEAST), Math.log(MOST)));
    }

    /** The derivative of the log-likelihood by kappa. Nothing is told by customers of one visit. */
    private double slope(double k, List<Count> counts) {
        double slope = 0;
        for (Count c : counts) {
            double pi = c.hour == HOURS ? 1 : of(c.country)[c.hour];
            double term = pi * (Gamma.digamma(k * pi + c.visits) - Gamma.digamma(k * pi));
            slope += (c.hour == HOURS ? -term : term) * c.customers;
        }
        return Math.abs(slope) < 1e-9 ? 0 : slope;
    }

    private double[] of(String country) {
        return byCountry.getOrDefault(country, all);
    }

    /** Weight of the country, in visits. */
    double kappa() {
        return kappa;
    }

    /** Share of each hour for a customer. */
    double[] shares(String country, long[] visits) {
        long sum = Arrays.stream(visits).sum();
        double[] shares = new double[HOURS];
        for (int h = 0; h < HOURS; h++) shares[h] = share(visits[h], sum, kappa, of(country)[h]);
        return shares;
    }

    /**
     * A share of visits drawn to that of others.
     *
     * @param own visits in the hour
     * @param sum all visits
     * @param kappa weight of the others
     * @param pi their share
     */
    static double share(long own, long sum, double kappa, double pi) {
        return (own + kappa * pi) / (sum + kappa);
    }

    /** The hour with the largest share among those that may be, of two the earlier. */
    static int best(double[] shares, IntPredicate mayBe) {
        int best = -1;
        for (int h = 0; h < HOURS; h++) if (mayBe.test(h) && (best < 0 || shares[h] > shares[best])) best = h;
        return best;
    }
}
