package org.jejak.warehouse;

import java.util.List;
import org.apache.spark.sql.*;
import org.jejak.table.Table;

/** Reads tables as they are now. */
public interface TableReader {
    /** All rows of a table, read when they are used. */
    Dataset<Row> read(Table table);

    /** Whether a table holds no row. */
    default boolean isEmpty(Table table) {
        return read(table).isEmpty();
    }

    /** All rows of a small table, in this process. */
    default List<Row> rows(Table table) {
        return read(table).collectAsList();
    }
}
