package org.jejak.journey;

import java.util.*;

/** Ordered funnels: anything may lie between two steps, except what an exclusion names. */
final class OrderedMatcher extends SequenceMatcher {
    OrderedMatcher(int steps, FunnelRules rules) {
        super(steps, rules);
    }

    @Override
    PartialAttempt[] unchanged(PartialAttempt[] running, FunnelMoment now) {
        return running.clone();
    }

    @Override
    boolean goesOn(FunnelMoment now, int used, int length) {
        return true;
    }

    @Override
    public Optional<Attempt> furthest(List<Event> events) {
        return rules.exclusions().isEmpty() ? super.furthest(events) : furthestOfEachStart(events);
    }

    /**
     * With exclusions each start counts for itself, since a later one may be void and an earlier one not. Starts are taken in runs
     * that lie in one window: what follows up to the end of the run is gathered backwards, what follows that forwards, so that
     * each moment is looked at twice, however many starts it follows.
     */
    private Optional<Attempt> furthestOfEachStart(List<Event> events) {
        List<FunnelMoment> moments = FunnelMoment.of(events);
        AttemptOutcome best = null;
        int bestStart = -1;
        int lastStart = -1;
        for (int from = 0, next; from < moments.size(); from = next) {
            next = windowEnd(moments, from, from);
            AttemptOutcome[] toEnd = outcomes(moments, from, next);
            AttemptOutcome[] beyond = AttemptOutcome.all(steps);
            for (int start = from, end = next; start < next; start++) {
                for (int to = windowEnd(moments, start, end); end < to; end++)
                    beyond = AttemptOutcome.then(beyond, outcomes(moments.get(end), end));
                AttemptOutcome outcome = toEnd[start - from].then(beyond);
                if (outcome.isVoid()) continue;
                if (outcome.furthest() < steps) lastStart = start;
                if (isBetter(outcome, best)) {
                    best = outcome;
                    bestStart = start;
                }
            }
        }
        if (best == null) return Optional.empty();
        PartialAttempt attempt = attempt(moments.subList(bestStart, moments.size()));
        boolean isOpen = attempt.length() < steps;
        return Optional.of(attempt.result(isOpen ? moments.get(lastStart).at() + rules.window() : null));
    }

    /** Place after the last moment within the window of a start; {@code known} is no later than that. */
    private int windowEnd(List<FunnelMoment> moments, int start, int known) {
        int end = known;
        while (end < moments.size()
                && moments.get(end).at() - moments.get(start).at() <= rules.window()) end++;
        return end;
    }

    /** For each moment what becomes of the attempt that begins there, up to the last of the moments. */
    private AttemptOutcome[] outcomes(List<FunnelMoment> moments, int from, int to) {
        AttemptOutcome[] begun = new AttemptOutcome[to - from];
        AttemptOutcome[] rest = AttemptOutcome.all(steps);
        for (int i = to - 1; i >= from; i--) {
            rest = AttemptOutcome.then(outcomes(moments.get(i), i), rest);
            begun[i - from] = rest[0];
        }
        return begun;
    }

    /** What a moment does to attempts, by the steps that they had before; 0 for those that begin there. */
    private AttemptOutcome[] outcomes(FunnelMoment now, int place) {
        AttemptOutcome[] outcomes = new AttemptOutcome[steps + 1];
        for (int length = 0; length <= steps; length++) {
            int[] since = AttemptOutcome.of(length, steps).since();
            if (isVoid(length, length, now)) since[length] = AttemptOutcome.NEVER;
            int longest = length;
            while (longest < most(length) && now.canBe(length, longest + 1 - length, steps)) {
                longest++;
                if (!isVoid(length, longest, now)) since[longest] = place;
            }
            outcomes[length] = new AttemptOutcome(longest, since);
        }
        return outcomes;
    }

    /** More steps, then the one that got there first, then the one that started last, which is the one that comes later here. */
    private static boolean isBetter(AttemptOutcome other, AttemptOutcome known) {
        if (known == null || other.furthest() != known.furthest())
            return known == null || other.furthest() > known.furthest();
        return other.at() <= known.at();
    }

    /** How far the attempt that begins at the first of some moments gets; it is not void. */
    private PartialAttempt attempt(List<FunnelMoment> moments) {
        PartialAttempt start = moments.get(0).start();
        PartialAttempt[] running = new PartialAttempt[steps + 1];
        int furthest = 0;
        for (FunnelMoment now : moments) {
            if (now.at() - start.startedAt() > rules.window()) break;
            PartialAttempt[] alive = running.clone();
            for (int length = 1; length <= steps; length++) if (isVoid(length, length, now)) alive[length] = null;
            PartialAttempt begins = now == moments.get(0) ? start : null;
            furthest = Math.max(furthest, extend(now, running, begins, new PartialAttempt[steps + 1], alive));
            running = alive;
            if (furthest == steps) break;
        }
        return running[furthest];
    }

    /** An exclusion counts from after the moment of its first step to before the moment of its second. */
    @Override
    boolean isVoid(int before, int length, FunnelMoment now) {
        for (int i = 0; i < rules.exclusions().size(); i++) {
            FunnelRules.Exclusion exclusion = rules.exclusions().get(i);
            if (before >= exclusion.from() && length < exclusion.to() && now.isExcluded(i)) return true;
        }
        return false;
    }
}
