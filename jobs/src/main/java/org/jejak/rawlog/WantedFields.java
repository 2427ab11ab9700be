package org.jejak.rawlog;

import java.io.Serializable;
import java.util.*;
import java.util.regex.Pattern;

/**
 * The fields of raw records that are wanted: those that a mapping names, each with its place, and those whose names match
 * a pattern and that are kept as properties.
 *
 * <p>A name stands for the field that is spelled like it, and in a record without that for the one field that differs from
 * it by letter case. A record is rejected as {@code duplicate_key} only if a wanted field has two values: the same name
 * twice, or two spellings neither of which is the wanted one. What nobody asks for is never a reason to reject.
 */
final class WantedFields implements Serializable {
    private final Map<String, Integer> places = new HashMap<>();
    /** Place of each wanted field by its name in any letter case; without names that are wanted in several spellings. */
    private final Map<String, Integer> placesInAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private final Set<String> parents = new HashSet<>();
    private final int count;
    private final List<Pattern> kept;
    private final Set<String> whole;

    /** Fields by their names and by patterns; an object where a value is wanted is a reject. */
    WantedFields(List<String> names, List<String> keepPatterns) {
        this(names, keepPatterns, Set.of());
    }

    /** @param whole names of those that may hold an object, and are then wanted as it is written */
    WantedFields(List<String> names, List<String> keepPatterns, Set<String> whole) {
        this.whole = Set.copyOf(whole);
        for (String name : names) {
            places.putIfAbsent(name, places.size());
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1))
                parents.add(name.substring(0, dot));
        }
        Set<String> several = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        places.forEach((name, place) -> {
            if (placesInAnyCase.put(name, place) != null) several.add(name);
        });
        placesInAnyCase.keySet().removeAll(several);
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

    /** Whether an object of this name is wanted as it is written. */
    boolean isObjectKept(String name) {
        return hasWantedInside(name) || whole.contains(name);
    }

    /** Whether a list of this name is kept as a whole, as it is written. */
    boolean isListKept(String name) {
        return isWanted(name) || !hasWantedInside(name) && isKept(name);
    }

    /** Whether a field inside the field of this name may be wanted. */
    boolean mayBeInside(String name) {
        return !kept.isEmpty() || hasWantedInside(name);
    }

    private String nameOf(int place) {
        return places.entrySet().stream()
                .filter(e -> e.getValue() == place)
                .findFirst()
                .orElseThrow()
                .getKey();
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

        /** Values of fields that differ from a wanted one by letter case, by its place; null until there is one. */
        private Map<Integer, Set<String>> otherSpellings;

        /** Adds a field of the record. It is dropped if no mapping names it and no pattern matches it. */
        void put(String name, String text) {
            if (text == null) return;
            Integer place = places.get(name);
            if (place != null) {
                if (isBroken(text)) reject("bad_encoding", name);
                if (texts[place] != null && !texts[place].equals(text)) reject("duplicate_key", name);
                texts[place] = text;
                return;
            }
            Integer likely = placesInAnyCase.get(name);
            if (likely != null) {
                if (otherSpellings == null) otherSpellings = new TreeMap<>();
                otherSpellings.computeIfAbsent(likely, p -> new TreeSet<>()).add(text);
            }
            if (isKept(name)) {
                if (isBroken(name) || isBroken(text)) reject("bad_encoding", null);
                String before = properties.put(name, text);
                if (before != null && !before.equals(text)) reject("duplicate_key", null);
            }
        }

        /** To be called after the last field: wanted fields that are not there as spelled are those of another letter case. */
        Values complete() {
            if (otherSpellings == null) return this;
            otherSpellings.forEach((place, values) -> {
                if (texts[place] != null) return;
                texts[place] = values.iterator().next();
                if (isBroken(texts[place])) reject("bad_encoding", nameOf(place));
                if (values.size() > 1) reject("duplicate_key", nameOf(place));
            });
            return this;
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
