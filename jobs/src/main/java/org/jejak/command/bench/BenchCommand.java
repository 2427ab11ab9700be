package org.jejak.command.bench;

import static org.apache.spark.sql.functions.*;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.*;
import java.util.concurrent.Callable;
import org.apache.spark.sql.*;
import org.jejak.command.InstallationOptions;
import org.jejak.command.OutputFiles;
import org.jejak.command.SparkSessions;
import org.jejak.config.ExperienceSettings;
import org.jejak.config.Settings;
import org.jejak.config.UsageException;
import org.jejak.pipeline.NightlyRun;
import org.jejak.simulate.SimulationSettings;
import org.jejak.simulate.Simulator;
import org.jejak.table.Interactions;
import org.jejak.warehouse.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures the pipeline as ratios within one run, since machines differ. The floor is Spark reading the same raw logs,
 * hashing them by visitor (lines that are no JSON by their text), sorting them, and writing them once as Parquet.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = {AttributionBench.class, ValueBench.class, ExperienceBench.class},
        description =
                "Simulates logs, then measures a full run against the floor, and one night on 120 days of history "
                        + "against the same night on 360 days.")
public final class BenchCommand implements Callable<Integer> {
    private static final int LONG_HISTORY = 360;
    private static final int SHORT_HISTORY = 120;

    @Mixin
    private InstallationOptions installation = new InstallationOptions();

    @Option(
            names = "--customers",
            description =
                    "People to simulate over 361 days; 1000 make about 75,000 interactions. Default: ${DEFAULT-VALUE}.",
            defaultValue = "13500")
    private long customers;

    @Option(
            names = "--work",
            paramLabel = "FOLDER",
            description = "Where to put logs and tables; the logs are kept for the next time.")
    private Path work;

    @Option(
            names = "--worlds",
            description =
                    "Small worlds of known truth in which the true driver of satisfaction and the true effect of a bad "
                            + "experience are looked for. Default: ${DEFAULT-VALUE}.",
            defaultValue = "100")
    private int worlds;

    private SparkSession spark;

    @Override
    public Integer call() throws IOException {
        if (work == null) throw new UsageException("--work FOLDER is missing: where to put logs and tables");
        SimulationSettings simulation = new SimulationSettings(customers, LONG_HISTORY + 1, 42);
        try (SparkSession started = SparkSessions.start("bench")) {
            spark = started;
            Path logs = work.resolve("logs-" + customers);
            if (!Files.exists(logs.resolve("raw")))
                time("simulate", () -> Simulator.simulate(spark, simulation, logs.toString()));
            measure(logs, simulation.start().plusDays(LONG_HISTORY));
            ExperienceSettings experience =
                    Settings.read(installation.conf, installation.overrides).experience();
            System.out.print(ExperienceBench.run(1, worlds, experience).text());
            return 0;
        }
    }

    /** Measures full runs up to the day before a night, and that night. */
    private void measure(Path logs, LocalDate night) {
        double warmUp = time(
                "warm-up: a full run over the last 10 days",
                () -> full(logs, "warm", night.minusDays(10), night.minusDays(1)));
        double floor = time("floor: read, hash by visitor, sort, write", () -> floor(logs.resolve("raw")));
        double full = time(
                "full run, 360 days", () -> full(logs, "long", night.minusDays(2L * LONG_HISTORY), night.minusDays(1)));
        double part = time(
                "full run, 120 days", () -> full(logs, "short", night.minusDays(SHORT_HISTORY), night.minusDays(1)));
        double nightShort = time("one night on 120 days", () -> night(logs, "short", night));
        double nightLong = time("one night on 360 days", () -> night(logs, "long", night));
        long interactions = new Warehouse(spark, work.resolve("long").toString())
                .read(Interactions.TABLE)
                .count();
        System.out.printf(
                Locale.ROOT,
                "%n%,d interactions (warm-up took %.0f s)%n"
                        + "full run / floor             %6.2f   bar 3%n"
                        + "night on 360 / night on 120  %6.2f   bar 1.1%n"
                        + "night / full run, 120 days   %6.2f   bar 0.25%n",
                interactions,
                warmUp,
                full / floor,
                nightLong / nightShort,
                nightShort / part);
    }

    private void floor(Path raw) {
        String json = raw + "/{web,app,ga4,support,orders,review,social}/*/*.jsonl*";
        String other = raw + "/{access,email,ads_google,ads_meta,ads_display,survey,store,referral}/*/*";
        Dataset<Row> events =
                spark.read().json(spark.read().textFile(json).sample(0.01, 1L)).limit(0);
        Dataset<Row> parsed = spark.read().schema(events.schema()).json(json);
        parsed.repartition(col("anonymousId"))
                .sortWithinPartitions("anonymousId", "timestamp")
                .write()
                .mode("overwrite")
                .parquet(work.resolve("floor-json").toString());
        spark.read()
                .text(other)
                .repartition(xxhash64(col("value")))
                .sortWithinPartitions("value")
                .write()
                .mode("overwrite")
                .parquet(work.resolve("floor-other").toString());
    }

    private void full(Path logs, String name, LocalDate from, LocalDate to) {
        if (Files.exists(work.resolve(name))) OutputFiles.remove(work.resolve(name));
        run(logs, name, new NightlyRun.Request("backfill", to, Optional.of(from), false, Optional.empty()));
    }

    private void night(Path logs, String name, LocalDate date) {
        run(logs, name, new NightlyRun.Request("nightly", date, Optional.of(date), false, Optional.empty()));
    }

    private void run(Path logs, String name, NightlyRun.Request request) {
        Map<String, String> overrides = new HashMap<>(installation.overrides);
        overrides.put("jejak.raw", logs.resolve("raw").toAbsolutePath().toString());
        overrides.put(
                "jejak.rates-file",
                logs.resolve("raw/rates.csv").toAbsolutePath().toString());
        overrides.put("jejak.warehouse", work.resolve(name).toAbsolutePath().toString());
        Settings settings = Settings.read(installation.conf, overrides);
        PrintStream indented = new PrintStream(System.out) {
            @Override
            public void println(String line) {
                super.println("    " + line);
            }
        };
        new NightlyRun(spark, settings, InstallationOptions.DEMO_KEY, Clock.systemUTC(), indented).run(request);
    }

    private static double time(String what, Runnable work) {
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%-45s %7.1f s%n", what, seconds);
        return seconds;
    }
}
