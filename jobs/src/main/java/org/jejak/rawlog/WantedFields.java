package org.jejak.rawlog;

import java.io.Serializable;
import java.util.*;
import java.util.regex.Pattern;

/**
 * The fields of raw records that are wanted: those that a mapping names, each with its place, and those whose names match
 * a pattern and that are kept as properties.
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

    /** Whether a list of this name is kept as a whole, as it is written. */
    boolean isListKept(String name) {
        return isWanted(name) || !hasWantedInside(name) && isKept(name);
    }

    /** Whether a field inside the field of this name may be wanted. */
    boolean mayBeInside(String name) {
        return !kept.isEmpty() || hasWantedInside(name);
    }

    private boolean isKept(String name) {
        for (Pattern pattern : kept) if (pattern.matcher(name).matches()) return true;
        return false;
    }

    /** The wanted values of one record, all as text; or the reason why it is rejected, and the raw field at fault if it is one. */
    final class Values implements Serializable {
        final String[] texts = new String[count];
        final LinkedHashMap<String, String> properties = new LinkedHashMap<>();
        String reason;
        String field;

        /** Adds a field of the record. It is dropped if no mapping names it and no pattern matches it. */
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

        /** Rejects the record; of several reasons the first one counts. */
        Values reject(String why, String where) {
            if (reason == null) {
                reason = why;
                field = where;
            }
            return this;
        }
    }

    /** Whether text holds a NUL or half of a surrogate pair: not every store and reader takes them. */
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
