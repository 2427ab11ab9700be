package org.jejak.attribution;

import java.io.Serializable;
import java.time.Duration;

/**
 * Settings by which {@link PathWindow} cuts paths: which touches may have earned a conversion.
 *
 * @param lookBack longest time from touch to conversion in microseconds, itself included; Long.MAX_VALUE for no limit
 * @param maxTouches most touches of a path: the latest count
 * @param reset whether touches at or before the conversion before are used up; otherwise they may earn again
 * @param viewWindow longest time from a view (an advertisement seen, not clicked) to the conversion, in microseconds
 */
public record PathRules(long lookBack, int maxTouches, boolean reset, long viewWindow) implements Serializable {
    /** Microseconds of a duration; of more than 100,000 days Long.MAX_VALUE, which means no limit. */
    public static long micros(Duration duration) {
        return duration.compareTo(Duration.ofDays(100_000)) > 0 ? Long.MAX_VALUE : duration.toNanos() / 1000;
    }
}
