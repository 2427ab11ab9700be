package org.jejak.statistics;

/** Quantiles by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). */
public final class Quantiles {
    private Quantiles() {}

    /**
     * The value at a position between sorted values.
     *
     * @param sorted at least one value, ascending
     * @param position share of the quantile times (values - 1): 0 gives the smallest value, values - 1 the largest
     */
    public static double at(double[] sorted, double position) {
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
