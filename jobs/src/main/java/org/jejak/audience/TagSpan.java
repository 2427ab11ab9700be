package org.jejak.audience;

import java.util.List;
import java.util.Optional;
import org.jejak.audience.ActivityHistory.Day;

/**
 * The time for which a tag is held without a break. It is earned on each day with an event on which the window that ends there
 * holds enough events, and held from then on for some days; spans that overlap or touch are one. There is no memory of
 * nights: one scan of the days says it all.
 *
 * @param since first day, since 1970
 * @param until last day, if nothing more happens
 * @param count events from the beginning of the window of the first day to the date
 */
record TagSpan(int since, int until, long count) {
    /**
     * The span that holds a date; empty if the tag is not held then.
     *
     * @param days events in order of time, several rows a day allowed; those after the date do not count
     * @param atLeast events that it takes
     * @param within days of the window, the last one included
     * @param keep days that it is held, the first one included
     */
    static Optional<TagSpan> at(int date, List<Day> days, long atLeast, int within, int keep) {
        int since = 0;
        int until = Integer.MIN_VALUE;
        int from = 0;
        long inWindow = 0;
        for (Day day : days) {
            if (day.day() > date) break;
            inWindow += day.count();
            while (days.get(from).day() <= day.day() - within)
                inWindow -= days.get(from++).count();
            if (inWindow < atLeast) continue;
            if (until == Integer.MIN_VALUE || day.day() > until + 1) since = day.day();
            until = day.day() + keep - 1;
        }
        if (until < date) return Optional.empty();
        int start = since - within;
        long count = 0;
        for (Day day : days) if (day.day() > start && day.day() <= date) count += day.count();
        return Optional.of(new TagSpan(since, until, count));
    }
}
