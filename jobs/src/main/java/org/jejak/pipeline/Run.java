package org.jejak.pipeline;

import java.sql.Timestamp;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jejak.config.Settings;
import org.jejak.table.Table;
import org.jejak.warehouse.Journal;
import org.jejak.warehouse.Warehouse;

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
public record Run(
        SparkSession spark, Settings settings, Warehouse warehouse, Journal journal, LocalDate date, boolean full) {

    /** All rows of a table. */
    public Dataset<Row> of(Table table) {
        return warehouse.read(table);
    }

    /** The moment the logical date is over in the business zone. */
    public Timestamp asOf() {
        return Timestamp.from(date.plusDays(1).atStartOfDay(settings.zone()).toInstant());
    }

    /** No rows, in the shape of a table. */
    public Dataset<Row> none(Table table) {
        return spark.createDataFrame(java.util.List.of(), table.toStructType());
    }
}
