package org.jejak.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.*;

/**
 * A lead score: points by rules, and the probability that customers do something within a time.
 *
 * @param name unique name
 * @param of customers that are scored; empty for all. Asked at earlier dates too, so of activities and their measures only
 * @param outcome activity whose probability is told
 * @param horizon whole days in which it has to happen
 * @param features traits that the probability may depend on beside the points; none of them known for today only
 * @param points rules; empty for no points
 * @param least fewest points
 * @param most most points
 * @param bands ranges of the points, rising, the last one up to {@code most}; empty for none
 */
public record ScoreSettings(
        String name,
        Conditions of,
        String outcome,
        Duration horizon,
        List<String> features,
        List<PointRule> points,
        double least,
        double most,
        List<Band> bands)
        implements Serializable {
    private static final double LARGEST = 1_000_000;

    /**
     * A range of points.
     *
     * @param to its upper end, included; it begins after the one before
     * @param name unique in its score
     */
    public record Band(double to, String name) implements Serializable {
        static Band read(SettingsSection s) {
            return s.done(new Band(s.decimal("to", -LARGEST, LARGEST), s.text("name")));
        }
    }

    /** The band of so many points; null if there are no bands. */
    public String band(double ofPoints) {
        for (Band band : bands) if (ofPoints <= band.to) return band.name;
        return bands.isEmpty() ? null : bands.get(bands.size() - 1).name;
    }

    static ScoreSettings read(String name, SettingsSection s, AudienceNames names) {
        AudienceNames.check(s, name);
        double least = s.has("least") ? s.decimal("least", -LARGEST, LARGEST) : 0;
        double most = s.has("most") ? s.decimal("most", -LARGEST, LARGEST) : 100;
        if (most <= least) s.problem("most", "must be more than least");
        List<PointRule> points = s.optionalList("points").stream()
                .map(rule -> PointRule.read(rule, names))
                .toList();
        List<String> features = features(s, names);
        if (points.isEmpty() && features.isEmpty()) s.problem("needs points or features");
        return s.done(new ScoreSettings(
                name,
                s.has("of") ? Conditions.readOfThePast(s.section("of"), names) : Conditions.NONE,
                names.activity(s, "outcome"),
                s.days("horizon", 1, 365),
                features,
                points,
                least,
                most,
                bands(s, most, !points.isEmpty())));
    }

    private static List<String> features(SettingsSection s, AudienceNames names) {
        List<String> features = s.optionalTexts("features");
        for (String feature : features) {
            TraitSettings trait = names.traits().get(feature);
            if (trait == null) s.problem("features", names.isNoTrait(feature));
            else if (trait.isKnownForTodayOnly()) s.problem("features", feature + " is known for today only");
            else if (trait.kind() == TraitKind.TEXT && names.isSensitive(trait.of()))
                s.problem("features", feature + " may be what a sensitive tag tells, which no score may see");
        }
        if (new HashSet<>(features).size() < features.size()) s.problem("features", "must not name a trait twice");
        return features;
    }

    private static List<Band> bands(SettingsSection s, double most, boolean hasPoints) {
        List<Band> bands = s.optionalList("bands").stream().map(Band::read).toList();
        if (bands.isEmpty()) return bands;
        if (!hasPoints) s.problem("bands", "are ranges of points, which this score has not");
        boolean rises = true;
        for (int i = 1; i < bands.size(); i++) rises &= bands.get(i).to > bands.get(i - 1).to;
        if (!rises || bands.get(bands.size() - 1).to != most) s.problem("bands", "must rise and end at most");
        if (bands.stream().map(Band::name).distinct().count() < bands.size())
            s.problem("bands", "must not have a name twice");
        return bands;
    }
}
