package org.jejak.report;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.*;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.table.Field;

/**
 * Values of a row by field. Figures of rows below the minimum sample are hidden, whatever the row holds: their status
 * is {@code too_few}.
 */
final class Cells {
    private static final String STATUS = "status";
    private static final String TOO_FEW = "too_few";

    private Cells() {}

    /** The text, or null. */
    static String text(Row row, Field field) {
        return row.getAs(field.name());
    }

    /** Reads a number; see {@link #number(Row, Field)}. */
    static Function<Row, Double> number(Field field) {
        return row -> number(row, field);
    }

    /** Reads a number by its column name. */
    static Function<Row, Double> number(String column) {
        return row -> number(row, column);
    }

    /** Reads a text. */
    static Function<Row, String> text(Field field) {
        return row -> text(row, field);
    }

    /** Rows whose text is this one. */
    static Predicate<Row> is(Field field, String value) {
        return row -> value.equals(text(row, field));
    }

    /** Orders rows by a code: the given ones first, in their order, then all others by name. */
    static Comparator<Row> inOrder(Field field, List<String> codes) {
        return Comparator.comparing(text(field), Names.order(codes));
    }

    /**
     * A number of any kind; null where there is none, and for a measure (a double, unlike counts and amounts) of a row
     * below the minimum sample.
     */
    static Double number(Row row, Field field) {
        return field.type().equals(DataTypes.DoubleType) && isHidden(row) ? null : number(row, field.name());
    }

    /** Whether a row rests on too few customers to be shown. */
    static boolean isHidden(Row row) {
        return row.schema() != null
                && row.schema().getFieldIndex(STATUS).isDefined()
                && TOO_FEW.equals(row.getAs(STATUS));
    }

    /** A number of any kind by its column name, or null. */
    static Double number(Row row, String column) {
        Object value = row.getAs(column);
        if (value instanceof BigDecimal exact) return exact.doubleValue();
        return value == null ? null : ((Number) value).doubleValue();
    }

    /** The known numbers of some columns. */
    static DoubleSummaryStatistics range(List<Row> rows, Field... fields) {
        return rows.stream()
                .flatMap(r -> Stream.of(fields).map(f -> number(r, f)))
                .filter(Objects::nonNull)
                .mapToDouble(v -> v)
                .summaryStatistics();
    }

    /** A number; 0 where there is none, as for a sum that had nothing to add. */
    static double amount(Row row, Field field) {
        Double number = number(row, field);
        return number == null ? 0 : number;
    }

    /** Yes or no; no if it is null. */
    static boolean flag(Row row, Field field) {
        return Boolean.TRUE.equals(row.getAs(field.name()));
    }

    /** The day, or null. */
    static LocalDate date(Row row, Field field) {
        Date date = row.getAs(field.name());
        return date == null ? null : date.toLocalDate();
    }
}
