package org.jejak.pipeline;

import java.io.PrintStream;
import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.util.*;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.*;
import org.jejak.config.Settings;
import org.jejak.ingest.ExchangeRates;
import org.jejak.ingest.Pseudonymizer;
import org.jejak.ingest.RecordValidator;
import org.jejak.pipeline.job.Delivery;
import org.jejak.pipeline.job.IngestPlan;
import org.jejak.pipeline.job.Job;
import org.jejak.pipeline.job.KeySet;
import org.jejak.pipeline.job.Run;
import org.jejak.rawlog.RatesFile;
import org.jejak.rawlog.RawFile;
import org.jejak.rawlog.RawFolder;
import org.jejak.rawlog.RawReader;
import org.jejak.table.*;
import org.jejak.warehouse.ScopedWriter;
import org.jejak.warehouse.Warehouse;

/**
 * One run from raw files to published tables. Takes the lock, takes over what a dead run left in the journal, brings
 * all tables up to date, writes the ledger, and forgets the journal.
 */
public final class NightlyRun {
    /**
     * What is asked for.
     *
     * @param command the command, for the ledger
     * @param date logical date
     * @param from first delivery date to look at; empty for the settings' discovery window, or all in the first run
     * @param rebuild recompute everything from the interactions
     * @param only name of the one job to run, if not all
     */
    public record Request(
            String command, LocalDate date, Optional<LocalDate> from, boolean rebuild, Optional<String> only) {
        public static Request night(LocalDate date) {
            return new Request("nightly", date, Optional.empty(), false, Optional.empty());
        }
    }

    private static final long SMALL_BYTES = 8L << 20;

    private final SparkSession spark;
    private final Settings settings;
    private final String hashKey;
    private final Clock clock;
    private final PrintStream out;
    private final Warehouse warehouse;
    private Ledger ledger;
    private final Journal journal;

    public NightlyRun(SparkSession spark, Settings settings, String hashKey, Clock clock, PrintStream out) {
        this.spark = spark;
        this.settings = settings;
        this.hashKey = hashKey;
        this.clock = clock;
        this.out = out;
        this.warehouse = Warehouse.of(spark, settings);
        this.journal = new Journal(spark, settings.warehouse());
    }

    /** Runs; returns whether there was anything to do. */
    public boolean run(Request request) {
        Optional<RunLock> lock = RunLock.take(settings.warehouse());
        SparkContext context = spark.sparkContext();
        context.setJobGroup(SparkCosts.REST, "jejak " + request.command, false); // seen in Spark's UI
        try (SparkCosts costs = SparkCosts.count(context)) {
            return locked(request, costs);
        } finally {
            context.clearJobGroup();
            lock.ifPresent(RunLock::close);
        }
    }

    private boolean locked(Request request, SparkCosts costs) {
        Pseudonymizer pseudonyms = new Pseudonymizer(hashKey, settings.ingest().callingCode());
        new HashKeyCheck(settings.warehouse(), spark.sparkContext().hadoopConfiguration()).check(pseudonyms);
        warehouse.createMissing();
        ledger = new Ledger(warehouse);
        long number = ledger.nextNumber();
        Optional<Row> last = ledger.lastDone();
        Optional<Journal.Header> left = leftBehind(last);
        if (left.isPresent() && request.only.isPresent())
            throw new IllegalStateException("run " + left.get().number() + " in " + settings.warehouse()
                    + " has not been finished; run it again (jejak nightly), then this job");
        if (!request.rebuild || request.only.isPresent()) ledger.checkPublished();
        boolean full = request.rebuild
                || last.isEmpty()
                || left.filter(Journal.Header::full).isPresent();
        Optional<LocalDate> from =
                request.from.isPresent() || last.isEmpty() ? request.from : Optional.of(lookBack(request.date));
        Ledger.Entry entry = new Ledger.Entry(
                request.date + "/" + number,
                number,
                request.command,
                last.map(NightlyRun::dateOf)
                        .filter(d -> d.isAfter(request.date))
                        .orElse(request.date),
                full,
                settings.hash(),
                request.only.isPresent()
                        ? Optional.empty()
                        : Optional.of(new Deliveries.Range(from, request.date, false)),
                clock.instant());
        try {
            Delivery delivery = request.only.isPresent() ? null : delivery(request, from, entry.id(), pseudonyms);
            if (isDone(request, delivery, entry, left.isPresent(), last)) return false;
            warnOfNewSettings(last, full);
            if (request.only.isEmpty()) journal.begin(new Journal.Header(number, full));
            jobs(request, new Run(settings, entry.date(), full, delivery), entry, costs);
            return true;
        } catch (Throwable e) { // Scala throws checked exceptions without saying so
            record(entry, e, costs);
            throw e;
        }
    }

    /** The run that died or failed and whose keys are taken over. The journal of a finished run was only not cleared away. */
    private Optional<Journal.Header> leftBehind(Optional<Row> last) {
        if (journal.isDamaged()) {
            long dead = journal.header().map(Journal.Header::number).orElse(0L);
            return Optional.of(new Journal.Header(dead, true));
        }
        long finished = last.map(Ledger::number).orElse(0L);
        Optional<Journal.Header> left = journal.header().filter(header -> header.number() > finished);
        if (left.isEmpty()) journal.remove();
        return left;
    }

    /** The first delivery date that a night looks at; says so if it is further back than usual. */
    private LocalDate lookBack(LocalDate night) {
        int days = settings.ingest().discoveryDays();
        LocalDate from = Deliveries.lookBack(ledger.deliveries(), night, days);
        if (from.isBefore(night.minusDays(days)))
            out.println("  note: deliveries since " + from + " are looked at, and not only those of the last " + days
                    + " days: no run has looked at all of them since.");
        return from;
    }

    private Delivery delivery(Request request, Optional<LocalDate> from, String runId, Pseudonymizer pseudonyms) {
        RawFolder folder = new RawFolder(settings.raw(), spark.sparkContext().hadoopConfiguration());
        Set<String> takenBack = journal.keys(KeySet.TAKEN_BACK_FILES).list().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toSet());
        IngestPlan plan =
                new IngestPlan(warehouse.rows(IngestedFiles.TABLE), folder::asNow, settings::maxLateness, takenBack);
        RecordValidator validator = new RecordValidator(
                settings.ingest(),
                settings.zone().getId(),
                settings.channels(),
                new ExchangeRates(
                        settings.baseCurrency(),
                        settings.ratesFile().map(f -> RatesFile.read(spark, f)).orElse(List.of())),
                pseudonyms);
        return new Delivery(
                runId,
                plan.newFiles(folder, settings.sources(), from, request.date),
                plan,
                new RawReader(spark, settings.ingest()),
                validator,
                journal::stagingFolder);
    }

    /** Whether there is nothing to do; prints so if there is not. */
    private boolean isDone(
            Request request, Delivery delivery, Ledger.Entry entry, boolean resumed, Optional<Row> last) {
        boolean later = last.isEmpty() || entry.date().isAfter(dateOf(last.get()));
        if (delivery == null || !delivery.files().isEmpty() || resumed || later || request.rebuild) return false;
        out.println("Nothing new for " + request.date + ": already done by run "
                + last.get().getAs(Runs.RUN_ID.name()) + ".");
        return true;
    }

    private void warnOfNewSettings(Optional<Row> last, boolean full) {
        if (full || last.isEmpty() || last.get().getAs(Runs.CONFIG_HASH.name()).equals(settings.hash())) return;
        out.println(
                "  note: the settings changed since run " + last.get().getAs(Runs.RUN_ID.name())
                        + "; they hold for what this night touches. --rebuild applies those of sessions, identities, journeys "
                        + "and attribution paths to the whole history; mappings and ingest settings hold for files taken in from now on.");
    }

    private static LocalDate dateOf(Row run) {
        return run.<Date>getAs(Runs.LOGICAL_DATE.name()).toLocalDate();
    }

    private void jobs(Request request, Run run, Ledger.Entry entry, SparkCosts costs) {
        List<Job> jobs = request.only
                .map(name -> Pipeline.JOBS.stream()
                        .filter(j -> j.name().equals(name))
                        .toList())
                .orElse(Pipeline.JOBS);
        List<RawFile> files =
                run.delivery() == null ? List.of() : run.delivery().files();
        try (Progress progress = new Progress(out, request.command + " " + request.date, jobs.size())) {
            progress.line(String.format(
                    Locale.ROOT,
                    "%s %s: %,d new files, %s",
                    request.command,
                    request.date,
                    files.size(),
                    run.full() ? "the whole history" : "what they touch"));
            tune(files);
            List<JobRunner.Done> done = new JobRunner(
                            spark.sparkContext(), warehouse, new ScopedWriter(warehouse), journal, progress)
                    .run(jobs, run);
            QualityGate.check(settings, warehouse, entry.id(), progress::line);
            ledger.finished(entry, done, new Ledger.Outcome(0, null, clock.instant()), costs);
            if (request.only.isEmpty()) journal.remove();
        }
    }

    /**
     * A run over little data is mostly planning, compiling and waiting for stages, one over more is work: adaptive planning
     * and compiled code pay for the second and only cost the first.
     */
    private void tune(List<RawFile> files) {
        long bytes = files.stream().mapToLong(RawFile::bytes).sum() + warehouse.bytes(Interactions.TABLE);
        boolean isWork = bytes >= SMALL_BYTES;
        spark.conf().set("spark.sql.adaptive.enabled", String.valueOf(isWork));
        spark.conf().set("spark.sql.codegen.wholeStage", String.valueOf(isWork));
        spark.conf().set("spark.sql.codegen.factoryMode", isWork ? "FALLBACK" : "NO_CODEGEN");
    }

    /** A failed run goes into the ledger too, if the ledger can still be written. Its journal stays. */
    private void record(Ledger.Entry entry, Throwable e, SparkCosts costs) {
        try {
            ledger.finished(
                    entry,
                    List.of(),
                    new Ledger.Outcome(ExitCodes.of(e), SafeMessages.message(e), clock.instant()),
                    costs);
        } catch (Exception second) {
            e.addSuppressed(second);
        }
    }
}
