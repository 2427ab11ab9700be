package org.jejak.audience;

import java.time.Duration;

/**
 * What is known of one customer at one date: all that conditions ask about. Facts of an earlier date know only traits that are
 * measures and what the customer did; the other questions are then a mistake.
 */
public interface CustomerFacts {
    /** The value of a trait: a Double, a String or a LocalDate; null if it has none. */
    Object trait(String name);

    /**
     * Events of an activity.
     *
     * @param value value of the activity that counts; null if every value does
     * @param within whole days, the date itself included; null for all up to it
     */
    long did(String activity, String value, Duration within);

    /**
     * Whether a tag is held.
     *
     * @param name as in the settings
     * @param value of a tag with a value each; null for any
     */
    default boolean hasTag(String name, String value) {
        throw unknown("tag " + name);
    }

    /** Whether the customer is in a segment. */
    default boolean isIn(String segment) {
        throw unknown("segment " + segment);
    }

    /** Points of a score; null if it has none. */
    default Double points(String score) {
        throw unknown("score " + score);
    }

    /** Band of a score; null if it has none. */
    default String band(String score) {
        throw unknown("score " + score);
    }

    /** How a consent stands. */
    default ConsentStanding consent(String purpose) {
        throw unknown("consent " + purpose);
    }

    private static IllegalStateException unknown(String what) {
        return new IllegalStateException(what + " is not known at earlier dates; settings should have refused it");
    }
}
