package org.jejak.journey;

import java.util.Arrays;

/**
 * What becomes, over some moments in a row, of attempts that had equally many steps done before. It is the same for all of them
 * whenever they started, so that it is worked out once for all starts; a run of moments is put together from shorter runs.
 *
 * @param furthest most steps that they get to, even if they are void then
 * @param since for each number of steps: place of the moment at which they got there and since when they are not void;
 *     {@link #UNCHANGED} for the steps that they had before, {@link #NEVER} where there is no such attempt in the end
 */
record AttemptOutcome(int furthest, int[] since) {
    /** As before: no step was added and nothing made it void. */
    static final int UNCHANGED = -1;
    /** No attempt has this many steps in the end. */
    static final int NEVER = Integer.MAX_VALUE;

    /** The outcome of attempts with {@code length} steps over no moments; of those that have not begun for 0. */
    static AttemptOutcome of(int length, int steps) {
        int[] since = new int[steps + 1];
        Arrays.fill(since, NEVER);
        if (length > 0) since[length] = UNCHANGED;
        return new AttemptOutcome(length, since);
    }

    /** For each number of steps before, the outcome over no moments. */
    static AttemptOutcome[] all(int steps) {
        AttemptOutcome[] outcomes = new AttemptOutcome[steps + 1];
        for (int length = 0; length <= steps; length++) outcomes[length] = of(length, steps);
        return outcomes;
    }

    /** The outcome when other moments follow. {@code next}: their outcomes by the number of steps before. */
    AttemptOutcome then(AttemptOutcome[] next) {
        int most = furthest;
        int[] after = new int[since.length];
        Arrays.fill(after, NEVER);
        for (int length = 1; length < since.length; length++) {
            if (since[length] == NEVER) continue;
            most = Math.max(most, next[length].furthest);
            for (int longer = length; longer < since.length; longer++) {
                int at = next[length].since[longer];
                // of several attempts with equally many steps the one that got there first goes on
                after[longer] = Math.min(after[longer], at == UNCHANGED ? since[length] : at);
            }
        }
        return new AttemptOutcome(most, after);
    }

    /** The outcomes by the number of steps before when other moments follow. */
    static AttemptOutcome[] then(AttemptOutcome[] first, AttemptOutcome[] next) {
        return Arrays.stream(first).map(o -> o.then(next)).toArray(AttemptOutcome[]::new);
    }

    /** Whether the attempts that got furthest are void, or none began. */
    boolean isVoid() {
        return furthest == 0 || since[furthest] == NEVER;
    }

    /** Place of the moment at which the attempt got furthest. */
    int at() {
        return since[furthest];
    }
}
