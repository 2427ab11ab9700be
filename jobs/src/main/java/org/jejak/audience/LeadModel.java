package org.jejak.audience;

import java.io.Serializable;
import java.util.*;
import java.util.stream.Collectors;
import org.jejak.audience.LeadCounts.Part;
import org.jejak.config.PointRule;
import org.jejak.statistics.Counts;
import org.jejak.statistics.RidgeLogistic;

/** A fitted lead score: what it says of a customer today. */
final class LeadModel implements Serializable {
    /** How many factors are told. */
    private static final int MOST_FACTORS = 3;
    /** A factor that changes the odds by less is not told. */
    private static final double LEAST_FACTOR = Math.log(1.05);

    private static final double LEAST_POINTS = 0.05;

    /**
     * What a score says of a customer.
     *
     * @param points null without rules
     * @param probability that the outcome comes within the horizon; null if no model could tell
     * @param band of the points; null without bands
     * @param percentile share of the scored customers below, and of half of those who are equal; by the log-odds or points that
     *     the probability is made of, else by the points; null if there are neither
     * @param reason why there is no probability: too_few or no_model; null if there is one
     * @param topFactors what moved it most, in words; null if nothing did
     */
    record Told(Double points, Double probability, String band, Double percentile, String reason, String topFactors) {}

    private final LeadPlan plan;
    private final LeadFeatures features;
    private final LeadBins bins;
    private final List<LeadCandidate> candidates;
    private final LeadCandidate chosen;
    private final Counts fitted;
    private final Counts calibrated;
    /** Customers of the fit by column; the mean of a feature over them has no {@link #effect}. */
    private final Counts[] columns;

    private final double[] means;
    /** Of the logistic model, chosen or not; null without one. */
    private final RidgeLogistic.Fit regression;
    /** Ranks of today's customers, rising, and the percentile of each. */
    private final double[] ranks;

    private final double[] percentiles;

    /** @param candidates the first that was fitted is chosen */
    LeadModel(LeadPlan plan, LeadCounts counts, List<LeadCandidate> candidates) {
        this.plan = plan;
        features = plan.features();
        bins = plan.bins();
        this.candidates = List.copyOf(candidates);
        chosen = candidates.stream().filter(LeadCandidate::isFitted).findFirst().orElse(null);
        regression = candidates.stream()
                .map(LeadCandidate::regression)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        fitted = counts.all(Part.FIT);
        calibrated = counts.all(Part.CALIBRATION);
        columns = columns(counts.cells(Part.FIT));
        means = means();
        SortedMap<Double, Counts> today = isLogistic()
                ? LeadFit.byLogOdds(regression, bins, counts.cells(Part.TODAY))
                : counts.points(Part.TODAY);
        ranks = today.keySet().stream().mapToDouble(rank -> rank).toArray();
        percentiles = percentiles(today.values());
    }

    private Counts[] columns(SortedMap<LeadCell, Counts> cells) {
        Counts[] sums = new Counts[bins.columns()];
        Arrays.fill(sums, Counts.NONE);
        cells.forEach((cell, counts) -> {
            for (int column : bins.columns(cell)) sums[column] = sums[column].plus(counts);
        });
        return sums;
    }

    private static double[] percentiles(Collection<Counts> rising) {
        double all = rising.stream().mapToLong(Counts::customers).sum();
        double[] percentiles = new double[rising.size()];
        long below = 0;
        int i = 0;
        for (Counts counts : rising) {
            percentiles[i++] = (below + counts.customers() / 2.0) / all;
            below += counts.customers();
        }
        return percentiles;
    }

    /** The mean coefficient of each feature over the customers of the fit; 0 without a regression. */
    private double[] means() {
        double[] means = new double[bins.features().size()];
        if (regression == null) return means;
        for (int f = 0; f < means.length; f++) {
            double sum = 0;
            long customers = 0;
            for (int bin = 0; bin < bins.features().get(f).size(); bin++) {
                int column = bins.column(f, bin);
                sum += columns[column].customers() * regression.coefficients()[column];
                customers += columns[column].customers();
            }
            means[f] = sum / customers;
        }
        return means;
    }

    private boolean isLogistic() {
        return chosen != null && chosen.model().equals(LeadCandidate.LOGISTIC);
    }

    /** The models that were tried, the better kind first. */
    List<LeadCandidate> candidates() {
        return candidates;
    }

    /** Whether probabilities are those of this model. */
    boolean isChosen(LeadCandidate candidate) {
        return candidate == chosen;
    }

    /** What it looks at, when, and in which bins. */
    LeadPlan plan() {
        return plan;
    }

    /** Customers of the fit in a bin of a feature. */
    Counts customers(int feature, int bin) {
        return columns[bins.column(feature, bin)];
    }

    /** What the score says today of a customer who was counted today. */
    Told of(ActivityHistory history) {
        int today = plan.origins().today();
        Object[] values = features.values(history, today);
        double points = features.points(values);
        LeadCell cell = bins.cell(values);
        double rank = isLogistic() ? regression.logOdds(bins.columns(cell)) : FeatureCounts.rounded(points);
        boolean isRanked = isLogistic() || features.hasPoints();
        return new Told(
                features.hasPoints() ? points : null,
                chosen == null ? null : chosen.calibration().probabilityOf(rank),
                features.hasPoints() ? features.score().band(points) : null,
                isRanked ? percentiles[Arrays.binarySearch(ranks, rank)] : null,
                chosen == null ? reason() : null,
                isLogistic() ? factors(cell) : factors(history, today));
    }

    /** Too few if the evidence did not suffice for any model, else that no model was better than chance. */
    private String reason() {
        boolean areTooFew = candidates.stream().allMatch(c -> c.outcome().equals(LeadCandidate.TOO_FEW));
        return areTooFew ? LeadCandidate.TOO_FEW : "no_model";
    }

    /** Customers that a model was learned from: of the regression those of the fit dates, of points those of the calibration. */
    Counts learnedFrom(LeadCandidate candidate) {
        return candidate.model().equals(LeadCandidate.LOGISTIC) ? fitted : calibrated;
    }

    /** The log-odds of the mean customer by the regression. */
    double meanLogOdds() {
        double sum = regression.constant();
        for (double mean : means) sum += mean;
        return sum;
    }

    /** The standard error of the coefficient of a bin; NaN if there is none. */
    double error(int feature, int bin) {
        return regression.errors()[bins.column(feature, bin)];
    }

    /** What being in a bin adds to the log-odds of the regression, against the mean customer. */
    double effect(int feature, int bin) {
        return regression.coefficients()[bins.column(feature, bin)] - means[feature];
    }

    private record Factor(String words, double size) {}

    private String factors(LeadCell cell) {
        List<Factor> factors = new ArrayList<>();
        for (int f = 0; f < bins.features().size(); f++) {
            double effect = effect(f, cell.bin(f));
            String label = bins.features().get(f).label(cell.bin(f));
            if (Math.abs(effect) >= LEAST_FACTOR)
                factors.add(
                        new Factor(String.format(Locale.ROOT, "%s (odds x %.2f)", label, Math.exp(effect)), effect));
        }
        return largest(factors);
    }

    private String factors(ActivityHistory history, int until) {
        List<Factor> factors = new ArrayList<>();
        for (PointRule rule : features.score().points()) {
            double points = LeadPoints.of(rule, history, until);
            String value = rule.value() == null ? "" : " " + rule.value();
            if (Math.abs(points) >= LEAST_POINTS)
                factors.add(new Factor(
                        String.format(Locale.ROOT, "%s%s (%+.1f points)", rule.did(), value, points), points));
        }
        return largest(factors);
    }

    /** The largest factors, of the same size in the order of the words; null without any. */
    private static String largest(List<Factor> factors) {
        if (factors.isEmpty()) return null;
        return factors.stream()
                .sorted(Comparator.comparingDouble((Factor f) -> -Math.abs(f.size))
                        .thenComparing(Factor::words))
                .limit(MOST_FACTORS)
                .map(Factor::words)
                .collect(Collectors.joining("; "));
    }
}
