package org.jejak.session;

import java.io.Serializable;
import java.util.*;
import org.jejak.config.StageRule;
import org.jejak.table.Interactions;

/** Which stage rules an interaction matches by itself; what the customer did before is checked later, with the customer's history. */
final class StageRuleMatcher implements Serializable {
    /** Lowest and highest value of each rating scale. */
    private static final Map<String, double[]> SCALES = Map.of(
            "nps_0_10", new double[] {0, 10},
            "csat_1_5", new double[] {1, 5},
            "ces_1_7", new double[] {1, 7},
            "stars_1_5", new double[] {1, 5},
            "likert_1_5", new double[] {1, 5},
            "likert_1_7", new double[] {1, 7},
            "sentiment_-1_1", new double[] {-1, 1});

    private final List<StageRule> rules;

    StageRuleMatcher(List<StageRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Number of rules. */
    int size() {
        return rules.size();
    }

    String name(int rule) {
        return rules.get(rule).name();
    }

    /** Whether the i-th rule matches. */
    boolean matches(int i, SessionEvent e) {
        StageRule rule = rules.get(i);
        return rule.filter().matches(e.type, e.kind, e.event, e.path)
                && (rule.leastRating() == null
                        || share(e.get(Interactions.RATING), e.get(Interactions.RATING_SCALE))
                                >= rule.leastRating() - 1e-9);
    }

    /** A rating from 0 (lowest of its scale) to 1; less than anything without a rating or a known scale. */
    private static double share(Double rating, String scale) {
        double[] range = scale == null ? null : SCALES.get(scale);
        if (rating == null || range == null) return Double.NEGATIVE_INFINITY;
        return (rating - range[0]) / (range[1] - range[0]);
    }
}
