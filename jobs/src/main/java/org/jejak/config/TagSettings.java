package org.jejak.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * A tag that customers earn by what they do, and keep for a while.
 *
 * @param name unique name
 * @param of activity that earns it
 * @param value value of the activity that counts; null if every value does
 * @param eachValue whether every value is a tag of its own, named as {@link #tag(String)} says
 * @param atLeast events that it takes within the window, 1 to 100000
 * @param within whole days in which they have to lie, the last one included
 * @param keep whole days that it is held from a day on which it is earned, that day included
 * @param halfLife an event counts half in the strength after so many days, whole days
 * @param sensitive whether it tells of health, family, faith and the like: held only where the purpose is granted
 * @param purpose consent that a sensitive tag needs; null for others
 */
public record TagSettings(
        String name,
        String of,
        String value,
        boolean eachValue,
        int atLeast,
        Duration within,
        Duration keep,
        Duration halfLife,
        boolean sensitive,
        String purpose)
        implements Serializable {

    /** Between the name of a tag with a value each and the value. */
    public static final String SEPARATOR = ":";

    /** The name in the tables of the tag for a value of the activity: {@code near:Bandung Dago} where each value is a tag. */
    public String tag(String valueOfActivity) {
        return eachValue ? name + SEPARATOR + valueOfActivity : name;
    }

    static TagSettings read(String name, SettingsSection s, AudienceNames names) {
        AudienceNames.check(s, name);
        String of = names.activity(s, "of");
        boolean eachValue = s.has("each-value") && s.flag("each-value");
        String value = s.optionalText("value").orElse(null);
        if (eachValue && value != null) s.problem("value", "must not be given with each-value = true");
        if (eachValue || value != null) names.needsValue(s, eachValue ? "each-value" : "value", of);
        Duration within = AudienceNames.days(s, "within");
        boolean sensitive = s.has("sensitive") && s.flag("sensitive");
        String purpose = s.has("purpose") ? names.consent(s, "purpose") : null;
        if (sensitive && purpose == null)
            s.problem("sensitive", "needs a purpose: the consent with which it may be held");
        if (!sensitive && purpose != null) s.problem("purpose", "is only asked for with sensitive = true");
        return s.done(new TagSettings(
                name,
                of,
                value,
                eachValue,
                s.has("at-least") ? s.integer("at-least", 1, 100_000) : 1,
                within,
                AudienceNames.days(s, "keep"),
                s.has("half-life") ? AudienceNames.days(s, "half-life") : within,
                sensitive,
                purpose));
    }
}
