package org.jejak.journey;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.*;
import org.jejak.journey.FunnelMatcher.Attempt;

/**
 * One step that one person reached in the person's best attempt, in the columns of {@link org.jejak.table.FactFunnelSteps}.
 *
 * @param step from 1
 * @param at when
 * @param secondsFromPrevious null for step 1
 * @param secondsFromStart 0 for step 1
 * @param isFurthest whether the person got no further
 * @param openUntil until when some attempt can still get further; null where none can
 */
record FunnelStepReached(
        long step,
        Timestamp at,
        Double secondsFromPrevious,
        double secondsFromStart,
        boolean isFurthest,
        Timestamp openUntil) {

    /** The steps of an attempt, in order. */
    static List<FunnelStepReached> steps(Attempt attempt) {
        List<FunnelStepReached> steps = new ArrayList<>();
        long[] at = attempt.reachedAt();
        for (int i = 0; i < at.length; i++) {
            boolean furthest = i == at.length - 1;
            steps.add(new FunnelStepReached(
                    i + 1,
                    timestamp(at[i]),
                    i == 0 ? null : (at[i] - at[i - 1]) / 1e6,
                    (at[i] - at[0]) / 1e6,
                    furthest,
                    furthest && attempt.openUntil() != null ? timestamp(attempt.openUntil()) : null));
        }
        return steps;
    }

    /** Microseconds since 1970. */
    static long micros(Timestamp time) {
        return Math.addExact(
                Math.multiplyExact(Math.floorDiv(time.getTime(), 1_000L), 1_000_000L), time.getNanos() / 1_000);
    }

    private static Timestamp timestamp(long micros) {
        return Timestamp.from(
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000));
    }
}
