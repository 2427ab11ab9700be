package org.jejak.journey;

import java.util.*;
import org.jejak.config.UsageException;

/**
 * Finds how far one person got in a funnel. Plain Java over the person's events; one implementation for each order of steps.
 *
 * <p>An attempt begins with an event of step 1 (unordered: of any step) and may take the window, inclusive: a step exactly
 * the window after the start still counts. Each event is used once, also when it would fit several steps. Events of the same
 * moment have no order of their own: whichever helps the attempt is taken.
 *
 * <p>Of several attempts the one counts that got furthest; of those the one that got there first; of those the one that
 * started last, with each step at its earliest.
 *
 * <p>An exclusion voids the attempts in which it happens. A person whose attempts are all void is not in the funnel, not even at
 * its first step.
 */
public interface FunnelMatcher {
    /**
     * One event of the person.
     *
     * @param at microseconds since 1970
     * @param steps bit i set: the event fits step i + 1; 0 for an event that is no step
     * @param exclusions bit i set: the event is what the i-th exclusion excludes
     */
    record Event(long at, int steps, int exclusions) {
        /** An event that excludes nothing. */
        public Event(long at, int steps) {
            this(at, steps, 0);
        }
    }

    /**
     * How far the person got.
     *
     * @param reachedAt microseconds since 1970 at which step 1, 2, ... was done; at least one
     * @param start place of the event that began the attempt, in the list as it was given
     * @param openUntil until when, inclusive, some attempt can still get further; null if none can or all steps are done
     */
    record Attempt(long[] reachedAt, int start, Long openUntil) {
        /** Steps done, from 1. */
        public int steps() {
            return reachedAt.length;
        }
    }

    /**
     * The person's best attempt; empty if the person never began.
     *
     * @param events the person's events in order of time; of events at the same moment the first that can begin an attempt
     *     is the one that {@link Attempt#start} names. Events that are neither step nor exclusion matter to a strict funnel only.
     */
    Optional<Attempt> furthest(List<Event> events);

    /**
     * The matcher of a funnel.
     *
     * @param steps number of steps, 1 to 31
     * @throws UsageException for another number of steps
     */
    static FunnelMatcher of(int steps, FunnelRules rules) {
        if (steps < 1 || steps > 31) throw new UsageException("a funnel has 1 to 31 steps, not " + steps);
        return switch (rules.mode()) {
            case ORDERED -> new OrderedMatcher(steps, rules);
            case STRICT -> new StrictMatcher(steps, rules);
            case UNORDERED -> new UnorderedMatcher(steps, rules);
        };
    }
}
