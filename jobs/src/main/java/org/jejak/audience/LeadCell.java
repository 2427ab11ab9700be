package org.jejak.audience;

import java.io.Serializable;
import java.util.Arrays;

/** Customers who are in the same bin of each feature. In order of the bins, feature by feature. */
final class LeadCell implements Comparable<LeadCell>, Serializable {
    private final byte[] bins;

    /** @param bins the number of the bin in each feature, at most 127; not changed afterwards */
    LeadCell(byte[] bins) {
        this.bins = bins;
    }

    /** The bin in a feature. */
    int bin(int feature) {
        return bins[feature];
    }

    @Override
    public int compareTo(LeadCell other) {
        return Arrays.compare(bins, other.bins);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LeadCell cell && Arrays.equals(bins, cell.bins);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bins);
    }
}
