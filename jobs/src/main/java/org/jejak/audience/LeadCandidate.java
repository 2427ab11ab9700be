package org.jejak.audience;

import java.io.Serializable;
import java.util.*;
import org.jejak.statistics.*;

/**
 * One way to turn what is known of customers into a probability, and what became of it.
 *
 * @param model {@link #LOGISTIC} or {@link #POINTS}
 * @param outcome fitted, too_few, no_gain or failed
 * @param reason in words
 * @param regression of the logistic model; null of points and without a fit
 * @param calibration turns the log-odds of the regression, or the points, into probabilities; null without a fit
 * @param check how well probabilities told, on customers of a later date; null without a fit
 * @param reliability the same by bins of the probability; empty without a fit
 * @param tenths the same by tenths of the customers, the highest first; empty without a fit
 */
record LeadCandidate(
        String model,
        String outcome,
        String reason,
        RidgeLogistic.Fit regression,
        IsotonicCalibration calibration,
        ForecastCheck check,
        List<ForecastCheck.Bin> reliability,
        List<ForecastCheck.Bin> tenths)
        implements Serializable {
    /** Regression on bins of the features and of the points. */
    static final String LOGISTIC = "logistic";
    /** The points alone. */
    static final String POINTS = "points";

    static final String FITTED = "fitted";
    static final String TOO_FEW = "too_few";
    static final String NO_GAIN = "no_gain";
    static final String FAILED = "failed";

    /** Bins and tenths at most. */
    static final int BINS = 10;

    /** A model without a fit. */
    static LeadCandidate none(String model, String outcome, String reason) {
        return new LeadCandidate(model, outcome, reason, null, null, null, List.of(), List.of());
    }

    /**
     * A model that was fitted and calibrated, judged by customers of a later date.
     *
     * @param validation customers by what the calibration takes
     */
    static LeadCandidate checked(
            String model,
            RidgeLogistic.Fit regression,
            IsotonicCalibration calibration,
            SortedMap<Double, Counts> validation) {
        List<ForecastCheck.Group> groups = validation.entrySet().stream()
                .map(rank -> new ForecastCheck.Group(
                        rank.getKey(), calibration.probabilityOf(rank.getKey()), rank.getValue()))
                .toList();
        ForecastCheck check = ForecastCheck.of(groups);
        boolean gains = check.skill() > 0;
        return new LeadCandidate(
                model,
                gains ? FITTED : NO_GAIN,
                String.format(
                        Locale.ROOT,
                        gains
                                ? "Brier skill %.4f on later customers"
                                : "Brier skill %.4f on later customers: no better than giving everybody the same"
                                        + " probability",
                        check.skill()),
                regression,
                calibration,
                check,
                ForecastCheck.bins(groups, BINS),
                ForecastCheck.topDown(groups, BINS));
    }

    /** Whether the probabilities are better than the same one for everybody. */
    boolean isFitted() {
        return outcome.equals(FITTED);
    }
}
