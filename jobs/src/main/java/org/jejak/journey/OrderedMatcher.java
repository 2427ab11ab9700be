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

    /** With exclusions each start is followed by itself, since a later one may be void and an earlier one not. */
    private Optional<Attempt> furthestOfEachStart(List<Event> events) {
        List<FunnelMoment> moments = FunnelMoment.of(events);
        PartialAttempt best = null;
        Long openUntil = null;
        for (int i = 0; i < moments.size(); i++) {
            PartialAttempt start = moments.get(i).start();
            PartialAttempt attempt = start == null ? null : attempt(moments.subList(i, moments.size()), start);
            if (attempt == null) continue;
            best = PartialAttempt.better(best, attempt);
            if (attempt.length() < steps) openUntil = start.startedAt() + rules.window();
        }
        if (best == null) return Optional.empty();
        return Optional.of(best.result(best.length() == steps ? null : openUntil));
    }

    /** How far an attempt got from a start at the first of some moments; null if it is void. */
    private PartialAttempt attempt(List<FunnelMoment> moments, PartialAttempt start) {
        PartialAttempt[] running = new PartialAttempt[steps + 1];
        int furthest = 0;
        for (FunnelMoment now : moments) {
            if (now.at() - start.startedAt() > rules.window()) break;
            PartialAttempt[] alive = running.clone();
            for (int length = 1; length <= steps; length++)
                if (alive[length] != null && isVoid(alive[length], now)) alive[length] = null;
            PartialAttempt begins = now == moments.get(0) ? start : null;
            furthest = Math.max(furthest, extend(now, running, begins, new PartialAttempt[steps + 1], alive));
            running = alive;
            if (furthest == steps) break;
        }
        return running[furthest];
    }

    /** An exclusion counts from after the moment of its first step to before the moment of its second. */
    @Override
    boolean isVoid(PartialAttempt attempt, FunnelMoment now) {
        for (int i = 0; i < rules.exclusions().size(); i++) {
            FunnelRules.Exclusion exclusion = rules.exclusions().get(i);
            boolean isBetween = attempt.length() >= exclusion.from()
                    && attempt.length() < exclusion.to()
                    && attempt.times()[exclusion.from() - 1] < now.at();
            if (isBetween && now.isExcluded(i)) return true;
        }
        return false;
    }
}
