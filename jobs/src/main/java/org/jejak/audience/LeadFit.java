package org.jejak.audience;

import java.util.*;
import org.jejak.audience.LeadCounts.Part;
import org.jejak.statistics.*;

/**
 * Fits a lead score: a ridge logistic regression on the counted cells of the fit dates, made a probability by isotonic
 * calibration on a later date, and checked on the latest one; and the points alone, calibrated and checked on the same
 * customers, which tells what they are worth. No evidence, no number.
 */
final class LeadFit {
    /** Outcomes that each part needs. */
    static final long LEAST_OUTCOMES = 50;
    /** Weight of the penalty on coefficients of standardised columns, against the log-likelihood of all customers. */
    static final double LAMBDA = 1;

    private final LeadPlan plan;
    private final LeadCounts counts;

    private LeadFit(LeadPlan plan, LeadCounts counts) {
        this.plan = plan;
        this.counts = counts;
    }

    /** The models of a score, and which one tells the probability. */
    static LeadModel of(LeadPlan plan, LeadCounts counts) {
        return new LeadFit(plan, counts).model();
    }

    private LeadModel model() {
        List<LeadCandidate> candidates = new ArrayList<>();
        if (!plan.features().score().features().isEmpty())
            candidates.add(tooFew(LeadCandidate.LOGISTIC, Part.FIT, Part.CALIBRATION, Part.VALIDATION)
                    .orElseGet(this::logistic));
        if (plan.features().hasPoints())
            candidates.add(tooFew(LeadCandidate.POINTS, Part.CALIBRATION, Part.VALIDATION)
                    .orElseGet(this::points));
        return new LeadModel(plan, counts, candidates);
    }

    private Optional<LeadCandidate> tooFew(String model, Part... parts) {
        if (!plan.origins().areEnough())
            return Optional.of(LeadCandidate.none(
                    model,
                    LeadCandidate.TOO_FEW,
                    "the history reaches back for " + plan.origins().days().size() + " dates to learn from, but "
                            + LeadOrigins.LEAST + " are needed"));
        for (Part part : parts) {
            Counts all = counts.all(part);
            if (all.outcomes() < LEAST_OUTCOMES)
                return Optional.of(LeadCandidate.none(
                        model,
                        LeadCandidate.TOO_FEW,
                        all.outcomes() + " of " + all.customers() + " customers of the "
                                + part.name().toLowerCase(Locale.ROOT) + " dates have the outcome, but "
                                + LEAST_OUTCOMES + " are needed"));
        }
        return Optional.empty();
    }

    private LeadCandidate logistic() {
        RidgeLogistic.Fit regression = regression(plan.bins(), counts.cells(Part.FIT));
        if (!regression.isConverged())
            return LeadCandidate.none(
                    LeadCandidate.LOGISTIC,
                    LeadCandidate.FAILED,
                    "no maximum found in " + regression.iterations() + " iterations");
        IsotonicCalibration calibration =
                IsotonicCalibration.of(byLogOdds(regression, plan.bins(), counts.cells(Part.CALIBRATION)));
        return LeadCandidate.checked(
                LeadCandidate.LOGISTIC,
                regression,
                calibration,
                byLogOdds(regression, plan.bins(), counts.cells(Part.VALIDATION)));
    }

    /** The regression on counted cells. */
    static RidgeLogistic.Fit regression(LeadBins bins, SortedMap<LeadCell, Counts> cells) {
        List<RidgeLogistic.Cell> rows = new ArrayList<>(cells.size());
        cells.forEach((cell, n) -> rows.add(new RidgeLogistic.Cell(bins.columns(cell), n)));
        return RidgeLogistic.fit(rows, bins.columns(), LAMBDA);
    }

    private LeadCandidate points() {
        IsotonicCalibration calibration = IsotonicCalibration.of(counts.points(Part.CALIBRATION));
        return LeadCandidate.checked(LeadCandidate.POINTS, null, calibration, counts.points(Part.VALIDATION));
    }

    /** Customers by the log-odds that the regression gives them. */
    static SortedMap<Double, Counts> byLogOdds(
            RidgeLogistic.Fit regression, LeadBins bins, SortedMap<LeadCell, Counts> cells) {
        SortedMap<Double, Counts> sorted = new TreeMap<>();
        cells.forEach((cell, n) -> sorted.merge(regression.logOdds(bins.columns(cell)), n, Counts::plus));
        return sorted;
    }
}
