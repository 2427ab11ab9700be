package org.jejak.retention;

import java.io.Serializable;
import java.util.List;

/**
 * Days since the customer's first day, cut into numbered windows.
 *
 * @param kind rolling or bracket
 * @param bounds bracket: first day of each window and the day after the last; null for rolling
 * @param length rolling: days of each window; 0 for brackets
 */
record Window(String kind, List<Integer> bounds, int length) implements Serializable {
    /** Windows of equal length without end. */
    static Window rolling(int days) {
        return new Window("rolling", null, days);
    }

    /** Day 0, then windows from each bound to the day before the next: 1, 7, 30 gives 0, 1 to 6, 7 to 29. */
    static Window brackets(List<Integer> bounds) {
        return new Window("bracket", bounds, 0);
    }

    /** The window of a day; -1 after the last. */
    int index(int day) {
        if (bounds == null) return day / length;
        if (day >= bounds.get(bounds.size() - 1)) return -1;
        int i = 0;
        while (day >= bounds.get(i)) i++;
        return i;
    }

    /** First day of a window. */
    int from(int index) {
        return bounds == null ? index * length : index == 0 ? 0 : bounds.get(index - 1);
    }

    /** Last day of a window. */
    int to(int index) {
        return bounds == null ? (index + 1) * length - 1 : bounds.get(index) - 1;
    }

    /** The last window that is over after a number of days; -1 if none. */
    int lastComplete(int days) {
        if (bounds == null) return (days + 1) / length - 1;
        int i = -1;
        while (i + 1 < bounds.size() && to(i + 1) <= days) i++;
        return i;
    }

    /** The last window that has begun after a number of days. */
    int lastBegun(int days) {
        if (bounds == null) return days / length;
        int i = 0;
        while (i + 1 < bounds.size() && from(i + 1) <= days) i++;
        return i;
    }
}
