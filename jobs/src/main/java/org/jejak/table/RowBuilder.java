package org.jejak.table;

import org.apache.spark.sql.*;

/**
 * Makes rows of a table by field, so that a row does not depend on the order of the columns: {@code new
 * RowBuilder(TABLE).set(FIELD, value).set(OTHER, value).row()}. Columns that are not set are null. Values have the type of
 * the column: String, Long, Double, Boolean, BigDecimal, java.sql.Date, java.sql.Timestamp, String[]. One builder can make
 * many rows, one after another; it is not for several threads.
 */
public final class RowBuilder {
    private final Table table;
    private Object[] values;

    public RowBuilder(Table table) {
        this.table = table;
        this.values = new Object[table.fields().size()];
    }

    /** Sets all columns to those of a row of the table, found by name. */
    public RowBuilder like(Row row) {
        for (int i = 0; i < values.length; i++)
            values[i] = row.getAs(table.fields().get(i).name());
        return this;
    }

    /** Sets a column of the row being filled; null is allowed. A field that the table does not have is an error. */
    public RowBuilder set(Field field, Object value) {
        values[table.placeOf(field)] = value;
        return this;
    }

    /** The row; the builder starts over with an empty one. */
    public Row row() {
        Row row = RowFactory.create(values);
        values = new Object[table.fields().size()];
        return row;
    }
}
