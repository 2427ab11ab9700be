package org.jejak.command.bench;

import java.sql.Timestamp;
import java.util.*;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jejak.table.Field;
import org.jejak.table.JobRuns;
import org.jejak.table.Runs;
import org.jejak.warehouse.Warehouse;

/**
 * What the ledger says of a run.
 *
 * @param seconds from its start to its end; neither Spark's start nor the report
 * @param cpuSeconds processor time of its process
 * @param taskCpuSeconds processor time in Spark's tasks
 * @param executions SQL executions
 * @param sparkJobs Spark jobs
 * @param jobs what its jobs did, in the order of their names
 */
record RunFigures(
        double seconds,
        double cpuSeconds,
        double taskCpuSeconds,
        long executions,
        long sparkJobs,
        List<JobFigures> jobs) {
    /**
     * What the ledger says of a job.
     *
     * @param seconds from its start to its end; jobs run at the same time
     * @param cpuSeconds processor time in Spark's tasks
     * @param executions SQL executions
     * @param sparkJobs Spark jobs
     * @param written rows written, of all its tables
     * @param changed rows that differ from before, of all its tables
     */
    record JobFigures(
            String job,
            double seconds,
            double cpuSeconds,
            long executions,
            long sparkJobs,
            long written,
            long changed) {}

    /** All runs of a warehouse that finished well, in their order. */
    static List<RunFigures> of(Warehouse warehouse) {
        Map<String, List<Row>> jobs = warehouse.rows(JobRuns.TABLE).stream()
                .collect(Collectors.groupingBy(row -> row.getAs(JobRuns.RUN_ID.name())));
        return warehouse.rows(Runs.TABLE).stream()
                .filter(run -> run.getAs(Runs.OUTCOME.name()).equals("done"))
                .sorted(Comparator.comparingLong(run -> number(run, Runs.SEQUENCE_NUMBER)))
                .map(run -> of(run, jobs.getOrDefault(run.<String>getAs(Runs.RUN_ID.name()), List.of())))
                .toList();
    }

    private static RunFigures of(Row run, List<Row> jobs) {
        Timestamp start = run.getAs(Runs.STARTED_AT.name());
        Timestamp end = run.getAs(Runs.ENDED_AT.name());
        return new RunFigures(
                (end.getTime() - start.getTime()) / 1e3,
                number(run, Runs.PROCESS_CPU_MILLIS) / 1e3,
                number(run, Runs.TASK_CPU_MILLIS) / 1e3,
                number(run, Runs.SQL_EXECUTION_COUNT),
                number(run, Runs.SPARK_JOB_COUNT),
                jobs.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.<String>getAs(JobRuns.JOB.name()), TreeMap::new, Collectors.toList()))
                        .entrySet()
                        .stream()
                        .map(job -> of(job.getKey(), job.getValue()))
                        .toList());
    }

    /** @param tables a row for each table that the job wrote, each with the costs of the whole job */
    private static JobFigures of(String job, List<Row> tables) {
        Row any = tables.get(0);
        return new JobFigures(
                job,
                number(any, JobRuns.DURATION_MILLIS) / 1e3,
                number(any, JobRuns.TASK_CPU_MILLIS) / 1e3,
                number(any, JobRuns.SQL_EXECUTION_COUNT),
                number(any, JobRuns.SPARK_JOB_COUNT),
                tables.stream().mapToLong(t -> number(t, JobRuns.WRITTEN_COUNT)).sum(),
                tables.stream().mapToLong(t -> number(t, JobRuns.CHANGED_COUNT)).sum());
    }

    private static long number(Row row, Field field) {
        Long number = row.getAs(field.name());
        return number == null ? 0 : number; // of a release that did not count it
    }

    /** Rows written by all jobs. */
    long written() {
        return jobs.stream().mapToLong(JobFigures::written).sum();
    }

    /** Rows that differ from before. */
    long changed() {
        return jobs.stream().mapToLong(JobFigures::changed).sum();
    }

    /** What the run did beside its jobs: ledger, quality gate. Its seconds are not known, since jobs run at the same time. */
    JobFigures rest() {
        return new JobFigures(
                "(rest)",
                0,
                taskCpuSeconds
                        - jobs.stream().mapToDouble(JobFigures::cpuSeconds).sum(),
                executions - jobs.stream().mapToLong(JobFigures::executions).sum(),
                sparkJobs - jobs.stream().mapToLong(JobFigures::sparkJobs).sum(),
                0,
                0);
    }

    /** What a job did, if it ran. */
    Optional<JobFigures> job(String name) {
        return jobs.stream().filter(j -> j.job.equals(name)).findFirst();
    }
}
