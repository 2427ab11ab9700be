package org.jejak.config;

import java.time.Duration;
import java.util.*;
import java.util.regex.Pattern;

/**
 * What the settings of the audience have named so far: filled part by part while they are read, since each part names those
 * before it. What was named with a mistake is there as well, so that the mistake is reported once.
 *
 * @param segments names of all segments, also of those that are not yet read
 */
record AudienceNames(
        Map<String, ActivitySettings> activities,
        Map<String, TraitSettings> traits,
        Map<String, TagSettings> tags,
        Map<String, ConsentSettings> consents,
        Map<String, ScoreSettings> scores,
        Set<String> segments) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    /** The longest window, in days. */
    static final int LONGEST = 3_650;

    static AudienceNames nothing() {
        return new AudienceNames(
                new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
    }

    /** Refuses a name that would be hard to read in tables and settings. */
    static void check(SettingsSection s, String name) {
        if (!NAME.matcher(name).matches())
            s.problem("the name must be small letters, digits and underscores, such as orders_90d");
    }

    /** Whole days of a window. */
    static Duration days(SettingsSection s, String key) {
        return s.days(key, 1, LONGEST);
    }

    /** The end of a message about a name that is not known. */
    static String near(String name, Collection<String> known) {
        return known.isEmpty() ? "; there is none" : SettingsSection.nearest(name, List.copyOf(known));
    }

    /** The name of an activity; a problem if there is none of that name. */
    String activity(SettingsSection s, String key) {
        String name = s.text(key);
        if (!name.isEmpty() && !activities.containsKey(name))
            s.problem(key, "is no activity" + near(name, activities.keySet()));
        return name;
    }

    /** The name of a consent; a problem if there is none of that name. */
    String consent(SettingsSection s, String key) {
        String name = s.text(key);
        if (!name.isEmpty() && !consents.containsKey(name))
            s.problem(key, "is no consent" + near(name, consents.keySet()));
        return name;
    }

    /** A problem at a key that asks for values of an activity which keeps none. */
    void needsValue(SettingsSection s, String key, String activity) {
        ActivitySettings known = activities.get(activity);
        if (known != null && known.value() == null)
            s.problem(key, "activity " + activity + " tells no values apart: give it a value");
    }

    /** A problem at a key that asks for a value of an activity which a sensitive tag stands for: that goes past the consent. */
    void refuseSensitive(SettingsSection s, String key, String activity, String value) {
        tags.values().stream()
                .filter(tag -> tag.sensitive() && tag.of().equals(activity))
                .filter(tag -> tag.value() == null || tag.value().equals(value))
                .findFirst()
                .ifPresent(
                        tag -> s.problem(key, "is what the sensitive tag " + tag.name() + " tells, with consent only"));
    }

    /** Whether the values of an activity tell what a sensitive tag does. */
    boolean isSensitive(String activity) {
        return tags.values().stream()
                .anyMatch(tag -> tag.sensitive() && tag.of().equals(activity));
    }

    /** Whether what a condition asks about is known; else a problem. */
    boolean isKnown(SettingsSection s, Condition.Kind kind, String name) {
        Collection<String> known = known(kind);
        if (known.contains(name)) return true;
        String what = kind == Condition.Kind.DID ? "activity" : kind.word();
        if (!name.isEmpty()) s.problem(kind.word(), "is no " + what + near(name, known));
        return false;
    }

    /** A message about one name of a list. */
    String isNoTrait(String name) {
        return name + " is no trait" + near(name, traits.keySet());
    }

    private Collection<String> known(Condition.Kind kind) {
        return switch (kind) {
            case TRAIT -> traits.keySet();
            case TAG -> tags.keySet();
            case SEGMENT -> segments;
            case SCORE -> scores.keySet();
            case CONSENT -> consents.keySet();
            case DID -> activities.keySet();
        };
    }

    /** The name of a tag in the settings, of a tag as tables name it. */
    String tagOf(String tag) {
        int end = tag.indexOf(TagSettings.SEPARATOR);
        return end < 0 ? tag : tag.substring(0, end);
    }

    /** The value of a tag as tables name it; null if it names none. */
    String valueOf(String tag) {
        int end = tag.indexOf(TagSettings.SEPARATOR);
        return end < 0 ? null : tag.substring(end + TagSettings.SEPARATOR.length());
    }

    /** A problem where a value is named of a tag that has none. */
    void checkTagValue(SettingsSection s, String tag, String value) {
        if (value != null && !tags.get(tag).eachValue())
            s.problem(Condition.Kind.TAG.word(), tag + " is one tag: name it alone, or set each-value = true there");
    }
}
