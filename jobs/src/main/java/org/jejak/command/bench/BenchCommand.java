package org.jejak.command.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.*;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jejak.command.InstallationOptions;
import org.jejak.command.OutputFiles;
import org.jejak.command.SparkSessions;
import org.jejak.config.Settings;
import org.jejak.config.UsageException;
import org.jejak.simulate.SimulationSettings;
import org.jejak.table.CustomerMerges;
import org.jejak.table.Identifiers;
import org.jejak.table.Interactions;
import org.jejak.warehouse.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures the pipeline as ratios within one run, since machines differ. Each run has a process of its own, as nights have:
 * a process that is warm from another run compiles less. Nights work on copies of the histories, so that they can be repeated.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = {
            AttributionBench.class,
            ValueBench.class,
            ExperienceBench.class,
            AudienceBench.class,
            FloorBench.class
        },
        description = {
            "Simulates logs, then measures full runs over 120 and 360 days, the floor, the same night on either history, that night with "
                    + "more and more merged customers, and the demo, and prints them beside their bars: jobs/docs/bench.md.",
            "With --customers 72500 it takes most of an hour on two cores and 12 GB of disk."
        })
public final class BenchCommand implements Callable<Integer> {
    /** Of every process that is measured. */
    static final String HEAP = "4g";

    private static final int LONG_HISTORY = 360;
    private static final int SHORT_HISTORY = 120;
    private static final String SHORT = "history-" + SHORT_HISTORY;
    private static final String LONG = "history-" + LONG_HISTORY;
    private static final String COPY = "night";
    private static final List<Integer> MERGE_FACTORS = List.of(10, 100);
    private static final Pattern DEMO_DONE = Pattern.compile("^Done in (\\d+) s\\.", Pattern.MULTILINE);

    @Mixin
    private InstallationOptions installation = new InstallationOptions();

    @Option(
            names = "--customers",
            description =
                    "People to simulate over 361 days; 1000 make about 70,000 interactions. Bars are for the default: ${DEFAULT-VALUE}.",
            defaultValue = "72500")
    private long customers;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Measures everything N times; of each measure the median counts. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private int repeat;

    @Option(names = "--no-demo", description = "Leaves out the demo over the sample data.")
    private boolean noDemo;

    @Option(names = "--no-merges", description = "Leaves out the nights with more merged customers.")
    private boolean noMerges;

    @Option(
            names = "--work",
            paramLabel = "FOLDER",
            description =
                    "Where to put logs and tables; kept for the next time. Default: a temporary folder, removed at the end.")
    private Path work;

    @Option(
            names = "--keep",
            description =
                    "Takes the histories that an earlier bench left in --work, with the figures of their ledgers, "
                            + "instead of new full runs. Whether they are of the same code is for you to know.")
    private boolean keep;

    private SparkSession spark;
    private Path logs;
    private LocalDate night;

    @Override
    public Integer call() throws IOException {
        if (repeat < 1) throw new UsageException("--repeat is " + repeat + ", but must be at least 1");
        if (keep && work == null) throw new UsageException("--keep needs --work FOLDER of an earlier bench");
        boolean isTemporary = work == null;
        if (isTemporary) work = Files.createTempDirectory("jejak-bench");
        work = Files.createDirectories(work).toAbsolutePath().normalize();
        System.out.println("Working in " + work);
        // for reading ledgers: what is measured has its own
        try (SparkSession started = SparkSessions.start("bench")) {
            spark = started;
            System.out.print("\n" + measure().text());
        }
        if (isTemporary) OutputFiles.remove(work);
        return 0;
    }

    private BenchFigures measure() throws IOException {
        night = SimulationSettings.DEFAULT_START.plusDays(LONG_HISTORY);
        logs = simulated();
        List<Double> floors = new ArrayList<>();
        List<Measured> shortFulls = new ArrayList<>();
        List<Measured> longFulls = new ArrayList<>();
        List<BenchFigures.Night> shortNights = new ArrayList<>();
        List<BenchFigures.Night> longNights = new ArrayList<>();
        List<BenchFigures.Demo> demos = new ArrayList<>();
        for (int round = 0; round < repeat; round++) {
            floors.add(floor());
            shortFulls.add(full(SHORT, "full run, 120 days", night.minusDays(SHORT_HISTORY)));
            shortNights.add(night(SHORT, "night on 120 days", logs.resolve("raw")));
            longFulls.add(full(LONG, "full run, 360 days", SimulationSettings.DEFAULT_START));
            longNights.add(night(LONG, "night on 360 days", logs.resolve("raw")));
            if (hasDemo()) demos.add(demo());
        }
        BenchFigures.Night shortNight =
                Measured.median(shortNights, n -> n.measured().seconds());
        return new BenchFigures(
                Measured.median(floors, Double::doubleValue),
                Measured.median(shortFulls, Measured::seconds),
                Measured.median(longFulls, Measured::seconds),
                shortNight,
                Measured.median(longNights, n -> n.measured().seconds()),
                warehouse(LONG).read(Interactions.TABLE).count(),
                noMerges ? List.of() : merging(shortNight.merged()),
                demos.isEmpty() ? Optional.empty() : Optional.of(Measured.median(demos, BenchFigures.Demo::seconds)));
    }

    /** The folder of simulated logs, made if it is not there yet. */
    private Path simulated() throws IOException {
        Path folder = work.resolve("logs-" + customers);
        if (Files.exists(folder.resolve("raw/rates.csv"))) return folder; // written last
        if (Files.exists(folder)) OutputFiles.remove(folder);
        run(
                "simulate",
                List.of("simulate", "--customers=" + customers, "--days=" + (LONG_HISTORY + 1), "--out=" + folder));
        return folder;
    }

    private double floor() throws IOException {
        Path out = work.resolve("floor");
        run("floor", List.of("bench", "floor", "--raw=" + logs.resolve("raw"), "--out=" + out));
        OutputFiles.remove(out);
        return FloorBench.seconds(Files.readString(log("floor")));
    }

    /** A full run of what was delivered from a date on up to the day before the night. */
    private Measured full(String history, String what, LocalDate from) throws IOException {
        Path folder = work.resolve(history);
        if (keep && Files.exists(folder)) {
            System.out.println(what + ": that of an earlier bench");
            return new Measured(last(RunFigures.of(warehouse(history))), Optional.empty());
        }
        if (Files.exists(folder)) OutputFiles.remove(folder);
        return pipeline(history, what, logs.resolve("raw"), "backfill", "--from=" + from, "--to=" + night.minusDays(1));
    }

    /** The night on a copy of a history. */
    private BenchFigures.Night night(String history, String what, Path raw) throws IOException {
        if (Files.exists(work.resolve(COPY))) OutputFiles.remove(work.resolve(COPY));
        OutputFiles.copy(work.resolve(history), work.resolve(COPY));
        Measured measured = pipeline(COPY, what, raw, "nightly", "--date=" + night);
        long merged = warehouse(COPY)
                .read(CustomerMerges.TABLE)
                .filter(CustomerMerges.MERGED_DATE.col().equalTo(java.sql.Date.valueOf(night)))
                .select(CustomerMerges.CUSTOMER_ID.col())
                .distinct()
                .count();
        OutputFiles.remove(work.resolve(COPY));
        return new BenchFigures.Night(measured, merged);
    }

    /**
     * Nights with log-ins that merge more customers.
     *
     * @param merged by the logs as they are; log-ins are added up to 10 and 100 times as many
     */
    private List<BenchFigures.Night> merging(long merged) throws IOException {
        List<BenchFigures.Night> nights = new ArrayList<>();
        for (int factor : MERGE_FACTORS) {
            Path raw = work.resolve("raw-merging");
            if (Files.exists(raw)) OutputFiles.remove(raw);
            deliveriesOfTheNight(raw);
            Path file = raw.resolve("web/" + night + "/log-ins.jsonl.gz");
            int logins = (int) Math.max(1, merged) * factor - (int) merged;
            int written = MergingLogins.write(warehouse(SHORT).read(Identifiers.TABLE), logins, night, file);
            nights.add(night(SHORT, "night on 120 days, " + written + " merging log-ins more", raw));
            OutputFiles.remove(raw);
        }
        return nights;
    }

    private void deliveriesOfTheNight(Path to) throws IOException {
        try (Stream<Path> sources = Files.list(logs.resolve("raw"))) {
            for (Path source : sources.filter(Files::isDirectory).toList()) {
                Path delivered = source.resolve(night.toString());
                Path target = to.resolve(source.getFileName());
                Files.createDirectories(target);
                if (Files.exists(delivered)) OutputFiles.copy(delivered, target.resolve(night.toString()));
            }
        }
    }

    /** Whether the settings are those of the sample installation: the demo removes the warehouse that it is given. */
    private boolean hasDemo() {
        Path raw =
                Path.of(Settings.read(installation.conf, installation.overrides).raw());
        return !noDemo && raw.endsWith("sample-data/raw") && Files.exists(raw);
    }

    private BenchFigures.Demo demo() throws IOException {
        if (Files.exists(work.resolve("demo"))) OutputFiles.remove(work.resolve("demo"));
        run("demo", withSettings(List.of("demo"), Map.of("jejak.warehouse", work.resolve("demo"))));
        List<RunFigures> runs = RunFigures.of(warehouse("demo"));
        return new BenchFigures.Demo(demoSeconds(Files.readString(log("demo"))), runs.get(0), last(runs));
    }

    /** The seconds that a demo says it took. */
    static double demoSeconds(String printed) {
        Matcher done = DEMO_DONE.matcher(printed);
        if (!done.find()) throw new IllegalStateException("the demo did not say how long it took");
        return Double.parseDouble(done.group(1));
    }

    /** A run of the pipeline on a warehouse below the work folder. */
    private Measured pipeline(String warehouse, String what, Path raw, String... command) throws IOException {
        ChildProcess.Result process = run(
                what,
                withSettings(
                        List.of(command),
                        Map.of(
                                "jejak.raw", raw,
                                "jejak.rates-file", logs.resolve("raw/rates.csv"),
                                "jejak.warehouse", work.resolve(warehouse))));
        return new Measured(last(RunFigures.of(warehouse(warehouse))), Optional.of(process));
    }

    private List<String> withSettings(List<String> command, Map<String, Path> folders) {
        List<String> all = new ArrayList<>(command);
        all.add("--conf=" + installation.conf);
        Map<String, String> settings = new TreeMap<>(installation.overrides);
        settings.put("jejak.report.folder", work.resolve("reports").toString());
        folders.forEach((key, folder) -> settings.put(key, folder.toString()));
        settings.forEach((key, value) -> all.add("--set=" + key + "=" + value));
        return all;
    }

    /** Runs a command in a process of its own and prints how that went. */
    private ChildProcess.Result run(String what, List<String> command) throws IOException {
        ChildProcess.Result result = ChildProcess.run(HEAP, log(what), command);
        System.out.printf("%-45s %s%n", what, result.text());
        if (result.exitCode() != 0) {
            List<String> printed = Files.readAllLines(log(what));
            throw new IllegalStateException(what + " ended with exit code " + result.exitCode() + "; the end of "
                    + log(what) + ":\n"
                    + String.join("\n", printed.subList(Math.max(0, printed.size() - 20), printed.size())));
        }
        return result;
    }

    private Path log(String what) {
        return work.resolve(what.replaceAll("\\W+", "-") + ".log");
    }

    private Warehouse warehouse(String name) {
        return new Warehouse(spark, work.resolve(name).toString());
    }

    private static RunFigures last(List<RunFigures> runs) {
        return runs.get(runs.size() - 1);
    }
}
