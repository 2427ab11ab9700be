package org.jejak.journey;

import java.util.*;

/** Unordered funnels: how many different steps were done within the window from the first of them, in any order. */
record UnorderedMatcher(int steps, FunnelRules rules) implements FunnelMatcher {
    @Override
    public Optional<Attempt> furthest(List<Event> events) {
        Map<Integer, List<Integer>> placesByFit = new LinkedHashMap<>();
        for (int i = 0; i < events.size(); i++) {
            int fits = events.get(i).steps();
            if (fits != 0)
                placesByFit.computeIfAbsent(fits, k -> new ArrayList<>()).add(i);
        }
        PartialAttempt best = null;
        long lastStart = Long.MIN_VALUE;
        Map<Integer, Integer> passed = new LinkedHashMap<>();
        NavigableSet<Long> excluded = new TreeSet<>();
        events.stream().filter(e -> e.exclusions() != 0).map(Event::at).forEach(excluded::add);
        for (int i = 0; i < events.size(); i++) {
            int fits = events.get(i).steps();
            if (fits == 0) continue;
            PartialAttempt attempt = attempt(i, events, placesByFit, passed);
            if (!isVoid(attempt, excluded)) {
                lastStart = attempt.startedAt();
                best = PartialAttempt.better(best, attempt);
            }
            passed.merge(fits, 1, Integer::sum);
        }
        if (best == null) return Optional.empty();
        return Optional.of(best.result(best.length() == steps ? null : lastStart + rules.window()));
    }

    /**
     * The attempt that begins with an event. Of events that fit the same steps no more than there are steps can matter. Events
     * are taken in the order of time as long as each step has one of its own, which gives the earliest times.
     *
     * @param placesByFit the steps that events fit, as bits, to the places of these events
     * @param passed how many of these places are before the start
     */
    private PartialAttempt attempt(
            int start, List<Event> events, Map<Integer, List<Integer>> placesByFit, Map<Integer, Integer> passed) {
        long end = events.get(start).at() + rules.window();
        List<Integer> candidates = new ArrayList<>();
        placesByFit.forEach((fits, places) -> {
            int first = passed.getOrDefault(fits, 0);
            for (int i = first; i < Math.min(places.size(), first + steps); i++)
                if (events.get(places.get(i)).at() <= end) candidates.add(places.get(i));
        });
        candidates.sort(null);
        StepAssignment assignment = new StepAssignment(steps);
        long[] times = new long[Math.min(steps, candidates.size())];
        int length = 0;
        for (int place : candidates) {
            if (length < times.length && assignment.add(events.get(place).steps()))
                times[length++] = events.get(place).at();
        }
        return new PartialAttempt(start, Arrays.copyOf(times, length));
    }

    /** Any exclusion after the start voids it: before its last step, or within the window if it never got there. */
    private boolean isVoid(PartialAttempt attempt, NavigableSet<Long> excluded) {
        Long first = excluded.higher(attempt.startedAt());
        long end = attempt.length() == steps ? attempt.lastAt() : attempt.startedAt() + rules.window() + 1;
        return first != null && first < end;
    }
}
