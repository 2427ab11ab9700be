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

/** One night. */
@Command(
        name = "nightly",
        mixinStandardHelpOptions = true,
        description = "Takes in what was delivered up to a date and restates what it touches.")
final class NightlyCommand implements Callable<Integer> {
    @Mixin
    private Installation installation = new Installation();

    @Option(names = "--date", required = true, description = "Logical date, yyyy-MM-dd. Never taken from the clock.")
    private LocalDate date;

    @Option(names = "--rebuild", description = "Recompute all tables from the interactions taken in so far.")
    private boolean rebuild;

    @Option(names = "--dry-run", description = "Only list the files that would be taken in.")
    private boolean dryRun;

    @Override
    public Integer call() {
        Settings settings = installation.settings();
        if (dryRun) return DryRun.print(settings, Optional.empty(), date);
        String key = installation.hashKey();
        SparkSession spark = SparkStarter.start("nightly");
        try {
            boolean worked = new Nightly(spark, settings, key, Clock.systemUTC(), System.out)
                    .run(new Nightly.Request("nightly", date, Optional.empty(), rebuild, Optional.empty()));
            if (worked) new Reports(spark, settings).afterNight(System.out);
            return 0;
        } finally {
            spark.stop();
        }
    }
}
