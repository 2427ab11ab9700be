package org.jejak.journey;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jejak.table.DimDate;

/** The date dimension. */
public final class Calendar {
    private Calendar() {}

    /** Every day from the first day of one date's year to the last day of another's. */
    public static Dataset<Row> days(SparkSession spark, LocalDate first, LocalDate last) {
        long from = first.withDayOfYear(1).toEpochDay();
        long to = last.plusYears(1).withDayOfYear(1).toEpochDay();
        Dataset<Row> days = spark.range(from, to)
                .select(expr("date_from_unix_date(CAST(id AS int))").as("date"));
        return DimDate.TABLE.select(days.select(
                DimDate.DAY.col(),
                expr("date_format(date, 'EEEE')").as("weekday_name"),
                expr("date_format(date, 'yyyy-MM')").as("month_label"),
                expr("concat(year(date), '-Q', quarter(date))").as("quarter_label"),
                expr("concat(extract(YEAROFWEEK FROM date), '-W', lpad(weekofyear(date), 2, '0'))")
                        .as("iso_week_label"),
                expr("year(date) * 10000 + month(date) * 100 + day(date)").as("date_key"),
                expr("year(date)").as("year"),
                expr("quarter(date)").as("quarter"),
                expr("month(date)").as("month"),
                expr("day(date)").as("day_of_month"),
                expr("dayofyear(date)").as("day_of_year"),
                expr("weekofyear(date)").as("iso_week"),
                expr("extract(YEAROFWEEK FROM date)").as("iso_year"),
                expr("weekday(date) + 1").as("weekday"),
                expr("weekday(date) >= 5").as("is_weekend"),
                expr("trunc(date, 'MM')").as("month_start"),
                expr("trunc(date, 'WEEK')").as("week_start")));
    }
}
