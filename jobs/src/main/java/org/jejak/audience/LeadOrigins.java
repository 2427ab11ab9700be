package org.jejak.audience;

import java.io.Serializable;
import java.util.*;
import org.jejak.audience.LeadCounts.Part;

/**
 * The days at which customers are looked at for a score, days since 1970: today, and earlier ones, the origins, after which the
 * outcome had its whole horizon to come. Origins are a horizon apart, 28 days at least, so that no outcome counts twice.
 * The latest checks, the one before calibrates, up to four before those are learned from.
 *
 * @param today the date of the run
 * @param origins latest first, at most six; none before there is as much history as between two of them
 * @param horizon days in which the outcome has to come
 */
record LeadOrigins(int today, List<Integer> origins, int horizon) implements Serializable {
    /** With fewer origins there is nothing to learn from. */
    static final int LEAST = 3;

    private static final int MOST = 6;
    private static final int LEAST_DISTANCE = 28;

    /**
     * The origins of a run.
     *
     * @param firstDay first day of the history of all customers
     */
    static LeadOrigins of(int today, int horizon, int firstDay) {
        int distance = Math.max(LEAST_DISTANCE, horizon);
        List<Integer> origins = new ArrayList<>();
        for (int origin = today - horizon; origins.size() < MOST && origin - distance >= firstDay; origin -= distance)
            origins.add(origin);
        return new LeadOrigins(today, List.copyOf(origins), horizon);
    }

    /** What the customers of an origin are for. */
    Part part(int number) {
        return number == 0 ? Part.VALIDATION : number == 1 ? Part.CALIBRATION : Part.FIT;
    }

    /** Whether there are enough to learn, calibrate and check. */
    boolean areEnough() {
        return origins.size() >= LEAST;
    }
}
