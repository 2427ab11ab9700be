package org.jejak.journey;

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
     * Rows of {@link DimDate}: every day of the years from the first session, or the last day if that is earlier, to the last
     * day.
     *
     * @param sessions all rows of {@link FactSessions}
     */
    public static List<Row> covering(Dataset<Row> sessions, LocalDate last) {
        Row earliest = sessions.agg(min(FactSessions.STARTED_DATE.col())).first();
        LocalDate first = earliest.isNullAt(0) ? last : earliest.getDate(0).toLocalDate();
        return days(first.isAfter(last) ? last : first, last);
    }

    /**
     * Rows of {@link DimDate}: every day from the first day of one date's year to the last day of another's; those up to that other
     * date are complete.
     */
    public static List<Row> days(LocalDate first, LocalDate last) {
        return first.withDayOfYear(1)
                .datesUntil(last.plusYears(1).withDayOfYear(1))
                .map(day -> row(day, last))
                .toList();
    }

    private static Row row(LocalDate day, LocalDate last) {
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
                .set(DimDate.IS_COMPLETE, !day.isAfter(last))
                .set(DimDate.IS_MONTH_COMPLETE, !day.with(TemporalAdjusters.lastDayOfMonth()).isAfter(last))
                .set(DimDate.MONTH, Date.valueOf(day.withDayOfMonth(1)))
                .set(DimDate.WEEK_START, Date.valueOf(day.with(DayOfWeek.MONDAY)))
                .row();
    }
}
