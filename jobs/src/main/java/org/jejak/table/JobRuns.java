package org.jejak.table;

/** What each job of a run read and wrote. */
public final class JobRuns {
    private static final Columns C = new Columns();

    public static final Field RUN_ID = C.text("run_id", "The run.");
    public static final Field JOB = C.text("job", "The job.");
    public static final Field TABLE_NAME = C.text("table_name", "Table written.");
    public static final Field READS = C.text("reads", "Tables read, joined by a comma.");
    public static final Field WAY = C.text("way", "How: created, appended, replaced_rows, replaced_months, replaced_all or unchanged.");
    public static final Field WRITTEN_COUNT = C.number("written_count", "Rows written in this run.");
    public static final Field CHANGED_COUNT = C.optional().number("changed_count",
            "Rows that differ from before: new, changed or gone; of a table written whole at once, all of them. " + Runs.SINCE);
    public static final Field DELTA_VERSION = C.number("delta_version", "Version of the table afterwards.");
    public static final Field DURATION_MILLIS = C.number("duration_millis", "Time of the whole job.");
    public static final Field SQL_EXECUTION_COUNT = C.optional().number("sql_execution_count",
            "SQL executions of the whole job: each query or write that Spark planned, those of Delta included. " + Runs.SINCE);
    public static final Field SPARK_JOB_COUNT = C.optional().number("spark_job_count", "Spark jobs of the whole job. " + Runs.SINCE);
    public static final Field TASK_CPU_MILLIS = C.optional().number("task_cpu_millis",
            "Processor time in tasks of the whole job. " + Runs.SINCE);
    public static final Table TABLE =
            Table.ops("job_runs", "One row per run, job and table written.", C).keyedBy(RUN_ID, JOB, TABLE_NAME);

    private JobRuns() {}
}
