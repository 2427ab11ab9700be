package org.jejak.audience;

import java.io.Serializable;
import java.util.*;

/**
 * How often customers click what they are sent on a channel: the share of their own messages, drawn to that of all customers by
 * a Beta prior whose mean and strength are matched to the moments of what customers did (Kleinman, Proportions with extraneous
 * variance, 1973). It depends only on how many customers clicked how many of how many, so on no order of rows.
 */
final class ResponseModel implements Serializable {
    /** Strength where customers differ no more than by chance, in messages. */
    private static final double MOST = 1_000_000;

    /** Least strength, in messages. */
    private static final double LEAST = 1;

    /** How many customers clicked so many of so many messages, at least one. */
    record Count(long delivered, long clicked, long customers) {}

    private final double mean;
    private final double strength;

    /** A prior of this mean and strength, in messages. */
    ResponseModel(double mean, double strength) {
        this.mean = mean;
        this.strength = strength;
    }

    /** The prior from counts in any order; of mean 0 without any. */
    static ResponseModel of(Collection<Count> counts) {
        List<Count> sorted = counts.stream()
                .sorted(Comparator.comparingLong(Count::delivered).thenComparingLong(Count::clicked))
                .toList();
        double delivered = 0;
        double clicked = 0;
        double customers = 0;
        for (Count c : sorted) {
            delivered += (double) c.delivered * c.customers;
            clicked += (double) c.clicked * c.customers;
            customers += c.customers;
        }
        if (delivered == 0) return new ResponseModel(0, MOST);
        double mean = clicked / delivered;
        double spread = 0;
        double weight = 0;
        for (Count c : sorted) {
            double off = (double) c.clicked / c.delivered - mean;
            spread += c.customers * c.delivered * off * off;
            weight += c.customers * (1 - c.delivered / delivered) * (c.delivered - 1);
        }
        double excess = spread - (customers - 1) * mean * (1 - mean);
        if (excess <= 0 || weight <= 0) return new ResponseModel(mean, MOST);
        double likeness = excess / (weight * mean * (1 - mean));
        return new ResponseModel(mean, Math.max(LEAST, Math.min(MOST, 1 / likeness - 1)));
    }

    /** The rate of a customer. */
    double rate(long delivered, long clicked) {
        return (clicked + mean * strength) / (delivered + strength);
    }
}
