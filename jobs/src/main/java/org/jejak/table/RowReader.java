package org.jejak.table;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.*;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Reads rows of a fixed list of columns by field instead of by place; the counterpart of {@link RowBuilder}. */
public final class RowReader implements Serializable {
    private final List<Field> fields;
    private final Map<Field, Integer> places = new HashMap<>();

    /** A reader of rows with these columns, in this order. */
    public RowReader(List<Field> fields) {
        this.fields = List.copyOf(fields);
        for (Field field : fields) places.put(field, places.size());
    }

    /** A reader of rows with these columns, in this order. */
    public RowReader(Field... fields) {
        this(List.of(fields));
    }

    /** The columns, in order. */
    public List<Field> fields() {
        return fields;
    }

    /** The columns to select, so that the reader can read the rows. */
    public Column[] columns() {
        return fields.stream().map(Field::col).toArray(Column[]::new);
    }

    /** The type of the rows. */
    public StructType toStructType() {
        return new StructType(fields.stream().map(Field::toStructField).toArray(StructField[]::new));
    }

    /** The value of a column as the row holds it; null where it is null. */
    public <T> T get(Row row, Field field) {
        return row.getAs(placeOf(field));
    }

    /** The values of an array column. */
    public <T> List<T> list(Row row, Field field) {
        return row.getList(placeOf(field));
    }

    /** The map of a map column; null where it is null. */
    public <K, V> Map<K, V> map(Row row, Field field) {
        int place = placeOf(field);
        return row.isNullAt(place) ? null : row.getJavaMap(place);
    }

    /** The map of texts of a map column; null where it is null. */
    public Map<String, String> texts(Row row, Field field) {
        return map(row, field);
    }

    /** The time of a timestamp column; null where it is null. */
    public Instant instant(Row row, Field field) {
        int place = placeOf(field);
        return row.isNullAt(place) ? null : row.getTimestamp(place).toInstant();
    }

    /** The day of a date column; null where it is null. */
    public LocalDate day(Row row, Field field) {
        int place = placeOf(field);
        return row.isNullAt(place) ? null : row.getDate(place).toLocalDate();
    }

    private int placeOf(Field field) {
        Integer place = places.get(field);
        if (place == null) throw new IllegalArgumentException("no column " + field.name() + " is read");
        return place;
    }
}
