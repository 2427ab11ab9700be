package org.jejak;

import com.holdenkarau.spark.testing.JavaDataFrameSuiteBase;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;
import org.jejak.ingest.MappingFunctions;
import org.jejak.rawlog.LocalFiles;

/** The one session that all tests share, and spark-testing-base's comparisons for JUnit 5. */
public final class TestSpark {
    private static SparkSession session;

    private static final class Comparisons extends JavaDataFrameSuiteBase {}

    private TestSpark() {}

    /** A small local session with Delta; never stopped, since starting one takes seconds. */
    public static synchronized SparkSession session() {
        if (session == null) {
            TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
            SparkSession.Builder builder = SparkSession.builder();
            for (Map.Entry<String, String> setting : LocalFiles.settings().entrySet())
                builder = builder.config(setting.getKey(), setting.getValue());
            session = builder.master("local[2]")
                    .appName("jejak tests")
                    .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                    .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                    .config("spark.sql.session.timeZone", "UTC")
                    .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                    .config("spark.sql.artifact.isolation.enabled", "false")
                    .config("spark.sql.shuffle.partitions", "2")
                    .config("spark.default.parallelism", "2")
                    .config("spark.databricks.delta.snapshotPartitions", "2")
                    .config("spark.sql.limit.initialNumPartitions", "100") // a few rows of a dataset: in one job
                    .config(
                            "spark.sql.sources.parallelPartitionDiscovery.parallelism",
                            "2") // else VACUUM lists in 10,000 tasks
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.hadoop.fs.crash.impl", "org.jejak.pipeline.CrashFs")
                    .config("spark.delta.logStore.crash.impl", "io.delta.storage.LocalLogStore")
                    .getOrCreate();
            MappingFunctions.register(session.udf());
        }
        return session;
    }

    /** Fails unless both hold the same rows, in any order. */
    public static void assertSameRows(Dataset<Row> expected, Dataset<Row> actual) {
        new Comparisons().assertDataFrameDataEquals(expected, actual);
    }

    /** How many SQL executions Spark starts for some work: each costs a night a tenth of a second. */
    public static long executions(Runnable work) {
        AtomicLong started = new AtomicLong();
        SparkListener listener = new SparkListener() {
            @Override
            public void onOtherEvent(SparkListenerEvent event) {
                if (event instanceof SparkListenerSQLExecutionStart) started.incrementAndGet();
            }
        };
        SparkContext context = session().sparkContext();
        awaitEvents(context);
        context.addSparkListener(listener);
        try {
            work.run();
            awaitEvents(context);
            return started.get();
        } finally {
            context.removeSparkListener(listener);
        }
    }

    private static void awaitEvents(SparkContext context) {
        try {
            context.listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Column names as Spark's joins want them. */
    public static scala.collection.immutable.Seq<String> names(String... names) {
        return scala.jdk.javaapi.CollectionConverters.asScala(List.of(names)).toSeq();
    }

    /** Rows as sorted texts, for small results that a reader should see. */
    public static List<String> texts(Dataset<Row> rows) {
        return texts(rows.collectAsList());
    }

    /** Rows as sorted texts, for small results that a reader should see. */
    public static List<String> texts(List<Row> rows) {
        return rows.stream().map(r -> r.mkString("|")).sorted().toList();
    }
}
