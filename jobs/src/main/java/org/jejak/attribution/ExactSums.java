package org.jejak.attribution;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Sums of doubles that do not depend on the order of adding: 128-bit fixed point with 64 bits behind the point. Each
 * number is rounded once to a multiple of 2^-64, whole numbers not at all; adding is exact. So any number of partitions
 * gives the same bits.
 */
final class ExactSums implements Serializable {
    /** Larger numbers are refused when they are read: nine million of them can be added without overflow. */
    static final double LARGEST = 1e12;

    private long[] whole = new long[16];
    private long[] fraction = new long[16];

    /** Adds a number of at most {@link #LARGEST} to the sum at a place. */
    void add(int place, double number) {
        if (number == 0) return;
        if (place >= whole.length) grow(place);
        double floor = Math.floor(number);
        long low = 0;
        long high = (long) floor;
        if (floor != number) {
            // the rest is in (0, 1): scaled by 2^63 it is exact or rounds to nothing beyond a double's own precision
            long scaled = (long) ((number - floor) * 0x1p63);
            low = scaled << 1;
        }
        addParts(place, high, low);
    }

    private void addParts(int place, long high, long low) {
        long before = fraction[place];
        long after = before + low;
        int carry = Long.compareUnsigned(after, before) < 0 ? 1 : 0;
        fraction[place] = after;
        whole[place] = Math.addExact(Math.addExact(whole[place], high), carry);
    }

    /** Adds a sum of another object to one of this. */
    void addFrom(int place, ExactSums other, int otherPlace) {
        if (otherPlace >= other.whole.length) return;
        if (place >= whole.length) grow(place);
        addParts(place, other.whole[otherPlace], other.fraction[otherPlace]);
    }

    /** The sum at a place, rounded to a double. */
    double get(int place) {
        if (place >= whole.length) return 0;
        return whole[place] + (fraction[place] >>> 1) * 0x1p-63;
    }

    /** The first {@code count} sums. */
    double[] toArray(int count) {
        double[] sums = new double[count];
        for (int i = 0; i < count; i++) sums[i] = get(i);
        return sums;
    }

    private void grow(int place) {
        int length = Math.max(place + 1, whole.length * 2);
        whole = Arrays.copyOf(whole, length);
        fraction = Arrays.copyOf(fraction, length);
    }
}
