package org.jejak.journey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jejak.config.FunnelSettings.Mode;

/**
 * Finds how far one person got in a funnel. Plain Java over the person's events.
 *
 * <p>An attempt begins with an event of step 1 (unordered: of any step) and may take the window, inclusive: a step exactly
 * the window after the start still counts. Each event is used once, also when it would fit several steps. Events of the same
 * moment have no order of their own: whichever helps the attempt is taken. Ordered attempts may have anything between their
 * steps; strict ones nothing at all, so that a step seen twice in a row ends them (A B B C stops at B; A A B goes through,
 * from the second A); unordered ones count how many different steps were done.
 *
 * <p>Of several attempts the one counts that got furthest; of those the one that got there first; of those the one that
 * started last, with each step at its earliest.
 */
public final class FunnelSearch {
    /**
     * One event of the person.
     *
     * @param at microseconds since 1970
     * @param steps bit i set: the event fits step i + 1; 0 for an event that is no step
     */
    public record Event(long at, int steps) {}

    /**
     * How far the person got.
     *
     * @param reachedAt microseconds since 1970 at which step 1, 2, ... was done; at least one
     * @param start place of the event that began the attempt, in the list as it was given
     * @param openUntil until when, inclusive, some attempt can still get further; null if none can or all steps are done
     */
    public record Attempt(long[] reachedAt, int start, Long openUntil) {
        /** Steps done, from 1. */
        public int steps() {
            return reachedAt.length;
        }
    }

    /** An unfinished attempt: where it started and when it did each step. */
    private record Chain(int start, long[] times) {
        long startedAt() {
            return times[0];
        }

        int length() {
            return times.length;
        }

        Chain extended(int by, long at) {
            long[] longer = Arrays.copyOf(times, times.length + by);
            Arrays.fill(longer, times.length, longer.length, at);
            return new Chain(start, longer);
        }
    }

    private final int steps;
    private final Mode mode;
    private final long window;

    /**
     * A funnel.
     *
     * @param steps number of steps, 1 to 31
     * @param mode order
     * @param window longest time from the first step to the last, in microseconds
     */
    public FunnelSearch(int steps, Mode mode, long window) {
        if (steps < 1 || steps > 31) throw new IllegalArgumentException("a funnel has 1 to 31 steps, not " + steps);
        this.steps = steps;
        this.mode = mode;
        this.window = window;
    }

    /**
     * The person's best attempt; empty if the person never began.
     *
     * @param events the person's events in order of time; of events at the same moment the first that can begin an attempt
     *     is the one that {@link Attempt#start} names. Events that are no step matter to a strict funnel only.
     */
    public Optional<Attempt> furthest(List<Event> events) {
        return mode == Mode.UNORDERED ? unordered(events) : inOrder(events);
    }

    private Optional<Attempt> inOrder(List<Event> events) {
        Chain[] running = new Chain[steps + 1];
        Chain best = null;
        for (int from = 0; from < events.size(); ) {
            int to = from;
            while (to < events.size() && events.get(to).at() == events.get(from).at()) to++;
            Chain[] reached = new Chain[steps + 1];
            Chain[] alive = mode == Mode.STRICT ? new Chain[steps + 1] : running.clone();
            extend(events, from, to, running, reached, alive);
            for (int length = steps; length > (best == null ? 0 : best.length()); length--) {
                if (reached[length] != null) best = reached[length];
            }
            running = alive;
            if (best != null && best.length() == steps) return Optional.of(new Attempt(best.times, best.start, null));
            from = to;
        }
        if (best == null) return Optional.empty();
        Chain last = Arrays.stream(running)
                .filter(c -> c != null)
                .max(Comparator.comparingLong(Chain::startedAt))
                .orElse(null);
        return Optional.of(new Attempt(best.times, best.start, last == null ? null : last.startedAt() + window));
    }

    /**
     * Takes in the events of one moment.
     *
     * @param running the last started attempt of each length before
     * @param reached filled with the last started attempt that reaches each length at this moment
     * @param alive brought up to date: attempts that can go on after this moment
     */
    private void extend(List<Event> events, int from, int to, Chain[] running, Chain[] reached, Chain[] alive) {
        long now = events.get(from).at();
        for (int length = steps - 1; length >= 0; length--) {
            Chain chain = length == 0 ? starting(events, from, to) : running[length];
            if (chain == null || now - chain.startedAt() > window) continue;
            for (int by = 1; length + by <= steps && canTake(length, by, events, from, to); by++) {
                int longest = length + by;
                Chain longer = chain.extended(longest - chain.length(), now);
                reached[longest] = later(reached[longest], longer);
                boolean goesOn = mode != Mode.STRICT || length == 0 || by == to - from;
                if (goesOn) alive[longest] = later(alive[longest], longer);
            }
        }
    }

    /** Whether the events of one moment can be the {@code by} steps after the first {@code length}, one event for each. */
    private boolean canTake(int length, int by, List<Event> events, int from, int to) {
        if (to - from < by) return false;
        int wanted = ((1 << by) - 1) << length;
        Assignment assignment = new Assignment();
        int found = 0;
        for (int i = from; i < to && found < by; i++)
            if (assignment.add(events.get(i).steps() & wanted)) found++;
        return found == by;
    }

    private static Chain starting(List<Event> events, int from, int to) {
        for (int i = from; i < to; i++)
            if ((events.get(i).steps() & 1) != 0)
                return new Chain(i, new long[] {events.get(i).at()});
        return null;
    }

    /** The attempt that started later; of two from the same moment the known one, whose steps are earlier. */
    private static Chain later(Chain known, Chain other) {
        return known == null || other.startedAt() > known.startedAt() ? other : known;
    }

    private Optional<Attempt> unordered(List<Event> events) {
        Map<Integer, List<Integer>> byKind = new LinkedHashMap<>();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).steps() != 0)
                byKind.computeIfAbsent(events.get(i).steps(), k -> new ArrayList<>())
                        .add(i);
        }
        Chain best = null;
        long lastStart = Long.MIN_VALUE;
        Map<Integer, Integer> passed = new LinkedHashMap<>();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).steps() == 0) continue;
            lastStart = events.get(i).at();
            best = better(best, from(i, events, byKind, passed));
            passed.merge(events.get(i).steps(), 1, Integer::sum);
        }
        if (best == null) return Optional.empty();
        return Optional.of(new Attempt(best.times, best.start, best.length() == steps ? null : lastStart + window));
    }

    /**
     * The unordered attempt that begins with an event. Of events that fit the same steps no more than there are steps can
     * matter. Events are taken in order of time as long as each step has one of its own, which gives the earliest times.
     */
    private Chain from(
            int start, List<Event> events, Map<Integer, List<Integer>> byKind, Map<Integer, Integer> passed) {
        long end = events.get(start).at() + window;
        List<Integer> candidates = new ArrayList<>();
        byKind.forEach((kind, places) -> {
            int first = passed.getOrDefault(kind, 0);
            for (int i = first; i < Math.min(places.size(), first + steps); i++)
                if (events.get(places.get(i)).at() <= end) candidates.add(places.get(i));
        });
        candidates.sort(null);
        Assignment assignment = new Assignment();
        long[] times = new long[Math.min(steps, candidates.size())];
        int length = 0;
        for (int place : candidates) {
            if (length < times.length && assignment.add(events.get(place).steps()))
                times[length++] = events.get(place).at();
        }
        return new Chain(start, Arrays.copyOf(times, length));
    }

    private static Chain better(Chain known, Chain other) {
        if (known == null || other.length() > known.length()) return other;
        if (other.length() < known.length()) return known;
        int completed = Long.compare(other.times[other.length() - 1], known.times[known.length() - 1]);
        return completed < 0 || completed == 0 && other.startedAt() > known.startedAt() ? other : known;
    }

    /** Gives events to steps, one to each, for as many as possible; adding an event never takes a step's event away. */
    private final class Assignment {
        private final int[] kindOf = new int[steps];

        /** Whether one more step has an event now. */
        boolean add(int kind) {
            return place(kind, new boolean[steps]);
        }

        private boolean place(int kind, boolean[] tried) {
            for (int step = 0; step < steps; step++) {
                if ((kind & 1 << step) == 0 || tried[step]) continue;
                tried[step] = true;
                if (kindOf[step] == 0 || place(kindOf[step], tried)) {
                    kindOf[step] = kind;
                    return true;
                }
            }
            return false;
        }
    }
}
