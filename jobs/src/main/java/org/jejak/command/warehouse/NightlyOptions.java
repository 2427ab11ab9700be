package org.jejak.command.warehouse;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.*;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.jejak.command.InstallationOptions;
import org.jejak.command.SparkSessions;
import org.jejak.config.Settings;
import org.jejak.pipeline.Deliveries;
import org.jejak.pipeline.Ledger;
import org.jejak.pipeline.NightlyRun;
import org.jejak.pipeline.job.InputMissingException;
import org.jejak.rawlog.RawFolder;
import org.jejak.table.Runs;
import org.jejak.warehouse.Warehouse;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that ingest deliveries, {@code nightly} and {@code backfill}, and how they run. */
final class NightlyOptions {
    @Mixin
    private InstallationOptions installation = new InstallationOptions();

    @Option(
            names = "--rebuild",
            description = "Recompute all tables from the interactions, not only what new files touch.")
    private boolean rebuild;

    @Option(names = "--dry-run", description = "Only list the files that would be looked at.")
    private boolean dryRun;

    /** One run over the deliveries of a range, or, without a first date, of the discovery window. */
    int run(String command, Optional<LocalDate> from, LocalDate to) throws IOException {
        Settings settings = installation.settings();
        if (dryRun) return DryRun.print(settings, from, to);
        String key = installation.hashKey();
        try (SparkSession spark = SparkSessions.start(command)) {
            night(spark, settings, key, command, from, to);
            return 0;
        }
    }

    /**
     * One run for each range of dates that the ledger lacks, oldest first. A failure stops there; the same command goes on later.
     *
     * @param wanted spans, by what earlier runs looked at
     */
    int runEach(String command, Function<List<Deliveries.Range>, List<Deliveries.Span>> wanted) throws IOException {
        Settings settings = installation.settings();
        String key = dryRun ? null : installation.hashKey();
        try (SparkSession spark = SparkSessions.start(command)) {
            Warehouse warehouse = Warehouse.of(spark, settings);
            List<Deliveries.Range> runs = warehouse.exists(Runs.TABLE) ? new Ledger(warehouse).deliveries() : List.of();
            List<Deliveries.Span> spans = wanted.apply(runs);
            if (spans.isEmpty()) System.out.println("Nothing to do: the ledger has no such dates in this range.");
            for (Deliveries.Span span : spans) {
                if (dryRun) DryRun.print(settings, Optional.of(span.from()), span.to());
                else night(spark, settings, key, command, Optional.of(span.from()), span.to());
            }
            return 0;
        }
    }

    /** Fails if the raw folder is missing: that is a fault of the installation, not a night without deliveries. */
    static void requireRawFolder(Settings settings, Configuration configuration) {
        if (new RawFolder(settings.raw(), configuration).exists()) return;
        throw new InputMissingException("the raw folder " + settings.raw()
                + " does not exist; is the disk there, and jejak.raw right? (--rebuild does without)");
    }

    private void night(
            SparkSession spark, Settings settings, String key, String command, Optional<LocalDate> from, LocalDate to) {
        if (!rebuild) requireRawFolder(settings, spark.sparkContext().hadoopConfiguration());
        boolean worked = new NightlyRun(spark, settings, key, Clock.systemUTC(), System.out)
                .run(new NightlyRun.Request(command, to, from, rebuild, Optional.empty()));
        if (worked) new Reports(spark, settings).afterNight(System.out);
    }
}
