package org.jejak.retention;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A group of customers whose figures are computed together.
 *
 * @param dimension all, channel, segment, campaign or cohort
 * @param value the channel, segment and so on
 */
public record Group(String dimension, String value) implements Comparable<Group>, Serializable {
    /** Everybody. */
    public static final Group ALL = new Group("all", "all");

    private static final Comparator<Group> ORDER =
            Comparator.comparing(Group::dimension).thenComparing(Group::value);

    @Override
    public int compareTo(Group other) {
        return ORDER.compare(this, other);
    }
}
