package org.jejak.attribution;

import java.util.Arrays;

/** The places of an {@link Accumulator} at which one path counts, with weights. Reused from path to path. */
final class WeightedIndices {
    int[] places = new int[32];
    double[] weights = new double[32];
    int count;

    void clear() {
        count = 0;
    }

    void add(int place, double weight) {
        if (count == places.length) {
            places = Arrays.copyOf(places, count * 2);
            weights = Arrays.copyOf(weights, count * 2);
        }
        places[count] = place;
        weights[count++] = weight;
    }
}
