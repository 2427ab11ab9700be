package org.jejak.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jejak.config.Settings;
import org.jejak.ingest.ExchangeRates;
import org.jejak.ingest.Pseudonymizer;
import org.jejak.ingest.RecordValidator;
import org.jejak.pipeline.job.IngestJob;
import org.jejak.rawlog.RatesFile;
import org.jejak.rawlog.RawFile;
import org.jejak.table.Interactions;
import org.jejak.warehouse.Journal;
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
    private static final long LARGE_BYTES = 128L << 20;

    private final SparkSession spark;
    private final Settings settings;
    private final String hashKey;
    private final Clock clock;
    private final PrintStream out;

    public NightlyRun(SparkSession spark, Settings settings, String hashKey, Clock clock, PrintStream out) {
        this.spark = spark;
        this.settings = settings;
        this.hashKey = hashKey;
        this.clock = clock;
        this.out = out;
    }

    /** Runs; returns whether there was anything to do. */
    public boolean run(Request request) {
        Optional<RunLock> lock = RunLock.take(settings.warehouse());
        try {
            return locked(request);
        } finally {
            lock.ifPresent(RunLock::close);
        }
    }

    private boolean locked(Request request) {
        new HashKeyCheck(settings.warehouse(), spark.sparkContext().hadoopConfiguration())
                .check(new Pseudonymizer(hashKey, settings.ingest().callingCode()));
        Warehouse warehouse = Warehouse.of(spark, settings);
        warehouse.createMissing();
        Ledger ledger = new Ledger(spark, warehouse);
        Journal journal = new Journal(spark, settings.warehouse());
        long number = ledger.nextNumber();
        Optional<Row> last = ledger.lastDone();
        // a journal of a finished run was only not cleared away; one of a dead or failed run waits to be taken over
        long finished = last.map(Ledger::number).orElse(0L);
        Optional<JsonNode> left = journal.isDamaged()
                ? Optional.of(journal.empty().put("number", number).put("full", true))
                : journal.note("run").filter(note -> note.get("number").asLong() > finished);
        if (left.isEmpty()) journal.remove();
        if (left.isPresent() && request.only.isPresent())
            throw new IllegalStateException("run " + left.get().get("number") + " in " + settings.warehouse()
                    + " has not been finished; run it again (jejak nightly), then this job");
        if (!request.rebuild || request.only.isPresent()) ledger.checkPublished();
        LocalDate asOf = last.map(r -> r.getDate(r.fieldIndex("logical_date")).toLocalDate())
                .filter(d -> d.isAfter(request.date))
                .orElse(request.date);
        boolean full = request.rebuild
                || last.isEmpty()
                || left.filter(note -> note.get("full").asBoolean()).isPresent();
        Optional<LocalDate> from = request.from.isPresent() || last.isEmpty()
                ? request.from
                : Optional.of(request.date.minusDays(settings.ingest().discoveryDays()));
        Ledger.Entry entry = new Ledger.Entry(
                request.date + "/" + number,
                number,
                request.command,
                asOf,
                full,
                settings.hash(),
                request.only.isPresent()
                        ? Optional.empty()
                        : Optional.of(new Deliveries.Looked(from, request.date, false)),
                clock.instant());
        Run run = new Run(spark, settings, warehouse, journal, asOf, full);
        try {
            return work(request, from, run, ledger, entry, left.isPresent(), last);
        } catch (Throwable e) { // Scala throws checked exceptions without saying so
            record(ledger, entry, e);
            throw e;
        }
    }

    private boolean work(
            Request request,
            Optional<LocalDate> from,
            Run run,
            Ledger ledger,
            Ledger.Entry entry,
            boolean resumed,
            Optional<Row> last) {
        Pseudonymizer pseudonyms = new Pseudonymizer(hashKey, settings.ingest().callingCode());
        RecordValidator intake = new RecordValidator(
                settings.ingest(),
                settings.zone().getId(),
                List.copyOf(settings.channels().clickIds().keySet()),
                new ExchangeRates(
                        settings.baseCurrency(),
                        settings.ratesFile().map(f -> RatesFile.read(spark, f)).orElse(List.of())),
                pseudonyms);
        IngestJob ingest = new IngestJob(run, intake);
        List<RawFile> files = request.only.isPresent() ? List.of() : ingest.newFiles(from, request.date);
        boolean sameDate = last.isPresent()
                && !entry.date()
                        .isAfter(last.get()
                                .getDate(last.get().fieldIndex("logical_date"))
                                .toLocalDate());
        if (files.isEmpty() && !resumed && sameDate && !request.rebuild && request.only.isEmpty()) {
            out.println("Nothing new for " + request.date + ": already done by run "
                    + last.get().getAs("run_id") + ".");
            return false;
        }
        last.filter(r -> !r.getAs("config_hash").equals(settings.hash()) && !run.full())
                .ifPresent(
                        r -> out.println(
                                "  note: the settings changed since run " + r.getAs("run_id")
                                        + "; they hold for what this night touches. --rebuild applies those of sessions, identities, journeys "
                                        + "and attribution paths to the whole history; mappings and ingest settings hold for files taken in from now on."));
        if (request.only.isEmpty()) {
            ObjectNode note = run.journal().empty();
            run.journal().write("run", note.put("number", entry.number()).put("full", run.full()));
        }
        return jobs(request, run, ledger, entry, ingest, files);
    }

    private boolean jobs(
            Request request, Run run, Ledger ledger, Ledger.Entry entry, IngestJob ingest, List<RawFile> files) {
        List<Job> wanted = Pipeline.JOBS.stream()
                .filter(j -> request.only.isEmpty() || j.name().equals(request.only.get()))
                .toList();
        try (Progress progress = new Progress(out, request.command + " " + request.date, wanted.size() + 1)) {
            progress.line(String.format(
                    Locale.ROOT,
                    "%s %s: %,d new files, %s",
                    request.command,
                    request.date,
                    files.size(),
                    run.full() ? "the whole history" : "what they touch"));
            List<JobRunner.Done> done = new ArrayList<>();
            tune(files, run);
            if (request.only.isEmpty()) {
                long start = System.nanoTime();
                spark.sparkContext().setJobGroup("ingest", "jejak ingest", false);
                List<Warehouse.Written> written = ingest.takeIn(files, entry.id());
                spark.sparkContext().clearJobGroup();
                Job job = new Job("ingest", List.of(), List.of(Interactions.TABLE), null);
                done.add(new JobRunner.Done(job, written, (System.nanoTime() - start) / 1_000_000));
                progress.finished(done.get(0));
            }
            done.addAll(JobRunner.run(wanted, run, new RunInteractions(run), progress));
            QualityGate.check(run, entry.id());
            ledger.finished(entry, done, new Ledger.Outcome(0, null, clock.instant()));
            if (request.only.isEmpty()) run.journal().remove();
        }
        return true;
    }

    /**
     * A run over little data is mostly planning, compiling and waiting for stages, one over much is work: adaptive planning
     * and compiled code pay for the second and only cost the first. A night touches only some of the data there is, so
     * compiled code pays later for it than for a run over everything.
     */
    private void tune(List<RawFile> files, Run run) {
        long bytes =
                files.stream().mapToLong(RawFile::bytes).sum() + run.warehouse().bytes(Interactions.TABLE);
        boolean compiled = bytes >= (run.full() ? SMALL_BYTES : LARGE_BYTES);
        spark.conf().set("spark.sql.adaptive.enabled", String.valueOf(bytes >= SMALL_BYTES));
        spark.conf().set("spark.sql.codegen.wholeStage", String.valueOf(compiled));
        spark.conf().set("spark.sql.codegen.factoryMode", compiled ? "FALLBACK" : "NO_CODEGEN");
    }

    /** A failed run goes into the ledger too, if the ledger can still be written. Its journal stays. */
    private void record(Ledger ledger, Ledger.Entry entry, Throwable e) {
        try {
            ledger.finished(
                    entry, List.of(), new Ledger.Outcome(ExitCodes.of(e), SafeMessages.message(e), clock.instant()));
        } catch (Exception second) {
            e.addSuppressed(second);
        }
    }
}
