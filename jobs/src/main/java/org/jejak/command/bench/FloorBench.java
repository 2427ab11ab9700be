package org.jejak.command.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.IOException;
import java.nio.file.Path;
import java.util.*;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.sql.*;
import org.jejak.command.SparkSessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The floor that a full run is measured against: Spark reading the same raw logs, hashing them by visitor (lines that are no
 * JSON by their text), sorting them, and writing them once as Parquet. A command, so that it has a process of its own.
 */
@Command(name = "floor", hidden = true, description = "Measures what reading and writing simulated logs once takes.")
final class FloorBench implements Callable<Integer> {
    private static final Pattern SECONDS = Pattern.compile("^floor ([0-9.]+) s$", Pattern.MULTILINE);

    /** A line of a log that is no JSON. */
    private static final String LINE = "line";

    @Option(names = "--raw", required = true, description = "Raw folder of simulated logs.")
    private Path raw;

    @Option(names = "--out", required = true, description = "Folder for what is written.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        try (SparkSession spark = SparkSessions.start("floor")) {
            long start = System.nanoTime();
            floor(spark);
            System.out.printf(Locale.ROOT, "floor %.3f s%n", (System.nanoTime() - start) / 1e9);
            return 0;
        }
    }

    /** The seconds in what the command printed: without Spark's start, as in the ledger. */
    static double seconds(String printed) {
        return SECONDS.matcher(printed)
                .results()
                .map(MatchResult::group)
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .findFirst()
                .orElseThrow();
    }

    private void floor(SparkSession spark) {
        String json = raw + "/{web,app,ga4,support,orders,review,social}/*/*.jsonl*";
        String other = raw + "/{access,email,ads_google,ads_meta,ads_display,survey,store,referral}/*/*";
        Dataset<Row> events =
                spark.read().json(spark.read().textFile(json).sample(0.01, 1L)).limit(0);
        Dataset<Row> parsed = spark.read().schema(events.schema()).json(json);
        parsed.repartition(col("anonymousId"))
                .sortWithinPartitions("anonymousId", "timestamp")
                .write()
                .mode("overwrite")
                .parquet(out.resolve("json").toString());
        spark.read()
                .text(other)
                .toDF(LINE)
                .repartition(xxhash64(col(LINE)))
                .sortWithinPartitions(LINE)
                .write()
                .mode("overwrite")
                .parquet(out.resolve("other").toString());
    }
}
