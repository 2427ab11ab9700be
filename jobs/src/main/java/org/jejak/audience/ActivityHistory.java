package org.jejak.audience;

import java.math.BigDecimal;
import java.util.*;
import org.jejak.table.CustomerActivity;

/**
 * What one customer did, day by day: the rows that {@code customer_activity} has of the customer. Days are counted since 1970
 * (business dates). Asked about an earlier day it tells what was known then, because nobody looks at later days.
 */
public final class ActivityHistory {
    /**
     * The events of one activity with one value on one day.
     *
     * @param day days since 1970
     * @param value what was kept of the events; {@link CustomerActivity#NO_VALUE} if nothing was
     * @param count events, at least 1
     * @param amount their sum in the base currency; null or 0 if the activity keeps none
     * @param firstAt first of the events, microseconds since 1970
     * @param lastAt last of the events, microseconds since 1970
     */
    public record Day(int day, String value, long count, BigDecimal amount, long firstAt, long lastAt) {
        /** Whether the events had a value. */
        public boolean hasValue() {
            return !value.equals(CustomerActivity.NO_VALUE);
        }
    }

    private final Map<String, List<Day>> days = new HashMap<>();

    /** Adds the events of an activity; days in any order. */
    public ActivityHistory add(String activity, Day day) {
        List<Day> list = days.computeIfAbsent(activity, a -> new ArrayList<>());
        list.add(day);
        // rows come sorted from the table: this only costs where they do not
        for (int i = list.size() - 1; i > 0 && ORDER.compare(list.get(i - 1), list.get(i)) > 0; i--)
            Collections.swap(list, i - 1, i);
        return this;
    }

    private static final Comparator<Day> ORDER =
            Comparator.comparingInt(Day::day).thenComparing(Day::value);

    /** All days of an activity, by day and value; empty if the customer never did it. */
    public List<Day> of(String activity) {
        return days.getOrDefault(activity, List.of());
    }

    /**
     * The days of an activity after one day and up to another: (after, until].
     *
     * @param after days since 1970; {@code Integer.MIN_VALUE} for all of the past
     */
    public List<Day> between(String activity, int after, int until) {
        List<Day> all = of(activity);
        return all.subList(firstAfter(all, after), firstAfter(all, until));
    }

    /**
     * Events of an activity in (until - within, until].
     *
     * @param value only events with this value; null for all
     * @param within days; null for all of the past
     */
    public long count(String activity, String value, Integer within, int until) {
        long count = 0;
        for (Day day : between(activity, start(within, until), until))
            if (value == null || value.equals(day.value)) count += day.count;
        return count;
    }

    /** The day after which a window of so many days begins; null reaches back to the beginning. */
    static int start(Integer within, int until) {
        return within == null ? Integer.MIN_VALUE : until - within;
    }

    /** How many of the sorted days are not after a day. */
    private static int firstAfter(List<Day> sorted, int day) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).day <= day) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
