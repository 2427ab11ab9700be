package org.jejak.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.*;

/**
 * One figure, text or date about each customer: a column that exists already, or a measure over an activity.
 *
 * @param name unique name
 * @param column one of {@link TraitColumns}; null for a measure
 * @param of activity that is measured; null for a column
 * @param measure what of it; null for a column
 * @param within whole days, the date itself included; null for a column
 * @param publish whether it is a row of gold.fact_customer_trait
 */
public record TraitSettings(String name, String column, String of, Measure measure, Duration within, boolean publish)
        implements Serializable {

    /** What the value is. */
    public TraitKind kind() {
        return column == null ? measure.kind() : Objects.requireNonNullElse(TraitColumns.kind(column), TraitKind.TEXT);
    }

    /** Whether it is not known what it was on an earlier day, so that no score may learn from it. */
    public boolean isKnownForTodayOnly() {
        return column != null;
    }

    static TraitSettings read(String name, SettingsSection s, AudienceNames names) {
        AudienceNames.check(s, name);
        boolean publish = s.has("publish") && s.flag("publish");
        if (!s.has("column")) return s.done(measured(name, s, names, publish));
        for (String key : List.of("of", "measure", "within"))
            if (s.has(key)) s.problem(key, "a trait is either a column, or a measure of an activity within days");
        String column = s.text("column");
        if (!column.isEmpty() && TraitColumns.kind(column) == null)
            s.problem("column", "is no column for a trait" + SettingsSection.nearest(column, TraitColumns.names()));
        return s.done(new TraitSettings(name, column, null, null, null, publish));
    }

    private static TraitSettings measured(String name, SettingsSection s, AudienceNames names, boolean publish) {
        String of = names.activity(s, "of");
        String word = s.choice(
                "measure", Arrays.stream(Measure.values()).map(Measure::word).toArray(String[]::new));
        Measure measure = Measure.valueOf(word.toUpperCase(Locale.ROOT));
        ActivitySettings activity = names.activities().get(of);
        String lack = activity == null ? null : measure.lackOf(activity);
        if (lack != null) s.problem("measure", lack);
        return new TraitSettings(name, null, of, measure, AudienceNames.days(s, "within"), publish);
    }
}
