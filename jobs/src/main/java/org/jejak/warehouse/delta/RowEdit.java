package org.jejak.warehouse.delta;

import org.apache.spark.sql.*;

/** Replaces single rows of a table, as it was when the edit began, in one commit. */
public interface RowEdit {
    /** Column of {@link #rows}: the file that a row lies in, as text; empty if files do not matter. */
    String FILE = "_place_file";

    /** Column of {@link #rows}: the place of a row in its file, from 0; 0 if it does not matter. */
    String POSITION = "_place_position";

    /** All rows of the table with {@link #FILE} and {@link #POSITION}. */
    Dataset<Row> rows();

    /**
     * Takes some rows away and adds others.
     *
     * @param places where the rows lie that go, as {@link #rows} says
     * @param keys their keys
     * @param added rows to be added, none of which has the key of a row that stays
     */
    void commit(RowPlaces places, Dataset<Row> keys, Dataset<Row> added);
}
