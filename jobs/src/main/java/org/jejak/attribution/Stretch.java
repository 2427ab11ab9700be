package org.jejak.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Touches of one customer with one outcome. What led to a conversion is told by {@link PathRules}; touches that no
 * conversion followed within the look-back make null paths, whoever the customer is and whatever came before or later.
 *
 * @param touches places of the touches, oldest first; empty for a conversion without any
 * @param conversion place of the conversion; -1 for none
 * @param outcomeAt when the outcome was known, in microseconds: the conversion, or the end of the look-back after the last
 *     touch (the last touch itself without a look-back)
 */
public record Stretch(int[] touches, int conversion, long outcomeAt) {
    /**
     * Cuts a customer's touches into paths. A null path is a run of touches without a conversion, or touch that a conversion
     * followed, between them, from a first touch on as long as the look-back lasts.
     *
     * @param touchedAt times of the touches in microseconds, ascending
     * @param isView whether a touch was only seen
     * @param convertedAt times of the conversions, ascending and distinct
     */
    public static List<Stretch> of(long[] touchedAt, boolean[] isView, long[] convertedAt, PathRules rules) {
        List<Stretch> stretches = new ArrayList<>();
        for (int c = 0; c < convertedAt.length; c++) {
            long at = convertedAt[c];
            long after = rules.reset() && c > 0 ? convertedAt[c - 1] : Long.MIN_VALUE;
            int[] touches = IntStream.range(0, touchedAt.length)
                    .filter(t -> touchedAt[t] <= at
                            && touchedAt[t] > after
                            && isWithin(touchedAt[t], at, rules.lookBack())
                            && (!isView[t] || isWithin(touchedAt[t], at, rules.viewWindow())))
                    .toArray();
            stretches.add(new Stretch(last(touches, rules.maxTouches()), c, at));
        }
        addNulls(stretches, touchedAt, isView, convertedAt, rules);
        return stretches;
    }

    private static void addNulls(
            List<Stretch> stretches, long[] touchedAt, boolean[] isView, long[] convertedAt, PathRules rules) {
        List<Integer> run = new ArrayList<>();
        int next = 0;
        for (int t = 0; t < touchedAt.length; t++) {
            int before = next;
            while (next < convertedAt.length && convertedAt[next] < touchedAt[t]) next++;
            boolean followed = next < convertedAt.length && isWithin(touchedAt[t], convertedAt[next], rules.lookBack());
            boolean goesOn = !run.isEmpty()
                    && next == before
                    && !followed
                    && isWithin(touchedAt[run.get(0)], touchedAt[t], rules.lookBack());
            if (!goesOn) end(run, stretches, touchedAt, isView, rules);
            if (!followed) run.add(t);
        }
        end(run, stretches, touchedAt, isView, rules);
    }

    private static void end(
            List<Integer> run, List<Stretch> stretches, long[] touchedAt, boolean[] isView, PathRules rules) {
        if (run.isEmpty()) return;
        long last = touchedAt[run.get(run.size() - 1)];
        int[] touches = run.stream()
                .filter(t -> !isView[t] || isWithin(touchedAt[t], last, rules.viewWindow()))
                .mapToInt(Integer::intValue)
                .toArray();
        run.clear();
        long known = rules.lookBack() == Long.MAX_VALUE ? last : last + rules.lookBack();
        stretches.add(new Stretch(last(touches, rules.maxTouches()), -1, known));
    }

    private static boolean isWithin(long from, long to, long limit) {
        return limit == Long.MAX_VALUE || to - from <= limit;
    }

    private static int[] last(int[] touches, int count) {
        return touches.length <= count ? touches : Arrays.copyOfRange(touches, touches.length - count, touches.length);
    }
}
