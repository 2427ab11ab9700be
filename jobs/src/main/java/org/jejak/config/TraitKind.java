package org.jejak.config;

/** What the value of a trait is. */
public enum TraitKind {
    /** A number: a condition compares it with at-least and at-most. */
    NUMBER("a number", "at-least or at-most"),
    /** A text: a condition compares it with is and is-not. */
    TEXT("text", "is or is-not"),
    /** A date: a condition only asks whether it is known. */
    DATE("a date", "known");

    private final String words;
    private final String operators;

    TraitKind(String words, String operators) {
        this.words = words;
        this.operators = operators;
    }

    /** For messages, such as {@code home_store is text: use is or is-not}. */
    String faultOf(String trait) {
        return trait + " is " + words + ": use " + operators;
    }
}
