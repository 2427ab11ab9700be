package org.jejak.report;

import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.*;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jejak.statistics.Intervals;
import org.jejak.statistics.Intervals.Interval;
import org.jejak.table.*;

/**
 * A figure day by day, from {@code agg_channel_daily}, up to the date of the report.
 *
 * @param byDate a day without a row is not there: 0
 * @param end the date of the report
 * @param level of intervals
 */
record DailyTotals(TreeMap<LocalDate, Double> byDate, LocalDate end, double level) {
    /** Four whole weeks, so that every weekday counts the same. */
    static final int LENGTH = 28;

    private static final int YEAR = 364;

    private static final List<Field> FIELDS = List.of(
            AggChannelDaily.REVENUE_AMOUNT,
            AggChannelDaily.REFUND_AMOUNT,
            AggChannelDaily.VISIT_COUNT,
            AggChannelDaily.ORDER_COUNT,
            AggChannelDaily.SPEND_AMOUNT);

    /** All that the report adds up by day, by column, in one query. */
    static Map<Field, DailyTotals> of(Source source) {
        Column[] sums =
                FIELDS.stream().map(f -> functions.sum(f.col()).as(f.name())).toArray(Column[]::new);
        List<Row> rows = source.rows(
                AggChannelDaily.TABLE,
                table -> table.filter(AggChannelDaily.BUSINESS_DATE.col().leq(lit(Date.valueOf(source.date()))))
                        .groupBy(AggChannelDaily.BUSINESS_DATE.col())
                        .agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length)));
        double level = source.settings().experience().index().interval().level();
        Map<Field, DailyTotals> days = new HashMap<>();
        for (Field field : FIELDS) {
            TreeMap<LocalDate, Double> byDate = new TreeMap<>();
            rows.forEach(r -> byDate.put(Cells.date(r, AggChannelDaily.BUSINESS_DATE), Cells.amount(r, field)));
            days.put(field, new DailyTotals(byDate, source.date(), level));
        }
        return days;
    }

    boolean isEmpty() {
        return byDate.isEmpty();
    }

    /** Whether the data begin on a day or before it. */
    boolean reaches(LocalDate day) {
        return !isEmpty() && !byDate.firstKey().isAfter(day);
    }

    /** The sum of the last 28 days. */
    double sum() {
        return sum(end);
    }

    private double sum(LocalDate last) {
        return total(last.minusDays(LENGTH - 1L), last);
    }

    /** The sum of the days from one to another, both included. */
    double total(LocalDate first, LocalDate last) {
        return byDate.subMap(first, true, last, true).values().stream()
                .mapToDouble(v -> v)
                .sum();
    }

    /** Against the 28 days before; empty if the data begin later than these. */
    Optional<Change> before() {
        return change("before", LENGTH);
    }

    /** Against the 28 days of a year ago, 52 weeks before. */
    Optional<Change> yearAgo() {
        return change("yearAgo", YEAR);
    }

    /**
     * Days are compared in pairs, so that weekdays cancel out: the interval of the sum of 28 differences comes from how
     * much they vary.
     */
    private Optional<Change> change(String than, int back) {
        LocalDate first = end.minusDays(back + LENGTH - 1L);
        double from = sum(end.minusDays(back));
        // a history that begins within the days of then would make everything look like growth
        if (!reaches(first) || from == 0) return Optional.empty();
        double[] differences = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            LocalDate day = end.minusDays(i);
            differences[i] = byDate.getOrDefault(day, 0.0) - byDate.getOrDefault(day.minusDays(back), 0.0);
        }
        double sum = Arrays.stream(differences).sum();
        double squares = Arrays.stream(differences)
                .map(d -> (d - sum / LENGTH) * (d - sum / LENGTH))
                .sum();
        Interval interval = Intervals.normal(sum, Math.sqrt(LENGTH * squares / (LENGTH - 1)), level);
        return Optional.of(new Change(than, from, sum, interval.low(), interval.high(), !interval.holds(0)));
    }

    /** The sum of a month; null if it is not over, or begins before the data. */
    Double month(LocalDate month) {
        LocalDate last = month.plusMonths(1).minusDays(1);
        return last.isAfter(end) || !reaches(last) ? null : (Double) total(month, last);
    }
}
