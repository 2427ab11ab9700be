package org.jejak.audience;

import java.io.Serializable;
import java.util.*;
import org.jejak.config.AudienceSettings;
import org.jejak.config.Condition;
import org.jejak.config.ScoreSettings;
import org.jejak.config.TraitKind;
import org.jejak.config.TraitSettings;

/**
 * What a score looks at in the history of a customer, at the end of any day. Features are measures of activities by {@link
 * TraitMeasure}, then the points; so nothing that is known for today only can be among them.
 */
final class LeadFeatures implements Serializable {
    /** The name of the last feature of a score with points. */
    static final String POINTS = "points";

    private final ScoreSettings score;
    private final List<TraitSettings> traits;
    private final AudienceSettings audience;

    /** @throws IllegalArgumentException if a feature is no measure: it would tell the past what is known only today */
    LeadFeatures(ScoreSettings score, AudienceSettings audience) {
        this.score = score;
        this.audience = audience;
        traits = score.features().stream().map(audience.traits()::get).toList();
        for (TraitSettings trait : traits)
            if (trait.isKnownForTodayOnly())
                throw new IllegalArgumentException(
                        "score " + score.name() + ": feature " + trait.name() + " is known for today only");
    }

    /** The score. */
    ScoreSettings score() {
        return score;
    }

    /** The names of the features. */
    List<String> names() {
        List<String> names = new ArrayList<>(score.features());
        if (hasPoints()) names.add(POINTS);
        return names;
    }

    /** Whether the values of a feature are texts, by its place among the names. */
    boolean isText(int feature) {
        return feature < traits.size() && traits.get(feature).kind() == TraitKind.TEXT;
    }

    /** Whether the score has points. */
    boolean hasPoints() {
        return !score.points().isEmpty();
    }

    /** The points among the values of the features; 0 without rules. */
    double points(Object[] values) {
        return hasPoints() ? (Double) values[traits.size()] : 0;
    }

    /** The values of the features at the end of a day: each a Double, a String or null. */
    Object[] values(ActivityHistory history, int until) {
        Object[] values = new Object[traits.size() + (hasPoints() ? 1 : 0)];
        for (int f = 0; f < traits.size(); f++) values[f] = TraitMeasure.of(traits.get(f), history, until);
        if (hasPoints()) values[traits.size()] = LeadPoints.of(score, history, until);
        return values;
    }

    /** Whether the score is of the customer, who has to be known by then, at the end of a day. */
    boolean isOf(LeadCustomer customer, int until) {
        return customer.firstDay() <= until
                && ConditionCheck.holds(score.of(), new HistoryFacts(audience, customer.history(), until));
    }

    /** Days in which the outcome has to come. */
    int horizon() {
        return (int) score.horizon().toDays();
    }

    /** Whether the outcome came in (origin, origin + horizon]. */
    boolean hasOutcome(ActivityHistory history, int origin) {
        return !history.between(score.outcome(), origin, origin + horizon()).isEmpty();
    }

    /** The activities that have to be in a history, so that the score can be told. */
    Set<String> activities() {
        Set<String> activities = new TreeSet<>(Set.of(score.outcome()));
        traits.forEach(trait -> activities.add(trait.of()));
        score.points().forEach(rule -> activities.add(rule.did()));
        score.of().stream().map(this::activity).forEach(activities::add);
        return activities;
    }

    private String activity(Condition condition) {
        boolean isTrait = condition.kind() == Condition.Kind.TRAIT;
        return isTrait ? audience.traits().get(condition.name()).of() : condition.name();
    }
}
