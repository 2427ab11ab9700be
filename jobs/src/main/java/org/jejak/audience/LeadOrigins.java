package org.jejak.audience;

import java.io.Serializable;
import java.util.*;
import java.util.stream.IntStream;
import org.jejak.audience.LeadCounts.Part;

/**
 * The days at which customers are looked at for a score, days since 1970: today, and earlier ones, the origins, after which the
 * outcome had its whole horizon to come. Origins are a horizon apart, 28 days at least, so that no outcome counts twice.
 * The latest checks, the one before calibrates, up to four before those are learned from.
 *
 * @param today the date of the run
 * @param days the origins, latest first, at most six
 */
record LeadOrigins(int today, List<Integer> days) implements Serializable {
    /** With fewer origins there is nothing to learn from. */
    static final int LEAST = 3;

    private static final int MOST = 6;
    private static final int LEAST_DISTANCE = 28;

    /**
     * The origins that the history reaches: before each there is as much of it as between two of them.
     *
     * @param firstDay first day of the history of all customers
     */
    static LeadOrigins of(int today, int horizon, int firstDay) {
        List<Integer> reached = all(today, horizon).stream()
                .filter(origin -> origin - distance(horizon) >= firstDay)
                .toList();
        return new LeadOrigins(today, reached);
    }

    /** All origins of an endless history. */
    static List<Integer> all(int today, int horizon) {
        return IntStream.range(0, MOST)
                .mapToObj(i -> today - horizon - i * distance(horizon))
                .toList();
    }

    private static int distance(int horizon) {
        return Math.max(LEAST_DISTANCE, horizon);
    }

    /** What the customers of an origin are for, counted from the latest. */
    static Part part(int number) {
        return number == 0 ? Part.VALIDATION : number == 1 ? Part.CALIBRATION : Part.FIT;
    }

    /** Whether there are enough to learn, calibrate and check. */
    boolean areEnough() {
        return days.size() >= LEAST;
    }
}
