package org.jejak.value;

import java.io.Serializable;
import java.util.*;
import org.jejak.config.RfmSegment;
import org.jejak.statistics.Quantiles;

/**
 * RFM scores of buyers at the end of a day: recency is days since the last purchase, frequency the number of all purchase
 * days, monetary value all that was paid. Thresholds lie at 20, 40, 60 and 80 % of the distribution (type 7 of Hyndman and
 * Fan 1996); a score depends on the value alone, so equal customers have equal scores, and a score may be empty where
 * many share a value: who has a value that would fill several scores has the lowest of them.
 */
final class Rfm implements Serializable {
    /** Segment of customers who cannot be recognised, and are in none. */
    static final String NONE = "(none)";

    private final int end;
    private final double[] recency;
    private final double[] frequency;
    private final double[] monetary;
    private final List<RfmSegment> segments;

    /** Scores of a customer, 1 to 5 each, and the segment. */
    record Scores(int recency, int frequency, int monetary, String segment) {}

    private Rfm(int end, double[] recency, double[] frequency, double[] monetary, List<RfmSegment> segments) {
        this.end = end;
        this.recency = recency;
        this.frequency = frequency;
        this.monetary = monetary;
        this.segments = segments;
    }

    /**
     * Thresholds that are not taken from the customers; those that are null are.
     *
     * @param recency days, rising
     * @param frequency purchase days, rising
     * @param monetary units of the currency, rising
     */
    record Thresholds(double[] recency, double[] frequency, double[] monetary) {
        /** All from the customers. */
        static final Thresholds OF_CUSTOMERS = new Thresholds(null, null, null);
    }

    /** Thresholds from all customers with a purchase by the end of a day. */
    static Rfm at(int end, List<History> histories, List<RfmSegment> segments) {
        return at(end, histories, segments, Thresholds.OF_CUSTOMERS);
    }

    /** Thresholds from all customers with a purchase by the end of a day, but for those that are given. */
    static Rfm at(int end, List<History> histories, List<RfmSegment> segments, Thresholds given) {
        List<History> buyers = histories.stream().filter(h -> h.first() <= end).toList();
        double[] recency = new double[buyers.size()];
        double[] frequency = new double[buyers.size()];
        double[] monetary = new double[buyers.size()];
        for (int i = 0; i < recency.length; i++) {
            History h = buyers.get(i);
            int n = h.purchasesBy(end);
            recency[i] = end - h.days()[n - 1];
            frequency[i] = n;
            monetary[i] = h.paid(0, n);
        }
        return new Rfm(
                end,
                given.recency != null ? given.recency : thresholds(recency),
                given.frequency != null ? given.frequency : thresholds(frequency),
                given.monetary != null
                        ? Arrays.stream(given.monetary)
                                .map(m -> m * History.SCALE)
                                .toArray()
                        : thresholds(monetary),
                segments);
    }

    /** Scores of a customer at that day; null without a purchase by then. */
    Scores of(History h) {
        int n = h.purchasesBy(end);
        if (n == 0) return null;
        int r = recencyScore(end - h.days()[n - 1]);
        int f = score(frequency, n);
        int m = score(monetary, h.paid(0, n));
        String segment = segments.stream()
                .filter(s -> s.holds(r, f))
                .findFirst()
                .orElseThrow()
                .name();
        return new Scores(r, f, m, segment);
    }

    /** Thresholds of recency (days), frequency (purchase days) and monetary value (units of the currency). */
    List<double[]> thresholds() {
        return List.of(
                recency,
                frequency,
                Arrays.stream(monetary).map(m -> m / History.SCALE).toArray());
    }

    /** 1 up to the first threshold, included, to 5 beyond the last. */
    private static int score(double[] thresholds, double value) {
        int score = 1;
        for (double threshold : thresholds) if (value > threshold) score++;
        return score;
    }

    /** 5 up to the first threshold, included, to 1 beyond the last: few days are good. */
    private int recencyScore(double days) {
        int score = RfmSegment.SCORES;
        for (int i = 0; i < recency.length; i++) {
            boolean fillsNext = i + 1 < recency.length && recency[i + 1] == days;
            if (days > recency[i] || days == recency[i] && fillsNext) score--;
        }
        return score;
    }

    private static double[] thresholds(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] thresholds = new double[RfmSegment.SCORES - 1];
        if (sorted.length == 0) return thresholds;
        for (int k = 0; k < thresholds.length; k++) {
            thresholds[k] = Quantiles.at(sorted, (sorted.length - 1) * (k + 1) / (double) RfmSegment.SCORES);
        }
        return thresholds;
    }
}
