package org.jejak.session;

import java.io.Serializable;
import java.util.*;
import org.jejak.config.StageRule;
import org.jejak.table.Interactions;
import org.jejak.table.RatingScale;

/** Which stage rules an interaction matches by itself; what the customer did before is checked later, with the customer's history. */
final class StageRuleMatcher implements Serializable {
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

    /** A rating from 0 (worst of its scale) to 1; less than anything without a rating or a scale that says its ends. */
    private static double share(Double rating, String name) {
        RatingScale scale = RatingScale.of(name);
        return rating == null || scale == null ? Double.NEGATIVE_INFINITY : scale.share(rating);
    }
}
