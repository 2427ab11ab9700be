package org.jejak.report;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.table.Field;

/** Values of a row by field. Whatever a row of too few holds, no figure of it is told. */
final class Cells {
    private static final String STATUS = "status";
    private static final String TOO_FEW = "too_few";

    private Cells() {}

    /** A text; null if it is. */
    static String text(Row row, Field field) {
        return row.getAs(field.name());
    }

    /** A number of any kind; null if it is, or if it is a figure that rests on too few customers to be shown. */
    static Double number(Row row, Field field) {
        return field.type().equals(DataTypes.DoubleType) && isHidden(row) ? null : number(row, field.name());
    }

    private static boolean isHidden(Row row) {
        return row.schema() != null
                && row.schema().getFieldIndex(STATUS).isDefined()
                && TOO_FEW.equals(row.getAs(STATUS));
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
