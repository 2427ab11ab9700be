package org.jejak.value;

import java.io.Serializable;
import java.util.*;

/**
 * Predicts from a customer's summary. A pure function of history and parameters, so that it may run anywhere; what is
 * shared by customers of equal x and T, or of equal history, is computed once and kept.
 *
 * <p>Intervals are by the delta method: the relative error of expected purchases and of expected spend from the covariance
 * of the log parameters, taken together as independent; the value is taken as log-normal.
 */
final class Scorer implements Serializable {
    static final String ALL = "(all)";
    static final String NO_SPEND_MODEL = "no_spend_model";
    static final String NO_POPULATION_MEAN = "no_population_mean";

    private static final double STEP = 1e-4;
    private static final double TWO_SIDED_95 = 1.959963984540054;

    private final Map<String, ModelFit> fits;
    private final Set<String> others;
    private final ModelFit spend;
    private final SpendModel spendModel;
    private final double plainSpend;
    private final double daysPerUnit;
    private final double horizon;
    private final double delta;
    private transient Map<String, FitScores> scores;

    /**
     * @param fits the fit of {@link #ALL}, and of groups that have one of their own
     * @param others groups that are taken together as {@link CustomerGroups#OTHER}, unless they have a fit of their own
     * @param spend fit of expected spend; null if amounts are not known
     * @param plainSpend expected spend where that fit gives none
     * @param daysPerUnit unit of time of the parameters
     * @param horizon in that unit
     * @param delta discount per unit, 0 or more
     */
    Scorer(
            Map<String, ModelFit> fits,
            Set<String> others,
            ModelFit spend,
            double plainSpend,
            double daysPerUnit,
            double horizon,
            double delta) {
        this.fits = new HashMap<>(fits);
        this.others = new HashSet<>(others);
        this.spend = spend;
        spendModel = spend == null ? null : SpendModel.of(spend);
        this.plainSpend = plainSpend;
        this.daysPerUnit = daysPerUnit;
        this.horizon = horizon;
        this.delta = delta;
    }

    /**
     * Predicts.
     *
     * @param group the customer's group; null or unknown means all
     * @param x repeat purchases
     * @param recency days, or units if there is one day to the unit
     * @param age likewise
     * @param meanSpend mean of the repeat purchases; without meaning if x is 0
     */
    Prediction predict(String group, int x, double recency, double age, double meanSpend) {
        if (scores == null) scores = new HashMap<>();
        String used = groupOf(group);
        Score score =
                scores.computeIfAbsent(used, g -> new FitScores(fits.get(g))).of(x, recency, age);
        String reason = null;
        Double expectedSpend = null;
        double spendVariance = 0;
        boolean intervals = score.variance >= 0;
        if (spend != null) {
            double fitted = fittedSpend(x, meanSpend);
            if (fitted >= 0) {
                expectedSpend = fitted;
                spendVariance = spendVariance(x, meanSpend);
                intervals &= spend.covariance() != null;
            } else {
                reason = spend.isFitted() ? NO_POPULATION_MEAN : NO_SPEND_MODEL;
                expectedSpend = plainSpend;
            }
        }
        double width = TWO_SIDED_95 * Math.sqrt(Math.max(0, score.variance) + spendVariance);
        return new Prediction(
                fits.get(used).model(),
                used,
                score.alive,
                score.any,
                score.purchases,
                score.discounted,
                score.residual,
                expectedSpend,
                intervals ? Math.exp(-width) : null,
                intervals && width < 300 ? Math.exp(width) : null,
                reason);
    }

    /** Whose fit predicts for a group: its own, that of the small groups together, or that of all. */
    String groupOf(String group) {
        if (fits.containsKey(group)) return group;
        return others.contains(group) && fits.containsKey(CustomerGroups.OTHER) ? CustomerGroups.OTHER : ALL;
    }

    /** Expected spend of a future purchase: by the model, or the plain mean where that gives none; null without amounts. */
    Double spendOf(int x, double meanSpend) {
        if (spend == null) return null;
        double fitted = fittedSpend(x, meanSpend);
        return fitted >= 0 ? fitted : plainSpend;
    }

    /** The fits that predict: of all, and of groups with one of their own. */
    Map<String, ModelFit> fits() {
        return fits;
    }

    /** NaN where the model gives none. */
    private double fittedSpend(int x, double meanSpend) {
        return spend.isFitted() ? expectedSpend(spend.parameters(), x, meanSpend) : Double.NaN;
    }

    private double expectedSpend(double[] parameters, int x, double meanSpend) {
        return spendModel.expectedSpend(parameters, x, meanSpend);
    }

    private double spendVariance(int x, double meanSpend) {
        if (spend.covariance() == null) return 0;
        double[] slope = new double[spend.parameters().length];
        for (int j = 0; j < slope.length; j++) {
            double up = expectedSpend(shifted(spend.parameters(), j, STEP), x, meanSpend);
            double down = expectedSpend(shifted(spend.parameters(), j, -STEP), x, meanSpend);
            slope[j] = up > 0 && down > 0 ? Math.log(up / down) / (2 * STEP) : 0;
        }
        return quadratic(slope, spend.covariance());
    }

    static double[] shifted(double[] parameters, int j, double step) {
        double[] shifted = parameters.clone();
        shifted[j] *= Math.exp(step);
        return shifted;
    }

    static double quadratic(double[] slope, double[][] covariance) {
        double sum = 0;
        for (int i = 0; i < slope.length; i++)
            for (int j = 0; j < slope.length; j++) sum += slope[i] * covariance[i][j] * slope[j];
        return Math.max(0, sum);
    }

    /** What depends on the history alone; a negative variance (of the log of purchases) says that there is none. */
    private record Score(
            double alive, double any, double purchases, double discounted, double residual, double variance) {}

    /** A history, times in days. */
    private record HistoryKey(int x, double recency, double age) {}

    /** What the future of customers who are still there depends on. */
    private record FutureKey(int x, double age) {}

    /** The scores of one fit. */
    private final class FitScores {
        private final PurchaseModel model;
        private final ModelFit fit;
        /** The parameters, then each of them a little up and a little down. */
        private final List<double[]> parameters = new ArrayList<>();

        private final Map<FutureKey, double[]> futures = new HashMap<>();
        private final Map<HistoryKey, Score> known = new HashMap<>();

        FitScores(ModelFit fit) {
            this.fit = fit;
            model = Fitter.model(fit);
            parameters.add(fit.parameters());
            if (fit.covariance() != null) {
                for (int j = 0; j < fit.parameters().length; j++) {
                    parameters.add(shifted(fit.parameters(), j, STEP));
                    parameters.add(shifted(fit.parameters(), j, -STEP));
                }
            }
        }

        Score of(int x, double recency, double age) {
            return known.computeIfAbsent(new HistoryKey(x, recency, age), k -> score(x, recency, age));
        }

        private Score score(int x, double recency, double age) {
            double[] future = futures.computeIfAbsent(new FutureKey(x, age), k -> futures(x, age));
            double alive = alive(0, x, recency, age);
            double[] slope = new double[fit.parameters().length];
            for (int j = 0; j < slope.length && fit.covariance() != null; j++) {
                double up = alive(1 + 2 * j, x, recency, age) * future[4 + 2 * j];
                double down = alive(2 + 2 * j, x, recency, age) * future[5 + 2 * j];
                slope[j] = up > 0 && down > 0 ? Math.log(up / down) / (2 * STEP) : 0;
            }
            return new Score(
                    alive,
                    alive * future[1],
                    alive * future[0],
                    alive * future[2],
                    alive * future[3],
                    fit.covariance() == null ? -1 : quadratic(slope, fit.covariance()));
        }

        private double alive(int which, int x, double recency, double age) {
            return model.pAlive(parameters.get(which), x, recency / daysPerUnit, age / daysPerUnit);
        }

        private double[] futures(int x, double age) {
            double[] values = new double[3 + parameters.size()];
            Future future = model.future(parameters.get(0), x, age / daysPerUnit);
            values[0] = future.purchases(horizon);
            values[1] = future.anyPurchase(horizon);
            values[2] = delta > 0 ? future.discounted(delta, 0, horizon) : values[0];
            values[3] = delta > 0
                    ? values[2] + future.discounted(delta, horizon, Double.POSITIVE_INFINITY)
                    : Double.POSITIVE_INFINITY;
            for (int j = 1; j < parameters.size(); j++)
                values[3 + j] =
                        model.future(parameters.get(j), x, age / daysPerUnit).purchases(horizon);
            return values;
        }
    }
}
