package org.jejak.statistics;

import java.util.*;

/** Which text occurs most; of texts that occur as often, the first in the alphabet. Nulls are not counted. */
public final class MostFrequent {
    private final Map<String, Long> counts = new HashMap<>();

    /** Counts a text once more. */
    public void add(String text) {
        if (text != null) counts.merge(text, 1L, Long::sum);
    }

    /** The most frequent text, or another one if there was none. */
    public String orElse(String other) {
        return counts.entrySet().stream()
                .min(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(other);
    }
}
