package org.jejak.journey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jejak.config.FunnelSettings.Mode;
import org.jejak.config.UsageException;

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
 *
 * <p>An exclusion voids the attempts in which it happens. A person whose attempts are all void is not in the funnel, not even at
 * its first step.
 */
public final class FunnelMatcher {
    /**
     * One event of the person.
     *
     * @param at microseconds since 1970
     * @param steps bit i set: the event fits step i + 1; 0 for an event that is no step
     * @param exclusions bit i set: the event is what the i-th exclusion excludes
     */
    public record Event(long at, int steps, int exclusions) {
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
    private final FunnelRules rules;
    private final Mode mode;
    private final long window;

    /**
     * A funnel.
     *
     * @param steps number of steps, 1 to 31
     * @param mode order
     * @param window longest time from the first step to the last, in microseconds
     */
    public FunnelMatcher(int steps, Mode mode, long window) {
        this(steps, new FunnelRules(mode, window));
    }

    /** A funnel with 1 to 31 steps. */
    public FunnelMatcher(int steps, FunnelRules rules) {
        if (steps < 1 || steps > 31) throw new UsageException("a funnel has 1 to 31 steps, not " + steps);
        this.steps = steps;
        this.rules = rules;
        this.mode = rules.mode();
        this.window = rules.window();
    }

    /**
     * The person's best attempt; empty if the person never began.
     *
     * @param events the person's events in order of time; of events at the same moment the first that can begin an attempt
     *     is the one that {@link Attempt#start} names. Events that are neither step nor exclusion matter to a strict funnel only.
     */
    public Optional<Attempt> furthest(List<Event> events) {
        if (mode == Mode.UNORDERED) return unordered(events);
        return rules.exclusions().isEmpty() ? inOrder(events) : undisturbed(events);
    }

    private Optional<Attempt> inOrder(List<Event> events) {
        Chain[] running = new Chain[steps + 1];
        Chain best = null;
        for (int from = 0; from < events.size(); ) {
            int to = endOfMoment(events, from);
            Chain[] reached = new Chain[steps + 1];
            Chain[] alive = mode == Mode.STRICT ? repeated(events, from, to, running) : running.clone();
            extend(events, from, to, running, starting(events, from, to), reached, alive);
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

    private static int endOfMoment(List<Event> events, int from) {
        int to = from;
        while (to < events.size() && events.get(to).at() == events.get(from).at()) to++;
        return to;
    }

    /** The attempts that the events of a moment leave as they are: those whose steps they repeat, where that is allowed. */
    private Chain[] repeated(List<Event> events, int from, int to, Chain[] running) {
        Chain[] alive = new Chain[steps + 1];
        for (int length = 1; length <= steps; length++)
            if (rules.repeats() && repeats(events, from, to, length)) alive[length] = running[length];
        return alive;
    }

    /** Whether each of some events fits one of the first steps. */
    private static boolean repeats(List<Event> events, int from, int to, int length) {
        return events.subList(from, to).stream().allMatch(e -> (e.steps() & (1 << length) - 1) != 0);
    }

    /** Ordered attempts with exclusions. Each start is looked at by itself, since a later one may be void and an earlier one not. */
    private Optional<Attempt> undisturbed(List<Event> events) {
        Chain best = null;
        Long openUntil = null;
        for (int from = 0; from < events.size(); from = endOfMoment(events, from)) {
            Chain start = starting(events, from, endOfMoment(events, from));
            if (start == null) continue;
            Chain chain = attempt(events, from, start);
            if (chain == null) continue;
            best = better(best, chain);
            if (chain.length() < steps) openUntil = start.startedAt() + window;
        }
        if (best == null) return Optional.empty();
        return Optional.of(new Attempt(best.times, best.start, best.length() == steps ? null : openUntil));
    }

    /** How far an ordered attempt got from one start; null if it is void. */
    private Chain attempt(List<Event> events, int first, Chain start) {
        Chain[] running = new Chain[steps + 1];
        int furthest = 0;
        for (int from = first; from < events.size() && events.get(from).at() - start.startedAt() <= window; ) {
            int to = endOfMoment(events, from);
            Chain[] alive = running.clone();
            for (int length = 1; length <= steps; length++)
                if (isVoid(alive[length], events, from, to)) alive[length] = null;
            int reached = extend(events, from, to, running, from == first ? start : null, new Chain[steps + 1], alive);
            furthest = Math.max(furthest, reached);
            if (furthest == steps) return alive[steps];
            running = alive;
            from = to;
        }
        return running[furthest];
    }

    /** Whether the events of one moment void an attempt that has got so far by then. */
    private boolean isVoid(Chain chain, List<Event> events, int from, int to) {
        if (chain == null) return false;
        for (int i = 0; i < rules.exclusions().size(); i++) {
            FunnelRules.Exclusion exclusion = rules.exclusions().get(i);
            int bit = 1 << i;
            if (chain.length() >= exclusion.from()
                    && chain.length() < exclusion.to()
                    && chain.times[exclusion.from() - 1] < events.get(from).at()
                    && events.subList(from, to).stream().anyMatch(e -> (e.exclusions() & bit) != 0)) return true;
        }
        return false;
    }

    /**
     * Takes in the events of one moment.
     *
     * @param running the last started attempt of each length before
     * @param start an attempt that may begin at this moment, or null
     * @param reached filled with the last started attempt that reaches each length at this moment
     * @param alive brought up to date: attempts that can go on after this moment
     * @return most steps that an attempt has now, even if it is void; 0 if none got further
     */
    private int extend(
            List<Event> events, int from, int to, Chain[] running, Chain start, Chain[] reached, Chain[] alive) {
        long now = events.get(from).at();
        int furthest = 0;
        for (int length = steps - 1; length >= 0; length--) {
            Chain chain = length == 0 ? start : running[length];
            if (chain == null || now - chain.startedAt() > window) continue;
            int most = rules.rising() ? Math.min(length + 1, steps) : steps;
            for (int by = 1; length + by <= most && canTake(length, by, events, from, to); by++) {
                int longest = length + by;
                Chain longer = chain.extended(longest - chain.length(), now);
                furthest = Math.max(furthest, longest);
                if (isVoid(longer, events, from, to)) continue;
                reached[longest] = later(reached[longest], longer);
                boolean goesOn = mode != Mode.STRICT
                        || length == 0
                        || by == to - from
                        || rules.repeats() && repeats(events, from, to, longest);
                if (goesOn) alive[longest] = later(alive[longest], longer);
            }
        }
        return furthest;
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
            Chain chain = from(i, events, byKind, passed);
            if (!isVoid(chain, events)) {
                lastStart = events.get(i).at();
                best = better(best, chain);
            }
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

    private boolean isVoid(Chain chain, List<Event> events) {
        if (rules.exclusions().isEmpty()) return false;
        long end = chain.length() == steps ? chain.times[steps - 1] : chain.startedAt() + window + 1;
        return events.stream().anyMatch(e -> e.exclusions() != 0 && e.at() > chain.startedAt() && e.at() < end);
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
