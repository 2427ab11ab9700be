package org.jejak.audience;

import java.io.Serializable;
import java.util.*;

/**
 * The bins of all features of a score. A customer is described by a cell: the number of the bin in each feature. Every bin is
 * a column of the regression.
 */
final class LeadBins implements Serializable {
    private final List<FeatureBins> features;
    /** The column of bin 0 of each feature, and in the end the number of columns. */
    private final int[] offsets;

    LeadBins(List<FeatureBins> features) {
        this.features = List.copyOf(features);
        offsets = new int[features.size() + 1];
        for (int f = 0; f < features.size(); f++)
            offsets[f + 1] = offsets[f] + features.get(f).size();
    }

    /** The bins, feature by feature. */
    List<FeatureBins> features() {
        return features;
    }

    /** How many columns there are. */
    int columns() {
        return offsets[features.size()];
    }

    /** The column of a bin of a feature. */
    int column(int feature, int bin) {
        return offsets[feature] + bin;
    }

    /** The cell of a customer with these values, feature by feature. */
    LeadCell cell(Object[] values) {
        byte[] bins = new byte[values.length];
        for (int f = 0; f < bins.length; f++) bins[f] = (byte) features.get(f).of(values[f]);
        return new LeadCell(bins);
    }

    /** The columns that are 1 for a cell. */
    int[] columns(LeadCell cell) {
        int[] columns = new int[features.size()];
        for (int f = 0; f < columns.length; f++) columns[f] = column(f, cell.bin(f));
        return columns;
    }
}
