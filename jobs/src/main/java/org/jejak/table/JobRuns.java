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
    public static final Field DELTA_VERSION = C.number("delta_version", "Version of the table afterwards.");
    public static final Field DURATION_MILLIS = C.number("duration_millis", "Time of the whole job.");
    public static final Table TABLE =
            Table.ops("job_runs", "One row per run, job and table written.", C).keyedBy(RUN_ID, JOB, TABLE_NAME);

    private JobRuns() {}
}
