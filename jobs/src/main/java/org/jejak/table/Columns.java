package org.jejak.table;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of one table while it is being declared. Every constant of a table class adds itself here where it is
 * written, so the order of the declarations is the order of the columns.
 */
public final class Columns {
    private final List<Field> fields;

    /** Begins with these columns; usually none. */
    public Columns(Field... first) {
        this.fields = new ArrayList<>(List.of(first));
    }

    /** Appends a column and returns it, for the constant that names it. */
    public Field add(Field field) {
        fields.add(field);
        return field;
    }

    /** Appends columns that several tables share. */
    public void addAll(List<Field> shared) {
        fields.addAll(shared);
    }

    /** The columns so far, in order. */
    List<Field> fields() {
        return List.copyOf(fields);
    }
}
