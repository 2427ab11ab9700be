package org.jejak.journey;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.sql.Date;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.table.*;

/** The date dimension. */
public final class Calendar {
    private Calendar() {}

    /**
     * Rows of {@link DimDate}: whole years, so that every date of the gold tables has its day. They begin with the Monday of
     * the first week with a session or spend, for there are tables by week, and end a year after the logical date, for forecasts
     * look so far ahead.
     *
     * @param sessions all rows of {@link FactSessions}
     * @param spend all rows of {@link ChannelSpend}
     */
    public static List<Row> covering(Dataset<Row> sessions, Dataset<Row> spend, LocalDate date) {
        Row days = sessions.select(FactSessions.STARTED_DATE.col())
                .union(spend.select(ChannelSpend.BUSINESS_DATE.col()))
                .agg(min(FactSessions.STARTED_DATE.col()), max(FactSessions.STARTED_DATE.col()))
                .first();
        LocalDate first = days.isNullAt(0) ? date : days.getDate(0).toLocalDate();
        LocalDate last = days.isNullAt(1) ? date : days.getDate(1).toLocalDate();
        LocalDate ahead = date.plusYears(1);
        return days(
                (first.isAfter(date) ? date : first).with(DayOfWeek.MONDAY), last.isAfter(ahead) ? last : ahead, date);
    }

    /**
     * Rows of {@link DimDate}: every day from the first day of one date's year to the last day of another's.
     *
     * @param date logical date: days up to it are complete
     */
    public static List<Row> days(LocalDate first, LocalDate last, LocalDate date) {
        return first.withDayOfYear(1)
                .datesUntil(last.plusYears(1).withDayOfYear(1))
                .map(day -> row(day, date))
                .toList();
    }

    private static Row row(LocalDate day, LocalDate date) {
        int year = day.getYear();
        int quarter = day.get(IsoFields.QUARTER_OF_YEAR);
        int isoYear = day.get(IsoFields.WEEK_BASED_YEAR);
        int isoWeek = day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        DayOfWeek weekday = day.getDayOfWeek();
        return new RowBuilder(DimDate.TABLE)
                .set(DimDate.DAY, Date.valueOf(day))
                .set(DimDate.WEEKDAY_NAME, weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .set(DimDate.MONTH_LABEL, day.toString().substring(0, 7))
                .set(DimDate.QUARTER_LABEL, year + "-Q" + quarter)
                .set(DimDate.ISO_WEEK_LABEL, "%d-W%02d".formatted(isoYear, isoWeek))
                .set(DimDate.DATE_KEY, year * 10_000L + day.getMonthValue() * 100 + day.getDayOfMonth())
                .set(DimDate.YEAR, (long) year)
                .set(DimDate.QUARTER, (long) quarter)
                .set(DimDate.MONTH_NUMBER, (long) day.getMonthValue())
                .set(DimDate.DAY_OF_MONTH, (long) day.getDayOfMonth())
                .set(DimDate.DAY_OF_YEAR, (long) day.getDayOfYear())
                .set(DimDate.ISO_WEEK, (long) isoWeek)
                .set(DimDate.ISO_YEAR, (long) isoYear)
                .set(DimDate.WEEKDAY, (long) weekday.getValue())
                .set(DimDate.IS_WEEKEND, weekday.compareTo(DayOfWeek.SATURDAY) >= 0)
                .set(DimDate.IS_COMPLETE, !day.isAfter(date))
                .set(
                        DimDate.IS_MONTH_COMPLETE,
                        !day.with(TemporalAdjusters.lastDayOfMonth()).isAfter(date))
                .set(DimDate.MONTH, Date.valueOf(day.withDayOfMonth(1)))
                .set(DimDate.WEEK_START, Date.valueOf(day.with(DayOfWeek.MONDAY)))
                .row();
    }
}
