package org.jejak.table;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Fills one row of a table by field instead of by place. */
public final class RowBuilder {
    private final Table table;
    private Object[] values;

    public RowBuilder(Table table) {
        this.table = table;
        this.values = new Object[table.fields().size()];
    }

    /** Sets all columns to those of a row of the table. */
    public RowBuilder like(Row row) {
        for (int i = 0; i < values.length; i++)
            values[i] = row.getAs(table.fields().get(i).name());
        return this;
    }

    /** Sets a column of the row being filled. */
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
