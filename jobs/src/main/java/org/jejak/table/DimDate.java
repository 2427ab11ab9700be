package org.jejak.table;

/** Calendar: whole years, from that of the first session or spend to the one after the logical date. */
public final class DimDate {
    private static final Columns C = new Columns();

    public static final Field DAY = C.date("date", "The day.");
    public static final Field WEEKDAY_NAME = C.text("weekday_name", "English name of the weekday.");
    public static final Field MONTH_LABEL = C.text("month_label", "Year and month, for example 2026-11.");
    public static final Field QUARTER_LABEL = C.text("quarter_label", "Year and quarter, for example 2026-Q4.");
    public static final Field ISO_WEEK_LABEL = C.text("iso_week_label", "ISO 8601 week, for example 2026-W47.");
    public static final Field DATE_KEY = C.number("date_key", "yyyymmdd as a number.");
    public static final Field YEAR = C.number("year", "Year.");
    public static final Field QUARTER = C.number("quarter", "Quarter, 1 to 4.");
    public static final Field MONTH_NUMBER = C.number("month_number", "Month, 1 to 12.");
    public static final Field DAY_OF_MONTH = C.number("day_of_month", "Day of the month, 1 to 31.");
    public static final Field DAY_OF_YEAR = C.number("day_of_year", "Day of the year, 1 to 366.");
    public static final Field ISO_WEEK = C.number("iso_week", "ISO week, 1 to 53.");
    public static final Field ISO_YEAR = C.number("iso_year", "Year that the ISO week belongs to.");
    public static final Field WEEKDAY = C.number("weekday", "ISO weekday, 1 Monday to 7 Sunday.");
    public static final Field IS_WEEKEND = C.flag("is_weekend", "Saturday or Sunday.");
    public static final Field IS_COMPLETE = C.flag("is_complete", "Whether the day is over: not after the logical date.");
    public static final Field IS_MONTH_COMPLETE = C.flag("is_month_complete", "Whether the day's month is over: its last day is not after the logical date.");
    public static final Field MONTH = C.date("month", "First day of the month.");
    public static final Field WEEK_START = C.date("week_start", "Monday of the week.");
    public static final Table TABLE = Table.gold("dim_date", "One row per day.", C)
            .keyedBy(DAY)
            .check("weekday_in_range", "weekday BETWEEN 1 AND 7");

    private DimDate() {}
}
