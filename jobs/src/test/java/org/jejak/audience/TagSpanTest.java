package org.jejak.audience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.*;
import org.jejak.audience.ActivityHistory.Day;
import org.junit.jupiter.api.Test;

class TagSpanTest {
    private static final int LAST = 80;

    private static Day day(int day, long count) {
        return new Day(day, "v", count, null, 0, 0);
    }

    @Test
    void earnedWhereTheWindowHoldsEnoughAndHeldFromThen() {
        List<Day> days = List.of(day(1, 2), day(7, 1), day(20, 1));
        assertEquals(Optional.empty(), TagSpan.at(6, days, 3, 7, 10), "two events are too few");
        assertEquals(Optional.of(new TagSpan(7, 16, 3)), TagSpan.at(7, days, 3, 7, 10));
        assertEquals(Optional.of(new TagSpan(7, 16, 3)), TagSpan.at(16, days, 3, 7, 10), "the last day");
        assertEquals(Optional.empty(), TagSpan.at(17, days, 3, 7, 10));
        assertEquals(Optional.empty(), TagSpan.at(7, days, 3, 6, 10), "(1, 7] has not the events of day 1");
    }

    @Test
    void spansThatTouchAreOne() {
        List<Day> days = List.of(day(1, 1), day(6, 1), day(12, 1));
        assertEquals(Optional.of(new TagSpan(1, 10, 2)), TagSpan.at(8, days, 1, 1, 5), "1 to 5 and 6 to 10");
        assertEquals(Optional.of(new TagSpan(12, 16, 1)), TagSpan.at(12, days, 1, 1, 5), "day 11 was a break");
    }

    /** Any history, against a loop over days that knows only what earned and held mean. */
    @Test
    void equalsALoopOverDays() {
        Random random = new Random(18);
        for (int i = 0; i < 2_000; i++) {
            int[] counts = new int[LAST + 1];
            double often = random.nextDouble() * 0.4;
            for (int d = 0; d <= LAST; d++) if (random.nextDouble() < often) counts[d] = 1 + random.nextInt(3);
            List<Day> days = new ArrayList<>();
            for (int d = 0; d <= LAST; d++) {
                int first = counts[d] > 1 ? 1 : counts[d];
                if (first > 0) days.add(new Day(d, "a", first, null, 0, 0));
                if (counts[d] > first) days.add(new Day(d, "b", counts[d] - first, null, 0, 0));
            }
            int atLeast = 1 + random.nextInt(5);
            int within = 1 + random.nextInt(20);
            int keep = 1 + random.nextInt(20);
            int date = random.nextInt(LAST + 1);
            assertEquals(
                    bruteForce(date, counts, atLeast, within, keep),
                    TagSpan.at(date, days, atLeast, within, keep),
                    "world " + i);
        }
    }

    private static Optional<TagSpan> bruteForce(int date, int[] counts, int atLeast, int within, int keep) {
        boolean[] held = new boolean[LAST + keep + 1];
        for (int d = 0; d <= date; d++)
            if (counts[d] > 0 && sum(counts, d - within, d) >= atLeast)
                for (int h = d; h < d + keep; h++) held[h] = true;
        if (!held[date]) return Optional.empty();
        int since = date;
        while (since > 0 && held[since - 1]) since--;
        int until = date;
        while (until + 1 < held.length && held[until + 1]) until++;
        return Optional.of(new TagSpan(since, until, sum(counts, since - within, date)));
    }

    /** Events in (after, until]. */
    private static long sum(int[] counts, int after, int until) {
        long sum = 0;
        for (int d = Math.max(0, after + 1); d <= until; d++) sum += counts[d];
        return sum;
    }
}
