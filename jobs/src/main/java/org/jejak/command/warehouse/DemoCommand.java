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
            show(Warehouse.of(spark, settings), settings);
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

    private static void show(Warehouse warehouse, Settings settings) {
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
        print(
                "Channels over the whole time (revenue and spend in " + settings.baseCurrency() + "):",
                channels(warehouse.read(AggChannelDaily.TABLE), warehouse.read(DimChannel.TABLE)));
        print("Journeys:", journeys(warehouse.read(FactJourneys.TABLE)));
        print("What became of the raw records:", records(warehouse.read(IngestedFiles.TABLE)));
        print(
                "Rejected because:",
                warehouse
                        .read(Rejects.TABLE)
                        .groupBy(Rejects.REASON.col())
                        .agg(count(lit(1)).as("records"))
                        .orderBy(col("records").desc(), Rejects.REASON.col()));
    }

    private static Dataset<Row> channels(Dataset<Row> daily, Dataset<Row> names) {
        return daily.join(names, DimChannel.CHANNEL.name())
                .groupBy(DimChannel.CHANNEL_NAME.col().as(DimChannel.CHANNEL.name()), DimChannel.SORT_ORDER.col())
                .agg(
                        sum(AggChannelDaily.VISIT_COUNT.col()).as("visits"),
                        sum(AggChannelDaily.NEW_CUSTOMER_COUNT.col()).as("new_customers"),
                        sum(AggChannelDaily.ORDER_COUNT.col()).as("orders"),
                        whole(AggChannelDaily.REVENUE_AMOUNT).as("revenue"),
                        whole(AggChannelDaily.SPEND_AMOUNT).as("spend"))
                .orderBy(DimChannel.SORT_ORDER.col())
                .drop(DimChannel.SORT_ORDER.col());
    }

    private static Dataset<Row> journeys(Dataset<Row> journeys) {
        return journeys.groupBy(FactJourneys.STATE.col())
                .agg(
                        count(lit(1)).as("journeys"),
                        round(avg(FactJourneys.VISIT_COUNT.col()), 1).as("visits"),
                        round(avg(FactJourneys.BACK_STEP_COUNT.col()), 2).as("back_steps"),
                        round(avg(FactJourneys.DURATION_SECONDS.col()).divide(86_400), 1)
                                .as("days"),
                        whole(FactJourneys.REVENUE_AMOUNT).as("revenue"))
                .orderBy(FactJourneys.STATE.col());
    }

    private static Dataset<Row> records(Dataset<Row> files) {
        return files.agg(
                sum(IngestedFiles.READ_COUNT.col()).as("read"),
                sum(IngestedFiles.ACCEPTED_COUNT.col()).as("accepted"),
                sum(IngestedFiles.DUPLICATE_COUNT.col()).as("duplicate"),
                sum(IngestedFiles.REJECTED_COUNT.col()).as("rejected"),
                sum(IngestedFiles.LEFT_OUT_COUNT.col()).as("left_out"),
                sum(IngestedFiles.BLANK_COUNT.col()).as("blank_lines"),
                count_if(IngestedFiles.STATE.col().equalTo("skipped")).as("files_skipped"));
    }

    private static Column whole(Field amount) {
        return round(sum(amount.col()), 0);
    }

    private static void print(String title, Dataset<Row> rows) {
        System.out.print("\n" + title + "\n"
                + TextTable.of(Arrays.asList(rows.columns()), rows.collectAsList())
                        .indent(2));
    }
}
