package org.jejak.warehouse;

import static org.apache.spark.sql.functions.*;

import org.apache.spark.sql.*;
import org.jejak.table.Table;

/** Makes sure that each key of a table is there once. 64-bit hashes are compared first; where two are equal, the keys. */
final class TableKeys {
    private TableKeys() {}

    /** Counts rows, after making sure that no key is there twice among them. */
    static long check(Table table, Dataset<Row> rows) {
        Column[] key = key(table);
        Row twice = rows.groupBy(xxhash64(key).as("key_hash"))
                .agg(count(lit(1)).as("rows"))
                .agg(coalesce(sum("rows"), lit(0L)), count_if(col("rows").gt(1)))
                .first();
        if (twice.getLong(1) > 0)
            refuse(table, rows.groupBy(key).count().filter(col("count").gt(1)).count());
        return twice.getLong(0);
    }

    /** @throws Warehouse.KeyViolation if any keys are there more than once */
    static void refuse(Table table, long keys) {
        if (keys > 0) throw new Warehouse.KeyViolation(table, keys);
    }

    private static Column[] key(Table table) {
        return table.keyNames().stream().map(functions::col).toArray(Column[]::new);
    }
}
