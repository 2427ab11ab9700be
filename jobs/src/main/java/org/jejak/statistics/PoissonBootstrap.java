package org.jejak.statistics;

/**
 * Bootstrap that gives each person a Poisson(1) weight, which approaches the multinomial bootstrap (Chamandy et al. 2012,
 * "Estimating uncertainty for massive data streams"). The weight is a hash of person, replicate and seed: the same wherever
 * and in whatever order it is asked for, so that figures of one person in two places are drawn together.
 *
 * @param replicates how often people are resampled
 * @param seed of the hash
 */
public record PoissonBootstrap(int replicates, long seed) {
    private static final double[] CUMULATIVE = cumulative();

    /** How often a person is drawn in a replicate, 0 to 17. */
    public int weight(String person, int replicate) {
        return weight(hash(person), replicate);
    }

    /** As above, for a person's {@link #hash}. */
    public int weight(long person, int replicate) {
        return draw(mix(mix(person ^ seed) + 0x9E3779B97F4A7C15L * (replicate + 1)));
    }

    /** The Poisson(1) number, 0 to 17, that 64 evenly distributed bits stand for: the inverse of its distribution. */
    public static int draw(long bits) {
        double uniform = (bits >>> 11) * 0x1.0p-53;
        int number = 0;
        while (uniform >= CUMULATIVE[number]) number++;
        return number;
    }

    /** 64 bits of a person's id. */
    public static long hash(String person) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < person.length(); i++) hash = (hash ^ person.charAt(i)) * 0x100000001B3L;
        return mix(hash);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): spreads a number over all 64 bits. */
    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Probability of at most 0, 1, 2, ... of Poisson(1); the last is 1. */
    private static double[] cumulative() {
        double[] cumulative = new double[18];
        double sum = 0;
        double each = Math.exp(-1);
        for (int k = 0; k < cumulative.length; k++) {
            sum += each;
            cumulative[k] = sum;
            each /= k + 1;
        }
        cumulative[cumulative.length - 1] = 1;
        return cumulative;
    }

    /** Standard deviation of replicates around their mean; 0 for fewer than two. */
    public static double spread(double[] values) {
        if (values.length < 2) return 0;
        double mean = 0;
        for (double v : values) mean += v / values.length;
        double sum = 0;
        for (double v : values) sum += (v - mean) * (v - mean);
        return Math.sqrt(sum / (values.length - 1));
    }
}
