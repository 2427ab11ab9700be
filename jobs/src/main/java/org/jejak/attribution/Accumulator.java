package org.jejak.attribution;

import java.io.Serializable;

/**
 * Counts paths for one model, in memory that does not grow with their number: sums at numbered places. A path
 * counts at some places (channels, transitions, whole paths, by model), each with a weight; there its conversions, value and
 * null outcomes are added up exactly. Accumulators of parts of the paths merge to that of all, in any order, to the same bits.
 */
public abstract class Accumulator implements Serializable {
    private final ExactSums conversions = new ExactSums();
    private final ExactSums value = new ExactSums();
    private final ExactSums nulls = new ExactSums();
    private transient WeightedIndices own;

    /** Adds the places at which a path counts, with weights; makes new places where needed. */
    abstract void place(Path path, WeightedIndices places);

    /** How many places there are. */
    abstract int size();

    /** The places here of the places of another accumulator of the same model, in its order; new ones where needed. */
    abstract int[] placesOf(Accumulator other, int[] channelsOfOther);

    /**
     * The result.
     *
     * @param channels names of the channel numbers
     * @param sums what was added up at each place
     */
    abstract AttributionFit fit(ChannelDictionary channels, Sums sums);

    /** Counts a path. */
    void add(Path path, double conversionCount, double valueSum, double nullCount) {
        if (own == null) own = new WeightedIndices();
        own.clear();
        place(path, own);
        for (int i = 0; i < own.count; i++) {
            double weight = own.weights[i];
            conversions.add(own.places[i], weight * conversionCount);
            value.add(own.places[i], weight * valueSum);
            nulls.add(own.places[i], weight * nullCount);
        }
    }

    /**
     * Adds another accumulator of the same model.
     *
     * @param channelsOfOther numbers here of the channel numbers there
     */
    final void merge(Accumulator other, int[] channelsOfOther) {
        int[] places = placesOf(other, channelsOfOther);
        for (int i = 0; i < places.length; i++) {
            conversions.addFrom(places[i], other.conversions, i);
            value.addFrom(places[i], other.value, i);
            nulls.addFrom(places[i], other.nulls, i);
        }
    }

    /** The sums. */
    final Sums sums() {
        return new Sums(conversions.toArray(size()), value.toArray(size()), nulls.toArray(size()));
    }

    /**
     * Sums at places.
     *
     * @param conversions of conversions
     * @param value of value
     * @param nulls of null outcomes
     */
    record Sums(double[] conversions, double[] value, double[] nulls) implements Serializable {}
}
