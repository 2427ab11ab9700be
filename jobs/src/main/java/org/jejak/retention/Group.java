package org.jejak.retention;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A group of customers whose figures are computed together.
 *
 * @param dimension all, channel, segment, campaign or cohort
 * @param value the channel, segment and so on
 * @param isIdentified whether they can be recognised when they come back; those who cannot are {@link #UNIDENTIFIED} and in no
 *     other group
 */
public record Group(String dimension, String value, boolean isIdentified) implements Comparable<Group>, Serializable {
    private static final String EVERYBODY = "all";

    /** All identified customers. */
    public static final Group ALL = new Group(EVERYBODY, EVERYBODY);

    /** All others: receipts, each of which stands for a customer of its own. */
    public static final Group UNIDENTIFIED = new Group(EVERYBODY, EVERYBODY, false);

    private static final Comparator<Group> ORDER = Comparator.comparing(Group::dimension)
            .thenComparing(Group::value)
            .thenComparing(Group::isIdentified, Comparator.reverseOrder());

    /** A group of identified customers. */
    public Group(String dimension, String value) {
        this(dimension, value, true);
    }

    /** Whether it is not split by anything. */
    boolean isAll() {
        return dimension.equals(EVERYBODY);
    }

    @Override
    public int compareTo(Group other) {
        return ORDER.compare(this, other);
    }
}
