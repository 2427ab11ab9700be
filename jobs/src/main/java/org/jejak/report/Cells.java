package org.jejak.report;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Row;
import org.jejak.table.Field;

/** Values of a row by field. */
final class Cells {
    private Cells() {}

    /** A text; null if it is. */
    static String text(Row row, Field field) {
        return row.getAs(field.name());
    }

    /** A number of any kind; null if it is. */
    static Double number(Row row, Field field) {
        return number(row, field.name());
    }

    /** A number of any kind by its column name. */
    static Double number(Row row, String column) {
        Object value = row.getAs(column);
        if (value instanceof BigDecimal exact) return exact.doubleValue();
        return value == null ? null : ((Number) value).doubleValue();
    }

    /** A number that is always there; 0 where a sum had nothing to add. */
    static double amount(Row row, Field field) {
        Double number = number(row, field);
        return number == null ? 0 : number;
    }

    /** Yes or no; no if it is null. */
    static boolean flag(Row row, Field field) {
        return Boolean.TRUE.equals(row.getAs(field.name()));
    }

    /** A day; null if it is. */
    static LocalDate date(Row row, Field field) {
        Date date = row.getAs(field.name());
        return date == null ? null : date.toLocalDate();
    }
}
