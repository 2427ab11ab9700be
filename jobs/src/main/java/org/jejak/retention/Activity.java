package org.jejak.retention;

import java.util.Arrays;

/**
 * What one customer did, day by day, from the first day that counts as being active on, or from an event that began it all.
 *
 * @param days days since 1970-01-01, ascending, each once
 * @param active whether the customer was active on the day; true for the first, unless that is the day of such an event alone
 * @param orders orders of the day, 0 or more
 * @param amounts net revenue of the day in units of 0.0001 of the currency, 0 or more: refunds are taken off the orders they belong to
 */
public record Activity(int[] days, boolean[] active, long[] orders, long[] amounts) {

    /**
     * Days, of which everything before the first active one is left out; null if no day is active.
     *
     * @param days ascending, each once
     * @param actions what makes a day active where it is more than 0
     */
    static Activity of(int[] days, long[] actions, long[] orders, long[] amounts) {
        int first = 0;
        while (first < days.length && actions[first] <= 0) first++;
        return first == days.length ? null : from(first, days, actions, orders, amounts);
    }

    /** As {@link #of}, but from a place on, whether or not that day is active. */
    static Activity from(int first, int[] days, long[] actions, long[] orders, long[] amounts) {
        boolean[] active = new boolean[days.length - first];
        for (int i = 0; i < active.length; i++) active[i] = actions[first + i] > 0;
        return new Activity(
                Arrays.copyOfRange(days, first, days.length),
                active,
                Arrays.copyOfRange(orders, first, days.length),
                Arrays.copyOfRange(amounts, first, days.length));
    }

    /** The first day. */
    int first() {
        return days[0];
    }

    /** The active days, ascending. */
    int[] activeDays() {
        int[] found = new int[days.length];
        int n = 0;
        for (int i = 0; i < days.length; i++) if (active[i]) found[n++] = days[i];
        return Arrays.copyOf(found, n);
    }
}
