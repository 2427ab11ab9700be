package org.jejak.journey;

import java.util.*;

/**
 * What ordered and strict funnels have in common: steps are done one after the other.
 *
 * <p>Moment by moment, attempts are kept by the number of steps they have done. Of several with equally many steps only the one
 * that started last goes on: whatever may still happen serves it as well as the others, and it has the most time left.
 */
abstract class SequenceMatcher implements FunnelMatcher {
    final int steps;
    final FunnelRules rules;

    SequenceMatcher(int steps, FunnelRules rules) {
        this.steps = steps;
        this.rules = rules;
    }

    /** The attempts, by steps done, that can go on after a moment that added nothing to them. */
    abstract PartialAttempt[] unchanged(PartialAttempt[] running, FunnelMoment now);

    /**
     * Whether an attempt that took in events of a moment can go on after it.
     *
     * @param used how many of the events are steps of the attempt
     * @param length steps that it has done now
     */
    abstract boolean goesOn(FunnelMoment now, int used, int length);

    /** Whether a moment voids an attempt that had {@code before} steps before it and has {@code length} after. */
    boolean isVoid(int before, int length, FunnelMoment now) {
        return false;
    }

    /** Most steps that an attempt can have after a moment before which it had some. */
    int most(int before) {
        return rules.rising() ? Math.min(before + 1, steps) : steps;
    }

    @Override
    public Optional<Attempt> furthest(List<Event> events) {
        PartialAttempt[] running = new PartialAttempt[steps + 1];
        PartialAttempt best = null;
        for (FunnelMoment now : FunnelMoment.of(events)) {
            PartialAttempt[] reached = new PartialAttempt[steps + 1];
            PartialAttempt[] alive = unchanged(running, now);
            extend(now, running, now.start(), reached, alive);
            for (int length = steps; length > (best == null ? 0 : best.length()); length--) {
                if (reached[length] != null) best = reached[length];
            }
            if (best != null && best.length() == steps) return Optional.of(best.result(null));
            running = alive;
        }
        if (best == null) return Optional.empty();
        Long openUntil = Arrays.stream(running)
                .filter(Objects::nonNull)
                .map(a -> a.startedAt() + rules.window())
                .max(Long::compare)
                .orElse(null);
        return Optional.of(best.result(openUntil));
    }

    /**
     * Takes in the events of one moment. Longer attempts come first, so that none is extended twice by the same events.
     *
     * @param running the last started attempt of each length before
     * @param start an attempt that may begin at this moment, or null
     * @param reached filled with the last started attempt that reaches each length at this moment
     * @param alive brought up to date: attempts that can go on after this moment
     * @return most steps that an attempt has now, even if it is void; 0 if none got further
     */
    int extend(
            FunnelMoment now,
            PartialAttempt[] running,
            PartialAttempt start,
            PartialAttempt[] reached,
            PartialAttempt[] alive) {
        int furthest = 0;
        for (int length = steps - 1; length >= 0; length--) {
            PartialAttempt before = length == 0 ? start : running[length];
            if (before == null || now.at() - before.startedAt() > rules.window()) continue;
            for (int by = 1; length + by <= most(length) && now.canBe(length, by, steps); by++) {
                int longest = length + by;
                // a start has its first step already
                PartialAttempt longer = before.extended(longest - before.length(), now.at());
                furthest = Math.max(furthest, longest);
                if (isVoid(length, longest, now)) continue;
                reached[longest] = PartialAttempt.later(reached[longest], longer);
                if (length == 0 || goesOn(now, by, longest))
                    alive[longest] = PartialAttempt.later(alive[longest], longer);
            }
        }
        return furthest;
    }
}
