package org.jejak.statistics;

import org.hipparchus.distribution.continuous.NormalDistribution;

/** Confidence intervals of shares and of means that are about normal. */
public final class Intervals {
    /** Two ends. */
    public record Interval(double low, double high) {
        /** The same interval within bounds. */
        public Interval within(double least, double most) {
            return new Interval(Math.max(least, Math.min(most, low)), Math.max(least, Math.min(most, high)));
        }

        /** Whether a value lies inside, ends included. */
        public boolean holds(double value) {
            return low <= value && value <= high;
        }
    }

    private static final NormalDistribution NORMAL = new NormalDistribution();

    private Intervals() {}

    /** How many standard errors an interval of a level reaches to each side: 1.96 for 0.95. */
    public static double reach(double level) {
        return NORMAL.inverseCumulativeProbability(0.5 + level / 2);
    }

    /** Value plus and minus standard errors. */
    public static Interval normal(double value, double standardError, double level) {
        double half = reach(level) * standardError;
        return new Interval(value - half, value + half);
    }

    /**
     * Wilson's interval of a share (Wilson 1927), good for few observations and shares near 0 and 1.
     *
     * @param share 0 to 1
     * @param n observations, or effective ones; above 0
     */
    public static Interval wilson(double share, double n, double level) {
        double z = reach(level);
        double center = share + z * z / (2 * n);
        double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
        double scale = 1 + z * z / n;
        return new Interval((center - half) / scale, (center + half) / scale).within(0, 1);
    }

    /** Probability of a normal value at least this many standard errors from none, both sides; 1 without an error. */
    public static double pValue(double value, double standardError) {
        if (!(standardError > 0)) return value == 0 ? 1 : 0;
        return 2 * NORMAL.cumulativeProbability(-Math.abs(value) / standardError);
    }
}
