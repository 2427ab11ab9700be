package org.jejak.run;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jejak.config.Settings;
import org.jejak.io.OutputFiles;
import org.jejak.io.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Spark SQL over the warehouse. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = "Runs a query over the tables silver.*, gold.* and ops.*, for example: "
                + "jejak sql \"select channel, sum(session_count) from gold.agg_channel_daily group by 1\".")
final class SqlCommand implements Callable<Integer> {
    @Mixin
    private Installation installation = new Installation();

    @Parameters(paramLabel = "QUERY", description = "One SQL query.")
    private String query;

    @Option(names = "--format", description = "table, csv or json. Default: ${DEFAULT-VALUE}.", defaultValue = "table")
    private Format format;

    @Option(names = "--limit", description = "Most rows to print. Default: ${DEFAULT-VALUE}.", defaultValue = "100")
    private int limit;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write all rows to a .csv, .json or .parquet file instead.")
    private java.nio.file.Path out;

    /** Ways to print. */
    enum Format {
        TABLE,
        CSV,
        JSON
    }

    @Override
    public Integer call() {
        Settings settings = installation.settings();
        SparkSession spark = SparkStarter.start("sql");
        try {
            Catalogue.register(spark, new Warehouse(spark, settings.warehouse()));
            Dataset<Row> result = spark.sql(query);
            if (out != null) {
                OutputFiles.write(result, out);
                System.out.println("Written to " + out);
                return 0;
            }
            List<Row> rows = result.takeAsList(limit + 1);
            boolean more = rows.size() > limit;
            rows = rows.subList(0, Math.min(rows.size(), limit));
            System.out.print(
                    switch (format) {
                        case TABLE -> TextTable.of(Arrays.asList(result.columns()), rows);
                        case CSV -> Csv.of(Arrays.asList(result.columns()), rows);
                        case JSON -> rows.stream().map(r -> r.json() + "\n").reduce("", String::concat);
                    });
            if (more) System.err.println("(first " + limit + " rows; --limit shows more, --out writes all)");
            return 0;
        } finally {
            spark.stop();
        }
    }
}
