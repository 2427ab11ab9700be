package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Calendar, from the year of the first session to the year of the logical date. */
public final class DimDate {
    public static final Field DAY = date("date", "The day.").required();
    public static final Field WEEKDAY_NAME =
            text("weekday_name", "English name of the weekday.").required();
    public static final Field MONTH_LABEL =
            text("month_label", "Year and month, for example 2026-11.").required();
    public static final Field QUARTER_LABEL =
            text("quarter_label", "Year and quarter, for example 2026-Q4.").required();
    public static final Field ISO_WEEK_LABEL =
            text("iso_week_label", "ISO 8601 week, for example 2026-W47.").required();
    public static final Field DATE_KEY =
            number("date_key", "yyyymmdd as a number.").required();
    public static final Field YEAR = number("year", "Year.").required();
    public static final Field QUARTER = number("quarter", "Quarter, 1 to 4.").required();
    public static final Field MONTH_NUMBER = number("month", "Month, 1 to 12.").required();
    public static final Field DAY_OF_MONTH =
            number("day_of_month", "Day of the month, 1 to 31.").required();
    public static final Field DAY_OF_YEAR =
            number("day_of_year", "Day of the year, 1 to 366.").required();
    public static final Field ISO_WEEK =
            number("iso_week", "ISO week, 1 to 53.").required();
    public static final Field ISO_YEAR =
            number("iso_year", "Year that the ISO week belongs to.").required();
    public static final Field WEEKDAY =
            number("weekday", "ISO weekday, 1 Monday to 7 Sunday.").required();
    public static final Field IS_WEEKEND =
            flag("is_weekend", "Saturday or Sunday.").required();
    public static final Field MONTH_START =
            date("month_start", "First day of the month.").required();
    public static final Field WEEK_START =
            date("week_start", "Monday of the week.").required();
    public static final Table TABLE = Table.gold(
                    "dim_date",
                    "One row per day.",
                    DAY,
                    WEEKDAY_NAME,
                    MONTH_LABEL,
                    QUARTER_LABEL,
                    ISO_WEEK_LABEL,
                    DATE_KEY,
                    YEAR,
                    QUARTER,
                    MONTH_NUMBER,
                    DAY_OF_MONTH,
                    DAY_OF_YEAR,
                    ISO_WEEK,
                    ISO_YEAR,
                    WEEKDAY,
                    IS_WEEKEND,
                    MONTH_START,
                    WEEK_START)
            .keyedBy(DAY)
            .check("weekday_in_range", "weekday BETWEEN 1 AND 7");

    private DimDate() {}
}
