package org.jejak.config;

import java.io.Serializable;
import java.util.*;
import java.util.regex.Pattern;

/**
 * Which interactions are meant. All conditions that are given have to hold; an empty list is no condition.
 *
 * @param types interaction types
 * @param kinds kinds of source
 * @param events event names in lower case; letter case of the interaction does not matter
 * @param paths regular expressions, one of which is found in the page path
 * @param properties name of a property to regular expressions, one of which is its whole value; sorted by name
 */
public record InteractionFilter(
        List<String> types,
        List<String> kinds,
        List<String> events,
        List<Pattern> paths,
        Map<String, List<Pattern>> properties)
        implements Serializable {
    /** Before the names of fields within the object properties of a raw record. */
    private static final String WITHIN = "properties.";

    /** Reads the keys types, kinds, events and paths of an object, none of which has to be there. */
    static InteractionFilter read(SettingsSection s) {
        return read(s, Map.of());
    }

    /** As {@link #read(SettingsSection)}, with the key properties as well. */
    static InteractionFilter readWithProperties(SettingsSection s) {
        return read(s, s.optionalPatternsByName("properties"));
    }

    private static InteractionFilter read(SettingsSection s, Map<String, List<Pattern>> properties) {
        return new InteractionFilter(
                s.optionalTexts("types"),
                s.optionalTexts("kinds"),
                s.optionalTexts("events").stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .toList(),
                s.optionalPatterns("paths").stream().map(Pattern::compile).toList(),
                properties);
    }

    /** Whether no condition is given: everything matches. */
    public boolean isEmpty() {
        return types.isEmpty() && kinds.isEmpty() && events.isEmpty() && paths.isEmpty() && properties.isEmpty();
    }

    /**
     * Whether an interaction is meant, of which the properties are known.
     *
     * @param values properties of the interaction by name; null if it has none, then no condition on properties holds
     */
    public boolean matches(String type, String kind, String event, String path, Map<String, String> values) {
        if (!matches(type, kind, event, path)) return false;
        for (Map.Entry<String, List<Pattern>> property : properties.entrySet()) {
            String value = property(values, property.getKey());
            if (value == null || !isOneWhole(property.getValue(), value)) return false;
        }
        return true;
    }

    /**
     * A property of an interaction by the name that settings give it: the field of that name, else the field of that name within
     * properties, as events of Segment and the like have it. Null if there is neither.
     *
     * @param values the column properties of the interaction; null if it has none
     */
    public static String property(Map<String, String> values, String name) {
        if (values == null) return null;
        String value = values.get(name);
        return value != null ? value : values.get(WITHIN + name);
    }

    /** The fields of raw records that may hold a property: its own name first. */
    public static List<String> fieldsOf(String name) {
        return List.of(name, WITHIN + name);
    }

    private static boolean isOneWhole(List<Pattern> patterns, String value) {
        for (Pattern pattern : patterns) if (pattern.matcher(value).matches()) return true;
        return false;
    }

    /**
     * Whether an interaction is meant, as far as its properties do not matter.
     *
     * @param event in lower case; null matches no condition on events
     * @param path null matches no condition on paths
     */
    public boolean matches(String type, String kind, String event, String path) {
        return (types.isEmpty() || types.contains(type))
                && (kinds.isEmpty() || kinds.contains(kind))
                && (events.isEmpty() || event != null && events.contains(event))
                && (paths.isEmpty() || path != null && isOneFound(path));
    }

    private boolean isOneFound(String path) {
        for (Pattern pattern : paths) if (pattern.matcher(path).find()) return true;
        return false;
    }
}
