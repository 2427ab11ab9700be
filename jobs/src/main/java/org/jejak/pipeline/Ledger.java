package org.jejak.pipeline;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.*;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jejak.table.*;
import org.jejak.warehouse.Warehouse;
import org.jejak.warehouse.Written;

/** The run ledger: what each run did, wrote and published. All rows have keys, so writing one twice leaves one. */
public final class Ledger {
    /** Tables are not as the last finished run left them. */
    static final class Damaged extends RuntimeException {
        Damaged(String message) {
            super(message);
        }
    }

    /**
     * A run as it goes into the ledger.
     *
     * @param id logical date and number
     * @param number from 1
     * @param deliveries deliveries that it looked at; empty for a single job
     */
    record Entry(
            String id,
            long number,
            String command,
            LocalDate date,
            boolean full,
            String configHash,
            Optional<Deliveries.Range> deliveries,
            Instant startedAt) {}

    /** What a run came to. */
    record Outcome(int exitCode, String message, Instant endedAt) {}

    private final Warehouse warehouse;
    private List<Row> runs;

    public Ledger(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** The last run of all jobs that finished well. */
    Optional<Row> lastDone() {
        return done().filter(r -> r.getAs(Runs.DELIVERED_TO.name()) != null)
                .max(Comparator.comparingLong(Ledger::number));
    }

    /** Runs that finished well, single jobs included: each of them published. */
    private Stream<Row> done() {
        return runs().stream().filter(r -> r.<String>getAs(Runs.OUTCOME.name()).equals("done"));
    }

    /** What the runs of all jobs looked at, in the order of the runs. */
    public List<Deliveries.Range> deliveries() {
        return runs().stream()
                .filter(r -> r.getAs(Runs.DELIVERED_TO.name()) != null)
                .sorted(Comparator.comparingLong(Ledger::number))
                .map(r -> new Deliveries.Range(
                        Optional.ofNullable(r.<Date>getAs(Runs.DELIVERED_FROM.name()))
                                .map(Date::toLocalDate),
                        r.<Date>getAs(Runs.DELIVERED_TO.name()).toLocalDate(),
                        r.<String>getAs(Runs.OUTCOME.name()).equals("done")))
                .toList();
    }

    /** The number of the next run. */
    long nextNumber() {
        return runs().stream().mapToLong(Ledger::number).max().orElse(0) + 1;
    }

    /** The number of a run, from 1. */
    static long number(Row run) {
        return run.getAs(Runs.SEQUENCE_NUMBER.name());
    }

    /** All runs: asked once, since only {@link #finished} adds to them. */
    private List<Row> runs() {
        if (runs == null) runs = warehouse.rows(Runs.TABLE);
        return runs;
    }

    /** @throws Damaged if a gold table is older than the last publication says: a commit was lost */
    void checkPublished() {
        Optional<Row> last = done().max(Comparator.comparingLong(Ledger::number));
        if (last.isEmpty()) return;
        String runId = last.get().getAs(Runs.RUN_ID.name());
        for (Row row : warehouse.rows(Publications.TABLE, Publications.RUN_ID, List.of(runId))) {
            String name = row.getAs(Publications.TABLE_NAME.name());
            long published = row.<Long>getAs(Publications.DELTA_VERSION.name());
            long now = warehouse.version(Tables.named(name).orElseThrow());
            if (now < published) {
                throw new Damaged(name + " is at Delta version " + now + " but run " + runId + " published version "
                        + published + ": its last commit is gone. Restore the folder, or run with --rebuild.");
            }
        }
    }

    /** Writes a finished run: jobs, publication, and last the run itself, which makes it count. */
    void finished(Entry entry, List<JobRunner.Done> jobs, Outcome outcome, SparkCosts costs) {
        write(
                JobRuns.TABLE,
                jobs.stream()
                        .flatMap(done -> rows(entry, done, costs.of(done.job().name())))
                        .toList());
        if (outcome.exitCode == 0) write(Publications.TABLE, publication(entry));
        write(Runs.TABLE, List.of(run(entry, outcome, costs)));
    }

    /** A row for each table that a job wrote; one that it wrote twice, such as what corrected files held, is told once. */
    private static Stream<Row> rows(Entry entry, JobRunner.Done done, SparkCosts.Cost cost) {
        Map<Table, Written> writtenOf = new LinkedHashMap<>();
        for (Written written : done.written()) writtenOf.merge(written.table(), written, Written::and);
        String reads = done.job().reads().stream().map(Table::fullName).collect(Collectors.joining(", "));
        return writtenOf.values().stream()
                .map(written -> new RowBuilder(JobRuns.TABLE)
                        .set(JobRuns.RUN_ID, entry.id)
                        .set(JobRuns.JOB, done.job().name())
                        .set(JobRuns.TABLE_NAME, written.table().fullName())
                        .set(JobRuns.READS, reads)
                        .set(JobRuns.WAY, written.operation())
                        .set(JobRuns.WRITTEN_COUNT, written.rows())
                        .set(JobRuns.CHANGED_COUNT, written.changed())
                        .set(JobRuns.DELTA_VERSION, written.version())
                        .set(JobRuns.DURATION_MILLIS, done.millis())
                        .set(JobRuns.SQL_EXECUTION_COUNT, cost.executions())
                        .set(JobRuns.SPARK_JOB_COUNT, cost.sparkJobs())
                        .set(JobRuns.TASK_CPU_MILLIS, cost.taskCpuMillis())
                        .row());
    }

    /** The versions of all gold tables, which belong together. */
    private List<Row> publication(Entry entry) {
        return Tables.of("gold").stream()
                .map(table -> new RowBuilder(Publications.TABLE)
                        .set(Publications.RUN_ID, entry.id)
                        .set(Publications.TABLE_NAME, table.fullName())
                        .set(Publications.DELTA_VERSION, warehouse.version(table))
                        .set(Publications.LOGICAL_DATE, Date.valueOf(entry.date))
                        .row())
                .toList();
    }

    private Row run(Entry entry, Outcome outcome, SparkCosts costs) {
        List<Row> files = warehouse.rows(IngestedFiles.TABLE, IngestedFiles.RUN_ID, List.of(entry.id));
        Optional<Date> from = entry.deliveries.flatMap(Deliveries.Range::from).map(Date::valueOf);
        Optional<Date> to = entry.deliveries.map(range -> Date.valueOf(range.to()));
        SparkCosts.Cost cost = costs.total();
        return new RowBuilder(Runs.TABLE)
                .set(Runs.RUN_ID, entry.id)
                .set(Runs.COMMAND, entry.command)
                .set(Runs.OUTCOME, outcome.exitCode == 0 ? "done" : "failed")
                .set(Runs.MESSAGE, outcome.message)
                .set(Runs.CODE_VERSION, Version.TEXT)
                .set(Runs.CONFIG_HASH, entry.configHash)
                .set(Runs.SEQUENCE_NUMBER, entry.number)
                .set(Runs.EXIT_CODE, (long) outcome.exitCode)
                .set(Runs.READ_COUNT, sum(files, IngestedFiles.READ_COUNT))
                .set(Runs.ACCEPTED_COUNT, sum(files, IngestedFiles.ACCEPTED_COUNT))
                .set(Runs.DUPLICATE_COUNT, sum(files, IngestedFiles.DUPLICATE_COUNT))
                .set(Runs.REJECTED_COUNT, sum(files, IngestedFiles.REJECTED_COUNT))
                .set(Runs.LEFT_OUT_COUNT, sum(files, IngestedFiles.LEFT_OUT_COUNT))
                .set(Runs.SQL_EXECUTION_COUNT, cost.executions())
                .set(Runs.SPARK_JOB_COUNT, cost.sparkJobs())
                .set(Runs.TASK_CPU_MILLIS, cost.taskCpuMillis())
                .set(Runs.PROCESS_CPU_MILLIS, costs.processCpuMillis())
                .set(Runs.IS_FULL, entry.full)
                .set(Runs.LOGICAL_DATE, Date.valueOf(entry.date))
                .set(Runs.DELIVERED_FROM, from.orElse(null))
                .set(Runs.DELIVERED_TO, to.orElse(null))
                .set(Runs.STARTED_AT, Timestamp.from(entry.startedAt))
                .set(Runs.ENDED_AT, Timestamp.from(outcome.endedAt))
                .row();
    }

    private void write(Table table, List<Row> rows) {
        warehouse.appendNew(table, rows);
    }

    private static long sum(List<Row> rows, Field count) {
        return rows.stream().mapToLong(r -> r.<Long>getAs(count.name())).sum();
    }
}
