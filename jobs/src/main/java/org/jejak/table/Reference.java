package org.jejak.table;

/**
 * A column whose values are keys of another table: every value that is not null has its row there.
 *
 * @param from table with the column
 * @param column the column
 * @param to table that has it as its whole key
 */
public record Reference(Table from, Field column, Table to) {
    /** The column of the other table that it points at: its whole key. */
    public Field key() {
        return to.key().get(0);
    }
}
