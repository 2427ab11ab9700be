package org.jejak.journey;

/**
 * Strict funnels: nothing at all may lie between two steps, so that a step seen twice in a row ends an attempt (A B B C stops at
 * B; A A B goes through, from the second A). With {@link FunnelRules#repeats} steps already done may be done again.
 */
final class StrictMatcher extends SequenceMatcher {
    StrictMatcher(int steps, FunnelRules rules) {
        super(steps, rules);
    }

    @Override
    PartialAttempt[] unchanged(PartialAttempt[] running, FunnelMoment now) {
        PartialAttempt[] alive = new PartialAttempt[steps + 1];
        for (int length = 1; length <= steps; length++)
            if (rules.repeats() && now.repeats(length)) alive[length] = running[length];
        return alive;
    }

    /** Events of the moment that are no steps of the attempt lie between, unless they are allowed repeats. */
    @Override
    boolean goesOn(FunnelMoment now, int used, int length) {
        return used == now.events().size() || rules.repeats() && now.repeats(length);
    }
}
