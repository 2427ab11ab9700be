package org.jejak.simulate;

import java.util.List;

/**
 * A seeded source of random numbers (SplitMix64), one per person and purpose, so that what happens to one person does
 * not depend on who else is simulated or where. Uses {@link StrictMath}: same numbers on every machine.
 */
final class RandomSource {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final char[] WORD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray();

    private long state;

    RandomSource(long seed, long stream, long id) {
        state = mix(mix(mix(seed + GOLDEN) ^ stream * GOLDEN) + id * GOLDEN);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** Passes over draws whose values are drawn elsewhere by now, so that all that follow stay as they were. */
    void skip(int draws) {
        for (int i = 0; i < draws; i++) next();
    }

    /** Uniform in [0, 1). */
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    boolean happens(double probability) {
        return probability > 0 && unit() < probability;
    }

    /** Uniform in 0 to bound - 1. */
    int below(int bound) {
        return (int) (unit() * bound);
    }

    /** Uniform between two values, the upper one excluded. */
    double between(double low, double high) {
        return low + (high - low) * unit();
    }

    <T> T oneOf(List<T> values) {
        return values.get(below(values.size()));
    }

    /** An index drawn by weights that need not sum to one. */
    int weighted(double[] weights) {
        double sum = 0;
        for (double weight : weights) sum += weight;
        double left = unit() * sum;
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) return i;
        }
        return weights.length - 1;
    }

    double exponential(double mean) {
        return -mean * StrictMath.log(1 - unit());
    }

    double gaussian() {
        return StrictMath.sqrt(-2 * StrictMath.log(1 - unit())) * StrictMath.cos(2 * StrictMath.PI * unit());
    }

    /** Log-normal with the given median. */
    double around(double median, double sigma) {
        return median * StrictMath.exp(sigma * gaussian());
    }

    /** Gamma by Marsaglia and Tsang (2000). */
    double gamma(double shape, double rate) {
        if (shape < 1) return gamma(shape + 1, rate) * StrictMath.pow(1 - unit(), 1 / shape);
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = gaussian();
            double v = (1 + c * x) * (1 + c * x) * (1 + c * x);
            if (v > 0 && StrictMath.log(1 - unit()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                return d * v / rate;
            }
        }
    }

    double beta(double a, double b) {
        double x = gamma(a, 1);
        return x / (x + gamma(b, 1));
    }

    /** Poisson for small means; 0 for a mean of 0. */
    int poisson(double mean) {
        int count = 0;
        for (double sum = exponential(1); sum < mean; sum += exponential(1)) count++;
        return count;
    }

    /** A random (version 4) UUID. */
    String uuid() {
        char[] text = new char[36];
        long bits = next();
        for (int i = 0; i < 36; i++) {
            if (i == 19) {
                bits = next(); // 15 digits are drawn before, 16 after
            }
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                text[i] = '-';
            } else {
                text[i] = i == 14 ? '4' : i == 19 ? HEX[8 | (int) (bits & 3)] : HEX[(int) (bits & 15)];
                bits >>>= 4;
            }
        }
        return new String(text);
    }

    /** Letters, digits, dashes and underscores, as in click ids. */
    String word(int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) text[i] = WORD[(int) (next() >>> 58)];
        return new String(text);
    }

    /** Digits without a leading zero. */
    String digits(int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) text[i] = (char) ('0' + (i == 0 ? 1 + below(9) : below(10)));
        return new String(text);
    }
}
