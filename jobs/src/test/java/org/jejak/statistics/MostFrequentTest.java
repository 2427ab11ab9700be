package org.jejak.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MostFrequentTest {
    private static String of(String... texts) {
        MostFrequent counted = new MostFrequent();
        for (String text : texts) counted.add(text);
        return counted.orElse("(none)");
    }

    @Test
    void theMostFrequentTextWins() {
        assertEquals("b", of("b", "a", "b"));
    }

    @Test
    void ofTwoTheFirstInTheAlphabetWins() {
        assertEquals("a", of("b", "a", "b", "a", "c"));
    }

    @Test
    void nullIsNotCounted() {
        assertEquals("a", of(null, null, "a"));
        assertEquals("(none)", of(null, null));
    }
}
