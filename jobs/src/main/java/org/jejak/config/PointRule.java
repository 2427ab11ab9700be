package org.jejak.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * Points for doing something.
 *
 * @param did activity
 * @param value value of the activity that counts; null if every value does
 * @param points points of an event on the day itself, -1000 to 1000
 * @param halfLife the points halve in so many whole days; null if they do not
 * @param expires an event counts for so many whole days, that of the event included; null if for good
 * @param once whether only the latest event counts
 * @param most the rule gives at most so many points in all; null for no limit
 */
public record PointRule(
        String did, String value, double points, Duration halfLife, Duration expires, boolean once, Double most)
        implements Serializable {
    private static final double LARGEST = 1_000;

    static PointRule read(SettingsSection s, AudienceNames names) {
        String did = names.activity(s, "did");
        String value = s.optionalText("value").orElse(null);
        if (value != null) names.needsValue(s, "value", did);
        if (value != null) names.refuseSensitive(s, "value", did, value);
        if (s.has("half-life") && s.has("expires")) s.problem("expires", "stands instead of half-life");
        return s.done(new PointRule(
                did,
                value,
                s.decimal("points", -LARGEST, LARGEST),
                s.has("half-life") ? AudienceNames.days(s, "half-life") : null,
                s.has("expires") ? AudienceNames.days(s, "expires") : null,
                s.has("once") && s.flag("once"),
                s.has("most") ? s.decimal("most", 0, LARGEST) : null));
    }
}
