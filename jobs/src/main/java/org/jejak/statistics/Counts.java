package org.jejak.statistics;

import java.io.Serializable;

/**
 * Customers, and how many of them had an outcome.
 *
 * @param customers at least 0
 * @param outcomes 0 to customers
 */
public record Counts(long customers, long outcomes) implements Serializable {
    /** Nobody. */
    public static final Counts NONE = new Counts(0, 0);

    /** Both together. */
    public Counts plus(Counts other) {
        return new Counts(customers + other.customers, outcomes + other.outcomes);
    }

    /** Share of those with the outcome; NaN for nobody. */
    public double share() {
        return (double) outcomes / customers;
    }
}
