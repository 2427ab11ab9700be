package org.jejak.table;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Fills one row of a table by field instead of by place. */
public final class RowBuilder {
    private final Map<Field, Integer> places = new HashMap<>();
    private final Table table;
    private Object[] values;

    public RowBuilder(Table table) {
        this.table = table;
        for (Field field : table.fields()) places.put(field, places.size());
        this.values = new Object[places.size()];
    }

    /** Sets a column of the row being filled. */
    public RowBuilder set(Field field, Object value) {
        Integer place = places.get(field);
        if (place == null) throw new IllegalArgumentException(table.fullName() + " has no column " + field.name());
        values[place] = value;
        return this;
    }

    /** The row; the builder starts over with an empty one. */
    public Row row() {
        Row row = RowFactory.create(values);
        values = new Object[places.size()];
        return row;
    }
}
