package org.jejak.table;

import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** What each job of a run read and wrote. */
public final class JobRuns {
    private static final Columns C = new Columns();

    public static final Field RUN_ID = C.add(text("run_id", "The run.").required());
    public static final Field JOB = C.add(text("job", "The job.").required());
    public static final Field TABLE_NAME =
            C.add(text("table_name", "Table written.").required());
    public static final Field READS =
            C.add(text("reads", "Tables read, joined by a comma.").required());
    public static final Field WAY =
            C.add(text("way", "How: created, appended, replaced_months, replaced_all or unchanged.")
                    .required());
    public static final Field WRITTEN_COUNT =
            C.add(number("written_count", "Rows written in this run.").required());
    public static final Field DELTA_VERSION =
            C.add(number("delta_version", "Version of the table afterwards.").required());
    public static final Field DURATION_MILLIS =
            C.add(number("duration_millis", "Time of the whole job.").required());
    public static final Table TABLE =
            Table.ops("job_runs", "One row per run, job and table written.", C).keyedBy(RUN_ID, JOB, TABLE_NAME);

    private JobRuns() {}
}
