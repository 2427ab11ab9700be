package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Calendar, from the year of the first session to the year of the logical date. */
public final class DimDate {
    private static final Columns C = new Columns();

    public static final Field DAY = C.add(date("date", "The day.").required());
    public static final Field WEEKDAY_NAME =
            C.add(text("weekday_name", "English name of the weekday.").required());
    public static final Field MONTH_LABEL =
            C.add(text("month_label", "Year and month, for example 2026-11.").required());
    public static final Field QUARTER_LABEL = C.add(
            text("quarter_label", "Year and quarter, for example 2026-Q4.").required());
    public static final Field ISO_WEEK_LABEL =
            C.add(text("iso_week_label", "ISO 8601 week, for example 2026-W47.").required());
    public static final Field DATE_KEY =
            C.add(number("date_key", "yyyymmdd as a number.").required());
    public static final Field YEAR = C.add(number("year", "Year.").required());
    public static final Field QUARTER =
            C.add(number("quarter", "Quarter, 1 to 4.").required());
    public static final Field MONTH_NUMBER =
            C.add(number("month", "Month, 1 to 12.").required());
    public static final Field DAY_OF_MONTH =
            C.add(number("day_of_month", "Day of the month, 1 to 31.").required());
    public static final Field DAY_OF_YEAR =
            C.add(number("day_of_year", "Day of the year, 1 to 366.").required());
    public static final Field ISO_WEEK =
            C.add(number("iso_week", "ISO week, 1 to 53.").required());
    public static final Field ISO_YEAR =
            C.add(number("iso_year", "Year that the ISO week belongs to.").required());
    public static final Field WEEKDAY =
            C.add(number("weekday", "ISO weekday, 1 Monday to 7 Sunday.").required());
    public static final Field IS_WEEKEND =
            C.add(flag("is_weekend", "Saturday or Sunday.").required());
    public static final Field MONTH_START =
            C.add(date("month_start", "First day of the month.").required());
    public static final Field WEEK_START =
            C.add(date("week_start", "Monday of the week.").required());
    public static final Table TABLE = Table.gold("dim_date", "One row per day.", C)
            .keyedBy(DAY)
            .check("weekday_in_range", "weekday BETWEEN 1 AND 7");

    private DimDate() {}
}
