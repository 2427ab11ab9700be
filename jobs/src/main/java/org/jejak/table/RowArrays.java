package org.jejak.table;

import static org.apache.spark.sql.functions.expr;

import java.util.List;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of several tables in one dataset: one array column per table, named like the table. A function that makes rows of
 * several tables from the same input then runs once, and each table is unfolded from its column. See
 * {@code jobs/docs/decisions/013-several-tables-in-one-pass.md}.
 */
public final class RowArrays {
    private RowArrays() {}

    /** The type of such a dataset: an array of rows for each table, in order; arrays may be empty but are never null. */
    public static StructType type(List<Table> tables) {
        StructType type = new StructType();
        for (Table table : tables)
            type = type.add(table.name(), DataTypes.createArrayType(table.toStructType(), false), false);
        return type;
    }

    /** The rows of one table. */
    public static Dataset<Row> rowsOf(Table table, Dataset<Row> arrays) {
        return table.select(arrays.select(expr("inline(" + table.name() + ")")));
    }
}
