package org.jejak.report;

import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.*;
import java.util.function.Function;
import org.apache.spark.sql.*;
import org.jejak.table.*;

/**
 * What the report reads: the tables of one publication, at the Delta versions that belong together.
 *
 * @param date logical date
 * @param zone business zone
 * @param currency base currency
 * @param runId the run that published
 * @param codeVersion version of jejak that the run had
 * @param configHash hash of the settings that the run had
 * @param versions Delta version of each gold table, by full name, sorted
 * @param tables rows of a table as published; empty if the publication does not have it
 */
public record Source(
        LocalDate date,
        ZoneId zone,
        String currency,
        String runId,
        String codeVersion,
        String configHash,
        Map<String, Long> versions,
        Function<Table, Optional<Dataset<Row>>> tables) {
    private static final int MONTHS = 3;

    /** Rows of a query over a table; none if the publication does not have the table. */
    List<Row> rows(Table table, Function<Dataset<Row>, Dataset<Row>> query) {
        return tables.apply(table)
                .map(rows -> query.apply(rows).collectAsList())
                .orElse(List.of());
    }

    /** All rows of a table, which must be small; none if the publication does not have it. */
    List<Row> rows(Table table) {
        return rows(table, rows -> rows);
    }

    /** Whether the publication has a table, be it empty. */
    boolean has(Table table) {
        return tables.apply(table).isPresent();
    }

    /** Rows of the period, by a column of days or of first days of months. */
    Column inPeriod(Field day) {
        return between(day, periodStart());
    }

    /** Rows of the last days up to the date of the report, by a column of days. */
    Column inLastDays(Field day, int days) {
        return between(day, date.minusDays(days - 1L));
    }

    private Column between(Field day, LocalDate from) {
        return day.col().between(lit(Date.valueOf(from)), lit(Date.valueOf(date)));
    }

    /** First day of the period that the sections about channels and journeys are about: three calendar months, the running one included. */
    LocalDate periodStart() {
        return date.withDayOfMonth(1).minusMonths(MONTHS - 1);
    }
}
