package org.jejak.statistics;

import java.util.*;

/** The correction for asking many questions at once by Benjamini and Hochberg (1995). */
public final class FalseDiscovery {
    private FalseDiscovery() {}

    /**
     * Adjusted p-values: of those up to a limit, about that share are false alarms. Each is the smallest of p m / rank over
     * itself and all larger ones, at most 1; ties get the same.
     */
    public static double[] adjusted(double[] pValues) {
        int m = pValues.length;
        Integer[] order = new Integer[m];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> pValues[i]));
        double[] adjusted = new double[m];
        double least = 1;
        for (int rank = m; rank >= 1; rank--) {
            int i = order[rank - 1];
            least = Math.min(least, pValues[i] * m / rank);
            adjusted[i] = least;
        }
        return adjusted;
    }
}
