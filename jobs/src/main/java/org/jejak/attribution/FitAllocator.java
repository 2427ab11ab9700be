package org.jejak.attribution;

import java.io.Serializable;
import java.util.*;

/**
 * Splits the credit of one conversion by a fitted model, with channels by name.
 *
 * @param places channel name to its place in the fit
 * @param weigher weights by places
 */
record FitAllocator(Map<String, Integer> places, AttributionFit.Weigher weigher) implements Serializable {
    static FitAllocator of(AttributionFit fit) {
        Map<String, Integer> places = new HashMap<>();
        for (int c = 0; c < fit.channels().length; c++) places.put(fit.channels()[c], c);
        return new FitAllocator(places, fit.weigher());
    }

    /** Weights of the touches; their channels occur in the fit, since every month is part of its own fit. */
    double[] weights(List<String> channels) {
        return weigher.weights(channels.stream().mapToInt(places::get).toArray());
    }
}
