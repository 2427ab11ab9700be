package org.jejak.warehouse;

import io.delta.tables.DeltaTable;
import java.time.Duration;
import org.apache.spark.sql.*;
import org.jejak.config.UsageException;
import org.jejak.table.Table;

/** Keeps the files of Delta tables few and the disk free; rows stay as they are. */
public final class Maintenance {
    /**
     * What was done to a table.
     *
     * @param filesBefore data files of the current version before
     * @param filesAfter data files of the current version afterwards
     * @param removed files deleted (of a dry run: that would be), because no version within the retention needs them
     */
    public record Maintained(Table table, long filesBefore, long filesAfter, long removed) {}

    private final SparkSession spark;
    private final Warehouse warehouse;
    private final Duration retention;

    /**
     * @param retention versions younger than this stay readable, at least 7 days: a reader may still be at one of them
     */
    public Maintenance(SparkSession spark, Warehouse warehouse, Duration retention) {
        if (retention.toDays() < 7) throw new UsageException("retention is " + retention + "; at least 7 days");
        this.spark = spark;
        this.warehouse = warehouse;
        this.retention = retention;
    }

    /** Joins the small files of each month (of the table, if it is not stored by month), deletes what no version needs, and writes a checkpoint. */
    public Maintained compact(Table table) {
        String path = warehouse.pathOf(table);
        long before = files(table);
        long removable = removable(path);
        DeltaTable delta = DeltaTable.forPath(spark, path);
        delta.optimize().executeCompaction();
        delta.vacuum(retention.toHours());
        warehouse.files(table).checkpoint();
        return new Maintained(table, before, files(table), removable);
    }

    /** How many files there are, and how many {@link #compact} would delete; nothing is changed. */
    public Maintained inspect(Table table) {
        long files = files(table);
        return new Maintained(table, files, files, removable(warehouse.pathOf(table)));
    }

    private long removable(String path) {
        return spark
                .sql("VACUUM delta.`" + path + "` RETAIN " + retention.toHours() + " HOURS DRY RUN")
                .collectAsList()
                .stream()
                .map(Row::mkString)
                .filter(file -> !file.isEmpty())
                .count();
    }

    private long files(Table table) {
        return warehouse.files(table).files();
    }
}
