package org.jejak.value;

import java.io.Serializable;

/**
 * The purchases of one customer: all orders of one day are one purchase.
 *
 * @param customer customer id; null where it is not needed
 * @param group the customer's segment or acquisition channel; null without one
 * @param days days of purchase as days since 1970, ascending, each once, at least one
 * @param amounts what was paid on each of these days, in ten-thousandths of the currency, at least 0
 */
public record History(String customer, String group, int[] days, long[] amounts) implements Serializable {
    /** Ten-thousandths in a unit of the currency: money has four decimals. */
    static final double SCALE = 10_000;

    /** Day of the first purchase. */
    int first() {
        return days[0];
    }

    /** Number of purchase days up to and including a day. */
    int purchasesBy(int day) {
        int at = java.util.Arrays.binarySearch(days, day);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /** What was paid on the purchases from index {@code from} (inclusive) to {@code to} (exclusive). */
    long paid(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) sum += amounts[i];
        return sum;
    }
}
