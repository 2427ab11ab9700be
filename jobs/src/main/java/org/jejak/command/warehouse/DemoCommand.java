package org.jejak.command.warehouse;

import static org.apache.spark.sql.functions.*;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.*;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.*;
import org.jejak.command.InstallationOptions;
import org.jejak.command.OutputFiles;
import org.jejak.command.SparkSessions;
import org.jejak.command.TextTable;
import org.jejak.config.Settings;
import org.jejak.config.UsageException;
import org.jejak.pipeline.NightlyRun;
import org.jejak.pipeline.job.InputMissingException;
import org.jejak.rawlog.RawFile;
import org.jejak.rawlog.RawFolder;
import org.jejak.table.*;
import org.jejak.warehouse.SqlCatalog;
import org.jejak.warehouse.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code demo}: the whole pipeline over the sample data. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs the whole pipeline over sample-data: the history at once, then the last night.")
public final class DemoCommand implements Callable<Integer> {
    private static final int NIGHTS = 1;

    @Mixin
    private InstallationOptions installation = new InstallationOptions();

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        Settings settings = installation.settings();
        Path home = Path.of(settings.warehouse());
        clear(home);
        LocalDate last = lastDelivery(settings);
        System.out.println(
                "Personal identifiers are hashed with the demo key, which everybody knows: fine for invented people.");
        try (SparkSession spark = SparkSessions.start("demo")) {
            NightlyRun nightly =
                    new NightlyRun(spark, settings, InstallationOptions.DEMO_KEY, Clock.systemUTC(), System.out);
            for (int i = NIGHTS; i >= 0; i--) {
                System.out.println();
                nightly.run(NightlyRun.Request.night(last.minusDays(i)));
            }
            new Reports(spark, settings).afterNight(System.out);
            show(spark, Warehouse.of(spark, settings), settings);
            System.out.printf(
                    Locale.ROOT,
                    "%nDone in %.0f s. Look around with: jobs/bin/jejak sql \"select * from gold.fact_journeys limit 10\"%n",
                    (System.nanoTime() - start) / 1e9);
            return 0;
        }
    }

    /** Removes the warehouse of an earlier demo; refuses to touch any other. */
    private static void clear(Path warehouse) {
        Path marker = warehouse.resolve("_made_by_demo");
        try {
            if (Files.exists(warehouse)) {
                boolean empty;
                try (var entries = Files.list(warehouse)) {
                    empty = entries.findAny().isEmpty();
                }
                if (!empty && !Files.exists(marker)) {
                    throw new UsageException(warehouse + " holds a warehouse that no demo made; "
                            + "move it away, or give another with --set jejak.warehouse=FOLDER");
                }
                OutputFiles.remove(warehouse);
            }
            Files.createDirectories(warehouse);
            Files.createFile(marker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalDate lastDelivery(Settings settings) {
        RawFolder folder = new RawFolder(settings.raw(), new Configuration());
        return settings.sources().stream()
                .flatMap(s -> folder.filesOf(s, Optional.empty(), LocalDate.of(9999, 1, 1)).stream())
                .map(RawFile::deliveredOn)
                .filter(d -> d != null)
                .max(Comparator.naturalOrder())
                .map(d -> d.toLocalDate())
                .orElseThrow(() -> new InputMissingException("no raw files under " + settings.raw()));
    }

    private static void show(SparkSession spark, Warehouse warehouse, Settings settings) {
        System.out.println("\nTables under " + settings.warehouse() + ":");
        Map<String, Long> counts = Tables.ALL.stream()
                .map(table -> warehouse.read(table).agg(count(lit(1))).select(lit(table.fullName()), col("count(1)")))
                .reduce(Dataset::unionAll)
                .orElseThrow()
                .collectAsList()
                .stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
        for (Table table : Tables.ALL) {
            System.out.printf(
                    Locale.ROOT, "  %-32s %,10d  %s%n", table.fullName(), counts.get(table.fullName()), table.grain());
        }
        SqlCatalog.register(spark, warehouse);
        print(
                "Channels over the whole time (revenue and spend in " + settings.baseCurrency() + "):",
                spark.sql(
                        "SELECT c.channel_name AS channel, sum(visit_count) AS visits, sum(new_customer_count) AS new_customers, "
                                + "sum(order_count) AS orders, round(sum(revenue_amount), 0) AS revenue, round(sum(spend_amount), 0) AS spend "
                                + "FROM gold.agg_channel_daily a JOIN gold.dim_channel c USING (channel) GROUP BY 1, sort_order ORDER BY sort_order"));
        print(
                "Journeys:",
                spark.sql("SELECT state, count(*) AS journeys, round(avg(visit_count), 1) AS visits, "
                        + "round(avg(back_step_count), 2) AS back_steps, round(avg(duration_seconds) / 86400, 1) AS days, "
                        + "round(sum(revenue_amount), 0) AS revenue FROM gold.fact_journeys GROUP BY 1 ORDER BY 1"));
        print(
                "What became of the raw records:",
                spark.sql(
                        "SELECT sum(read_count) AS read, sum(accepted_count) AS accepted, sum(duplicate_count) AS duplicate, "
                                + "sum(rejected_count) AS rejected, sum(left_out_count) AS left_out, sum(blank_count) AS blank_lines, count_if(state = 'skipped') AS files_skipped FROM ops.ingested_files"));
        print(
                "Rejected because:",
                spark.sql("SELECT reason, count(*) AS records FROM silver.rejects GROUP BY 1 ORDER BY 2 DESC"));
    }

    private static void print(String title, Dataset<Row> rows) {
        System.out.print("\n" + title + "\n"
                + TextTable.of(Arrays.asList(rows.columns()), rows.collectAsList())
                        .indent(2));
    }
}
