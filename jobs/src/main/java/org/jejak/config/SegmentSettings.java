package org.jejak.config;

import java.io.Serializable;

/**
 * A segment: the customers of whom the conditions hold today.
 *
 * @param name unique name
 * @param conditions what has to hold
 */
public record SegmentSettings(String name, Conditions conditions) implements Serializable {
    static SegmentSettings read(String name, SettingsSection s, AudienceNames names) {
        AudienceNames.check(s, name);
        return new SegmentSettings(name, Conditions.read(s, names));
    }
}
