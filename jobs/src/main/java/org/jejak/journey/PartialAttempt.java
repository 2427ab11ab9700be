package org.jejak.journey;

import java.util.Arrays;
import org.jejak.journey.FunnelMatcher.Attempt;

/**
 * An attempt at a funnel so far.
 *
 * @param start place of the event that began it
 * @param times when each step was done, in microseconds since 1970; at least one
 */
record PartialAttempt(int start, long[] times) {
    long startedAt() {
        return times[0];
    }

    long lastAt() {
        return times[times.length - 1];
    }

    /** Number of steps done. */
    int length() {
        return times.length;
    }

    /** The attempt with some more steps done, all at one time. */
    PartialAttempt extended(int by, long at) {
        long[] longer = Arrays.copyOf(times, times.length + by);
        Arrays.fill(longer, times.length, longer.length, at);
        return new PartialAttempt(start, longer);
    }

    /** The attempt as a result; {@code openUntil} as in {@link Attempt}. */
    Attempt result(Long openUntil) {
        return new Attempt(times, start, openUntil);
    }

    /** The attempt that started later; of two from the same moment the known one, whose steps are earlier. */
    static PartialAttempt later(PartialAttempt known, PartialAttempt other) {
        return known == null || other.startedAt() > known.startedAt() ? other : known;
    }

    /** The attempt with more steps; then the one that got there first; then the one that started last; then the known one. */
    static PartialAttempt better(PartialAttempt known, PartialAttempt other) {
        if (known == null || other.length() > known.length()) return other;
        if (other.length() < known.length()) return known;
        int completed = Long.compare(other.lastAt(), known.lastAt());
        return completed < 0 || completed == 0 && other.startedAt() > known.startedAt() ? other : known;
    }
}
