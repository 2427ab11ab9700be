package org.jejak.attribution;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A path as a cut from one customer's stream of touches: indices into the stream instead of channels ({@link Path} has
 * those). The touches that may have earned a conversion are chosen by {@link PathRules}. A touch that no conversion followed
 * within the look-back belongs to a null path. Whether it does depends only on that look-back: not on who the customer is,
 * and not on other conversions.
 *
 * <p>Invariants: touches ascend; a touch is on at most one null path, and on none if a conversion followed; without
 * {@code reset} a touch may be on the paths of many conversions. Cutting takes time by touches plus path lengths.
 *
 * @param touches indices of the touches, oldest first; empty for a conversion without any
 * @param conversion index of the conversion; -1 for none
 * @param outcomeAt when the outcome was known, in microseconds: the conversion, or the end of the look-back after the last
 *     touch (the last touch itself without a look-back)
 */
public record PathWindow(int[] touches, int conversion, long outcomeAt) {
    /**
     * Cuts a customer's touches into paths: first those to conversions, in their order, then null paths. They are handed out
     * one at a time, because together they may hold every touch many times.
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
            // both ends only move forward: each touch enters and leaves the look-back once
            while (to < touchedAt.length && touchedAt[to] <= at) to++;
            while (from < to && (touchedAt[from] <= after || !isWithin(touchedAt[from], at, rules.lookBack()))) from++;
            paths.accept(new PathWindow(last(touchedAt, isView, from, to, at, rules), c, at));
        }
        cutNulls(touchedAt, isView, convertedAt, rules, paths);
    }

    /**
     * The last {@code maxTouches} of the touches from {@code from} to before {@code to}, without views that lie outside of
     * the view window before {@code at}.
     */
    private static int[] last(long[] touchedAt, boolean[] isView, int from, int to, long at, PathRules rules) {
        int[] touches = new int[Math.min(to - from, rules.maxTouches())];
        int begin = touches.length;
        for (int t = to - 1; t >= from && begin > 0; t--)
            if (!isView[t] || isWithin(touchedAt[t], at, rules.viewWindow())) touches[--begin] = t;
        return Arrays.copyOfRange(touches, begin, touches.length);
    }

    /**
     * Null paths. A run of touches from {@code from} to before {@code to} ends at a conversion, at a touch that a conversion
     * followed within the look-back, or when the look-back after its first touch is over; the next touch starts another.
     */
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
            // a touch that was followed ends the run before it, and is on no null path itself: the run stays empty
            if (!goesOn) {
                if (from < to) paths.accept(nullPath(touchedAt, isView, from, to, rules));
                from = t;
            }
            to = followed ? from : t + 1;
        }
        if (from < to) paths.accept(nullPath(touchedAt, isView, from, to, rules));
    }

    /** The path of a run of touches that led to nothing: known when the look-back after the last one has passed. */
    private static PathWindow nullPath(long[] touchedAt, boolean[] isView, int from, int to, PathRules rules) {
        long last = touchedAt[to - 1];
        long known = rules.lookBack() == Long.MAX_VALUE ? last : last + rules.lookBack();
        return new PathWindow(last(touchedAt, isView, from, to, last, rules), -1, known);
    }

    /** Whether a limit holds from one time to a later one, the end included; Long.MAX_VALUE is no limit. */
    private static boolean isWithin(long from, long to, long limit) {
        return limit == Long.MAX_VALUE || to - from <= limit;
    }
}
