package org.jejak.ingest;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Answers to texts of which few are different, such as countries and names of parameters: each is looked up once. */
final class Remembered<T> {
    private static final int MOST = 10_000;

    private final Map<String, Optional<T>> answers = new ConcurrentHashMap<>();
    private final Function<String, T> lookUp;

    /** @param lookUp depends on nothing but the text; null is an answer too */
    Remembered(Function<String, T> lookUp) {
        this.lookUp = lookUp;
    }

    /** The answer to a text; null for null. */
    T of(String text) {
        if (text == null) return null;
        Optional<T> known = answers.get(text);
        if (known == null) {
            known = Optional.ofNullable(lookUp.apply(text));
            if (answers.size() < MOST) answers.put(text, known);
        }
        return known.orElse(null);
    }
}
