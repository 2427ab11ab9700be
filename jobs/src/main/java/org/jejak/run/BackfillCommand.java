package org.jejak.run;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jejak.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A range of deliveries at once: the same tables as night after night, much sooner. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        description = "Takes in a range of delivery dates in one run; gives the same tables as a night for each date.")
final class BackfillCommand implements Callable<Integer> {
    @Mixin
    private Installation installation = new Installation();

    @Option(names = "--from", required = true, description = "First delivery date, yyyy-MM-dd.")
    private LocalDate from;

    @Option(names = "--to", required = true, description = "Last delivery date, and the logical date.")
    private LocalDate to;

    @Option(names = "--rebuild", description = "Recompute all tables, not only what the files touch.")
    private boolean rebuild;

    @Option(names = "--dry-run", description = "Only list the files that would be taken in.")
    private boolean dryRun;

    @Override
    public Integer call() {
        if (from.isAfter(to)) throw new IllegalArgumentException("--from " + from + " is after --to " + to);
        Settings settings = installation.settings();
        if (dryRun) return DryRun.print(settings, Optional.of(from), to);
        String key = installation.hashKey();
        SparkSession spark = SparkStarter.start("backfill");
        try {
            boolean worked = new Nightly(spark, settings, key, Clock.systemUTC(), System.out)
                    .run(new Nightly.Request("backfill", to, Optional.of(from), rebuild, Optional.empty()));
            if (worked) new Reports(spark, settings).afterNight(System.out);
            return 0;
        } finally {
            spark.stop();
        }
    }
}
