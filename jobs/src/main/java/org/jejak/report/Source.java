package org.jejak.report;

import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.*;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.*;
import org.jejak.config.Settings;
import org.jejak.table.*;

/**
 * What the report reads: the tables of one publication, at the Delta versions that belong together, and the settings,
 * which say what words mean: bands, targets, look-backs.
 *
 * @param date logical date
 * @param settings as they are when the report is made; see {@link #hasSettingsOfRun}
 * @param runId the run that published
 * @param codeVersion version of jejak that the run had
 * @param configHash hash of the settings that the run had
 * @param versions Delta version of each gold table, by full name, sorted
 * @param tables rows of a table as published; empty if the publication does not have it
 */
public record Source(
        LocalDate date,
        Settings settings,
        String runId,
        String codeVersion,
        String configHash,
        Map<String, Long> versions,
        Function<Table, Optional<Dataset<Row>>> tables) {
    private static final int MONTHS = 3;
    private static final int MONTHS_OF_YEAR = 12;

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

    /** Whether the settings are still those that the run had, so that what is said about them is true of its numbers. */
    boolean hasSettingsOfRun() {
        return configHash.equals(settings.hash());
    }

    /** Rows of the period, by a column of days or of first days of months. */
    Column inPeriod(Field day) {
        return between(day, periodStart());
    }

    /** Rows of the year, by a column of days or of first days of months. */
    Column inYear(Field day) {
        return between(day, yearStart());
    }

    /** Rows of the last days up to the date of the report, by a column of days. */
    Column inLastDays(Field day, int days) {
        return between(day, date.minusDays(days - 1L));
    }

    private Column between(Field day, LocalDate from) {
        return day.col().between(lit(Date.valueOf(from)), lit(Date.valueOf(date)));
    }

    /** First day of the period that most sections are about: three calendar months, the running one included. */
    LocalDate periodStart() {
        return date.withDayOfMonth(1).minusMonths(MONTHS - 1);
    }

    /** First day of the twelve calendar months up to the date, the running one included. */
    LocalDate yearStart() {
        return date.withDayOfMonth(1).minusMonths(MONTHS_OF_YEAR - 1);
    }

    /** First days of these twelve months, in order. */
    List<LocalDate> yearMonths() {
        return Stream.iterate(yearStart(), m -> m.plusMonths(1))
                .limit(MONTHS_OF_YEAR)
                .toList();
    }

    /** Whether the month of the date is over with it. */
    boolean isMonthOver() {
        return date.plusDays(1).getDayOfMonth() == 1;
    }
}
