package org.jejak.warehouse;

import org.apache.spark.sql.SparkSession;
import org.jejak.table.*;

/** Makes the tables of a warehouse known to a session by name, for SQL. */
public final class SqlCatalog {
    private SqlCatalog() {}

    public static void register(SparkSession spark, Warehouse warehouse) {
        for (String schema : new String[] {"silver", "gold", "ops"}) {
            spark.sql("CREATE SCHEMA IF NOT EXISTS " + schema);
            for (Table table : Tables.of(schema)) {
                if (!warehouse.exists(table)) continue;
                spark.sql("CREATE TABLE IF NOT EXISTS " + table.fullName() + " USING delta LOCATION '"
                        + warehouse.pathOf(table).replace("'", "\\'") + "'");
            }
        }
    }
}
