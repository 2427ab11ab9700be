package org.jejak.report.chart;

import java.util.function.DoubleFunction;

/**
 * An axis of numbers.
 *
 * @param title what is measured, with its unit; shown beside the axis
 * @param least where it starts; null for where the data start, zero at most
 * @param most where it ends; null for where the data end
 * @param leastStep ticks are at least this far apart, so that no two are written alike; null for any
 * @param format writes a tick and a value
 */
public record Axis(String title, Double least, Double most, Double leastStep, DoubleFunction<String> format) {
    private static final double[] EVEN = {1, 2, 2.5, 5};
    private static final double SPANS = 4;
    private static final double TINY = 1e-9;

    /** From zero (or below, if there are negative values) to where the data end. */
    public static Axis of(String title, DoubleFunction<String> format) {
        return new Axis(title, null, null, null, format);
    }

    /** Between two fixed ends. */
    public Axis between(double from, double to) {
        return new Axis(title, from, to, leastStep, format);
    }

    /** Between even values just outside of a range, where lines and dots need no zero. */
    public Axis spanning(double low, double high) {
        if (high - low < TINY) {
            double room = leastStep != null ? leastStep : Math.max(1, Math.abs(low) / 10);
            return spanning(low - room, high + room);
        }
        double step = even((high - low) / SPANS);
        if (leastStep != null) step = Math.max(step, leastStep);
        return between(Math.floor(low / step + TINY) * step, Math.ceil(high / step - TINY) * step);
    }

    /** The smallest of 1, 2, 2.5 and 5 times a power of ten that is not less. */
    private static double even(double size) {
        double power = Math.pow(10, Math.floor(Math.log10(size)));
        for (double digits : EVEN) if (digits * power >= size * (1 - TINY)) return digits * power;
        return 10 * power;
    }

    /** With ticks at least so far apart: 1 for counts, 0.01 for whole per cents. */
    public Axis inStepsOf(double step) {
        return new Axis(title, least, most, step, format);
    }

    /** Distance of the ticks between two fixed ends, about a number of them, at even values; null to leave it open. */
    Double interval(int ticks) {
        if (least == null || most == null) return null;
        for (int n : new int[] {ticks, ticks - 1, ticks + 1, ticks + 2, 2, 3, 1}) {
            double step = (most - least) / n;
            if (n < 1 || leastStep != null && step < leastStep - TINY) continue;
            double digits = step / Math.pow(10, Math.floor(Math.log10(step)));
            for (double even : EVEN) {
                if (Math.abs(digits - even) < 1e-9) return step;
            }
        }
        return null;
    }
}
