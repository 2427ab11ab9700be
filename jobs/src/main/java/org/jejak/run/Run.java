package org.jejak.run;

import java.sql.Timestamp;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jejak.config.Settings;
import org.jejak.io.Journal;
import org.jejak.io.Warehouse;
import org.jejak.table.Table;

/**
 * One run: the logical date, the settings, and what it restates. Jobs get everything from here and nothing from anywhere
 * else; there is no clock.
 *
 * @param spark the session
 * @param settings settings
 * @param warehouse tables
 * @param journal what a restart has to know
 * @param date logical date
 * @param full whether everything is recomputed, not only what new data touched
 */
record Run(SparkSession spark, Settings settings, Warehouse warehouse, Journal journal, LocalDate date, boolean full) {

    /** All rows of a table. */
    Dataset<Row> of(Table table) {
        return warehouse.read(table);
    }

    /** The moment the logical date is over in the business zone. */
    Timestamp asOf() {
        return Timestamp.from(date.plusDays(1).atStartOfDay(settings.zone()).toInstant());
    }

    /** No rows, in the shape of a table. */
    Dataset<Row> none(Table table) {
        return spark.createDataFrame(java.util.List.of(), table.toStructType());
    }
}
