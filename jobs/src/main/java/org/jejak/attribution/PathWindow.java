package org.jejak.attribution;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Touches of one customer with one outcome. What led to a conversion is told by {@link PathRules}; touches that no
 * conversion followed within the look-back make null paths, whoever the customer is and whatever came before or later.
 *
 * @param touches places of the touches, oldest first; empty for a conversion without any
 * @param conversion place of the conversion; -1 for none
 * @param outcomeAt when the outcome was known, in microseconds: the conversion, or the end of the look-back after the last
 *     touch (the last touch itself without a look-back)
 */
public record PathWindow(int[] touches, int conversion, long outcomeAt) {
    /**
     * Cuts a customer's touches into paths, one at a time: together they may hold every touch many times. First come those to
     * conversions, then null paths. A null path is a run of touches without a conversion, or touch that a conversion
     * followed, between them, from a first touch on as long as the look-back lasts.
     *
     * @param touchedAt times of the touches in microseconds, ascending
     * @param isView whether a touch was only seen
     * @param convertedAt times of the conversions, ascending and distinct
     * @param paths takes each path
     */
    public static void cut(
            long[] touchedAt, boolean[] isView, long[] convertedAt, PathRules rules, Consumer<PathWindow> paths) {
        int from = 0;
        int to = 0;
        for (int c = 0; c < convertedAt.length; c++) {
            long at = convertedAt[c];
            long after = rules.reset() && c > 0 ? convertedAt[c - 1] : Long.MIN_VALUE;
            while (to < touchedAt.length && touchedAt[to] <= at) to++;
            while (from < to && (touchedAt[from] <= after || !isWithin(touchedAt[from], at, rules.lookBack()))) from++;
            paths.accept(new PathWindow(last(touchedAt, isView, from, to, at, rules), c, at));
        }
        cutNulls(touchedAt, isView, convertedAt, rules, paths);
    }

    /** The last touches from {@code from} to before {@code to} that count, as many as may. */
    private static int[] last(long[] touchedAt, boolean[] isView, int from, int to, long at, PathRules rules) {
        int[] touches = new int[Math.min(to - from, rules.maxTouches())];
        int begin = touches.length;
        for (int t = to - 1; t >= from && begin > 0; t--)
            if (!isView[t] || isWithin(touchedAt[t], at, rules.viewWindow())) touches[--begin] = t;
        return Arrays.copyOfRange(touches, begin, touches.length);
    }

    private static void cutNulls(
            long[] touchedAt, boolean[] isView, long[] convertedAt, PathRules rules, Consumer<PathWindow> paths) {
        int from = 0;
        int to = 0;
        int next = 0;
        for (int t = 0; t < touchedAt.length; t++) {
            int before = next;
            while (next < convertedAt.length && convertedAt[next] < touchedAt[t]) next++;
            boolean followed = next < convertedAt.length && isWithin(touchedAt[t], convertedAt[next], rules.lookBack());
            boolean goesOn = from < to
                    && next == before
                    && !followed
                    && isWithin(touchedAt[from], touchedAt[t], rules.lookBack());
            if (!goesOn) {
                if (from < to) paths.accept(ofNobody(touchedAt, isView, from, to, rules));
                from = t;
            }
            to = followed ? from : t + 1;
        }
        if (from < to) paths.accept(ofNobody(touchedAt, isView, from, to, rules));
    }

    private static PathWindow ofNobody(long[] touchedAt, boolean[] isView, int from, int to, PathRules rules) {
        long last = touchedAt[to - 1];
        long known = rules.lookBack() == Long.MAX_VALUE ? last : last + rules.lookBack();
        return new PathWindow(last(touchedAt, isView, from, to, last, rules), -1, known);
    }

    private static boolean isWithin(long from, long to, long limit) {
        return limit == Long.MAX_VALUE || to - from <= limit;
    }
}
