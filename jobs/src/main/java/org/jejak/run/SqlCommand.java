package org.jejak.run;

import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jejak.config.Settings;
import org.jejak.io.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        Settings settings = installation.settings();
        SparkSession spark = SparkStarter.start("sql");
        try {
            Catalogue.register(spark, new Warehouse(spark, settings.warehouse()));
            output.show(spark.sql(query));
            return 0;
        } finally {
            spark.stop();
        }
    }
}
