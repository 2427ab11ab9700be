package org.jejak.rawlog;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which fields of a raw record are wanted: those that a mapping names, by place, and those that are kept as
 * properties.
 */
final class WantedFields implements Serializable {
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<String> parents = new HashSet<>();
    private final int count;
    private final List<Pattern> kept;

    WantedFields(List<String> names, List<String> keepPatterns) {
        for (String name : names) {
            places.putIfAbsent(name, places.size());
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1))
                parents.add(name.substring(0, dot));
        }
        this.count = names.size();
        this.kept = keepPatterns.stream().map(Pattern::compile).toList();
    }

    /** An empty record to fill. */
    Values values() {
        return new Values();
    }

    boolean isWanted(String name) {
        return places.containsKey(name);
    }

    /** Whether a wanted field lies inside the field of this name. */
    boolean hasWantedInside(String name) {
        return parents.contains(name);
    }

    /** Whether a list of this name is taken whole, as it is written. */
    boolean isListKept(String name) {
        return isWanted(name) || !hasWantedInside(name) && isKept(name);
    }

    /** Whether a field inside the field of this name may be of use. */
    boolean mayBeInside(String name) {
        return !kept.isEmpty() || hasWantedInside(name);
    }

    private boolean isKept(String name) {
        for (Pattern pattern : kept) if (pattern.matcher(name).matches()) return true;
        return false;
    }

    /** The wanted values of one record, all as text. */
    final class Values implements Serializable {
        final String[] texts = new String[count];
        final LinkedHashMap<String, String> properties = new LinkedHashMap<>();
        String reason;
        String field;

        /** Notes a field; text that no mapping wants and no pattern keeps is dropped. */
        void put(String name, String text) {
            Integer place = places.get(name);
            if (text != null && isBroken(text)) reject("bad_encoding", place == null ? null : name);
            if (place != null) {
                texts[place] = text;
            } else if (text != null && isKept(name)) {
                if (isBroken(name)) reject("bad_encoding", null);
                properties.put(name, text);
            }
        }

        /** Marks the record as unusable; the first reason stays. */
        Values reject(String why, String where) {
            if (reason == null) {
                reason = why;
                field = where;
            }
            return this;
        }
    }

    /** NUL characters and lone surrogates, which stores and readers treat differently. */
    static boolean isBroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) return true;
            if (c >= 0xD800 && c <= 0xDFFF) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
