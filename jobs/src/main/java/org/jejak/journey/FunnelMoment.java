package org.jejak.journey;

import java.util.*;
import org.jejak.journey.FunnelMatcher.Event;

/**
 * The events of one moment. They have no order among themselves.
 *
 * @param first place of the first of them among all events
 * @param events at least one, all at the same time
 */
record FunnelMoment(int first, List<Event> events) {
    /** All moments of events that are in the order of time. */
    static List<FunnelMoment> of(List<Event> events) {
        List<FunnelMoment> moments = new ArrayList<>();
        for (int from = 0, to; from < events.size(); from = to) {
            to = from + 1;
            while (to < events.size() && events.get(to).at() == events.get(from).at()) to++;
            moments.add(new FunnelMoment(from, events.subList(from, to)));
        }
        return moments;
    }

    long at() {
        return events.get(0).at();
    }

    /** The attempt that begins with the first event of step 1; null if there is none. */
    PartialAttempt start() {
        for (int i = 0; i < events.size(); i++)
            if ((events.get(i).steps() & 1) != 0) return new PartialAttempt(first + i, new long[] {at()});
        return null;
    }

    /** Whether the events can be the {@code by} steps after the first {@code length}, one event for each. */
    boolean canBe(int length, int by, int steps) {
        if (events.size() < by) return false;
        int wanted = ((1 << by) - 1) << length;
        StepAssignment assignment = new StepAssignment(steps);
        int found = 0;
        for (int i = 0; i < events.size() && found < by; i++)
            if (assignment.add(events.get(i).steps() & wanted)) found++;
        return found == by;
    }

    /** Whether each event fits one of the first steps. */
    boolean repeats(int length) {
        return events.stream().allMatch(e -> (e.steps() & (1 << length) - 1) != 0);
    }

    /** Whether any event is what the i-th exclusion excludes. */
    boolean isExcluded(int i) {
        return events.stream().anyMatch(e -> (e.exclusions() & 1 << i) != 0);
    }
}
