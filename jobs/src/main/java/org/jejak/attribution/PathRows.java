package org.jejak.attribution;

import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.attribution.DistributedCount.Counted;

/**
 * Counter of a file that has whole paths, one per row, with how often each led to what ({@link TouchRows} is for a file of
 * single touches). Columns: line number, why the line could not be read (or null), path, conversions, value, null
 * outcomes, hours from each step to the outcome, written as the path is, and the currency of the value. The last two need not be
 * there, and most rows have none. Numbers may be
 * text; no value and no null outcomes are 0. A row that cannot be used is counted by reason: that of the reader,
 * {@code empty_step}, {@code bad_number} (also without a number of conversions), {@code negative_number},
 * {@code number_too_large} (above 1e12), {@code value_without_conversions}, {@code no_outcome} (nothing converted and
 * nothing failed), {@code bad_hours} (not one number of hours for each step). An empty path is one without touches: its
 * conversions are unattributed.
 *
 * @param options how paths are counted
 * @param separator what stands between the steps of a path; steps are trimmed
 * @param gapSeconds time between touches, for models that look at time; the last touch is at the outcome
 */
public record PathRows(DistributedCount.Options options, String separator, long gapSeconds)
        implements DistributedCount.Counter {
    private static final int HOURS = 6;
    private static final int CURRENCY = 7;
    private static final double MOST_HOURS = 1e7;

    @Override
    public Counted count(Iterator<Row> rows) {
        ModelAccumulator models = new ModelAccumulator(options.models(), options.strict());
        PathMaker maker = new PathMaker(models.channels(), options.transforms(), options.direct());
        Map<String, long[]> rejected = new TreeMap<>();
        Set<String> currencies = new TreeSet<>();
        double nullsWithoutTouch = 0;
        double[] numbers = new double[3];
        while (rows.hasNext()) {
            Row row = rows.next();
            String[] steps = steps(row.getString(2));
            String reason = row.getString(1) != null ? row.getString(1) : reason(row, steps, numbers);
            if (reason == null && !isTimed(row, steps.length)) reason = "bad_hours";
            if (reason != null) {
                Counted.reject(rejected, reason, row);
                continue;
            }
            if (row.size() > CURRENCY && !row.isNullAt(CURRENCY)) currencies.add(row.getString(CURRENCY));
            double nulls = options.nulls() ? numbers[2] : 0;
            if (steps.length == 0) nullsWithoutTouch += nulls;
            long[] before = secondsBefore(row);
            Path path = before == null ? maker.evenly(steps, gapSeconds) : maker.of(steps, before, null, null);
            models.add(path, numbers[0], numbers[1], nulls);
        }
        return new Counted(models, rejected, nullsWithoutTouch, 0, 0, maker.names(), currencies);
    }

    private String[] steps(String path) {
        if (path == null || path.isBlank()) return new String[0];
        int count = 1;
        for (int i = path.indexOf(separator); i >= 0; i = path.indexOf(separator, i + separator.length())) count++;
        String[] steps = new String[count];
        int begin = 0;
        for (int s = 0; s < count; s++) {
            int end = s == count - 1 ? path.length() : path.indexOf(separator, begin);
            steps[s] = path.substring(begin, end).strip();
            begin = end + separator.length();
        }
        return steps;
    }

    private boolean isTimed(Row row, int steps) {
        if (row.size() <= HOURS || row.isNullAt(HOURS)) return true;
        long[] before = secondsBefore(row);
        return before.length == steps && Arrays.stream(before).allMatch(s -> s >= 0);
    }

    /** Seconds from every step to the outcome, -1 for what is no time; null if the row has none. */
    private long[] secondsBefore(Row row) {
        if (row.size() <= HOURS || row.isNullAt(HOURS)) return null;
        return Arrays.stream(steps(row.getString(HOURS)))
                .mapToDouble(PathRows::number)
                .mapToLong(hours -> hours >= 0 && hours < MOST_HOURS ? Math.round(hours * 3_600) : -1)
                .toArray();
    }

    private static String reason(Row row, String[] steps, double[] numbers) {
        for (String step : steps) if (step.isEmpty()) return "empty_step";
        for (int i = 0; i < 3; i++) {
            double number = i > 0 && row.isNullAt(3 + i) ? 0 : number(row.get(3 + i));
            if (Double.isNaN(number)) return "bad_number";
            if (number < 0) return "negative_number";
            if (number > ExactSums.LARGEST) return "number_too_large";
            numbers[i] = number;
        }
        if (numbers[0] == 0 && numbers[1] > 0) return "value_without_conversions";
        return numbers[0] == 0 && numbers[2] == 0 ? "no_outcome" : null;
    }

    /** A number, or NaN. Java alone would also take 1d, 0x1p3 and Infinity. */
    static double number(Object value) {
        if (value instanceof Number number)
            return Double.isFinite(number.doubleValue()) ? number.doubleValue() : Double.NaN;
        if (value == null) return Double.NaN;
        String text = value.toString().strip();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && ".+-eE".indexOf(c) < 0) return Double.NaN;
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
