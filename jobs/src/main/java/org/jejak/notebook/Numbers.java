package org.jejak.notebook;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Formats numbers for people: shares, known by the column's name, as per cent. */
final class Numbers {
    private Numbers() {}

    /** How to write the numbers of a column: shares as per cent, counts whole, all else with three digits that matter. */
    static DoubleFunction<String> format(String column) {
        return isShare(column) ? Numbers::percent : Numbers::plain;
    }

    static boolean isShare(String column) {
        return column.matches(".*(_rate|_share|_probability|probability|credit_share|retention)$");
    }

    /** A value as a table shows it. */
    static String cell(String column, Number value) {
        if (value instanceof Long || value instanceof Integer)
            return String.format(Locale.ROOT, "%,d", value.longValue());
        if (isShare(column)) return String.format(Locale.ROOT, "%.1f %%", 100 * value.doubleValue());
        double d = value.doubleValue();
        if (value instanceof BigDecimal || Math.abs(d) >= 100) return String.format(Locale.ROOT, "%,.2f", d);
        return d != 0 && Math.abs(d) < 0.01
                ? String.format(Locale.ROOT, "%.2e", d)
                : String.format(Locale.ROOT, "%.3f", d);
    }

    private static String percent(double value) {
        double percent = 100 * value;
        return String.format(
                Locale.ROOT, Math.abs(percent - Math.rint(percent)) < 1e-9 ? "%.0f %%" : "%.1f %%", percent);
    }

    private static String plain(double value) {
        double size = Math.abs(value);
        if (size >= 1e6) return trimmed(value / 1e6) + " M";
        if (size >= 1e4) return trimmed(value / 1e3) + " k";
        if (size >= 100 || value == Math.rint(value)) return String.format(Locale.ROOT, "%,.0f", value);
        return trimmed(value);
    }

    private static String trimmed(double value) {
        String text = String.format(
                Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
