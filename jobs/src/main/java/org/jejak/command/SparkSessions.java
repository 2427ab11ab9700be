package org.jejak.command;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.jejak.ingest.MappingFunctions;
import org.jejak.rawlog.LocalFiles;
import org.jejak.table.*;

/** Starts Spark: on this machine's cores, or, under spark-submit, where that says. */
public final class SparkSessions {
    private SparkSessions() {}

    public static SparkSession start(String name) {
        int cores = Runtime.getRuntime().availableProcessors();
        SparkSession.Builder builder = SparkSession.builder()
                .appName("jejak " + name)
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.ansi.enabled", "true")
                // Spark's usual 12 bytes are out of date, slow, and no instant to other tools
                .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                // small commits: Delta's defaults are made for clusters
                .config("spark.databricks.delta.snapshotPartitions", "2")
                // the checksum beside a commit names the files; without them each read lists them by a Spark job
                .config("spark.databricks.delta.allFilesInCrc.thresholdNumFiles", "2000")
                .config("spark.sql.limit.initialNumPartitions", "100") // a few rows of a dataset: in one job
                .config("spark.databricks.delta.stats.collect.using.tableSchema", "true")
                // each query is described to listeners, which nobody reads: in a few words, not in pages
                .config("spark.sql.ui.explainMode", "simple")
                // Java's own lower case: the tables of Spark's other library take a second to load
                .config("spark.sql.icu.caseMappings.enabled", "false")
                .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", String.valueOf(cores))
                // Java compiles a method of over 8 kB badly or not at all; Spark cuts it into pieces if told to
                .config("spark.sql.codegen.hugeMethodLimit", "8000")
                // many queries of a night have the same shape: what was compiled for one is found again for the next
                .config("spark.sql.codegen.useIdInClassName", "false")
                .config("spark.sql.codegen.cache.maxEntries", "1000")
                // for sessions that add jars of their own: looks for each compiled class in a folder first
                .config("spark.sql.artifact.isolation.enabled", "false")
                // for object stores: on a local disk it starts a thread for each column read
                .config("spark.hadoop.parquet.hadoop.vectored.io.enabled", "false");
        // a column that alone is a key differs in each row: looking for repetitions takes a tenth of a night and finds
        // none
        for (Table table : Tables.ALL) {
            if (table.key().size() == 1)
                builder = builder.config(
                        "spark.hadoop.parquet.enable.dictionary#"
                                + table.keyNames().get(0),
                        "false");
        }
        if (System.getProperty("spark.master") == null) {
            Thread.currentThread()
                    .setContextClassLoader(
                            new RememberingClassLoader(Thread.currentThread().getContextClassLoader()));
            for (Map.Entry<String, String> setting : LocalFiles.settings().entrySet())
                builder = builder.config(setting.getKey(), setting.getValue());
            builder = builder.master("local[*]")
                    .config("spark.sql.shuffle.partitions", String.valueOf(4 * cores))
                    .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/jejak-spark-warehouse")
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.ui.showConsoleProgress", "false");
        }
        SparkSession spark = builder.getOrCreate();
        MappingFunctions.register(spark.udf());
        return spark;
    }
}
