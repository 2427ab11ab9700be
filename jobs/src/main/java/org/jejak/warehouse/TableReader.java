package org.jejak.warehouse;

import java.util.List;
import org.apache.spark.sql.*;
import org.jejak.table.Table;

/** Reads tables as they are now. */
public interface TableReader {
    /** All rows of a table as it is now: what is written later does not change them. */
    Dataset<Row> read(Table table);

    /** All rows of a table as of a version, where older versions are kept. */
    default Dataset<Row> read(Table table, long version) {
        throw new UnsupportedOperationException("no versions of " + table + " are kept here");
    }

    /** True if a table holds no row; may be false for one whose rows all went again. */
    default boolean isEmpty(Table table) {
        return read(table).isEmpty();
    }

    /** All rows of a small table, in this process. */
    default List<Row> rows(Table table) {
        return read(table).collectAsList();
    }
}
