package org.jejak.table;

import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** What each job of a run read and wrote. */
public final class JobRuns {
    public static final Field RUN_ID = text("run_id", "The run.").required();
    public static final Field JOB = text("job", "The job.").required();
    public static final Field TABLE_NAME = text("table_name", "Table written.").required();
    public static final Field READS =
            text("reads", "Tables read, joined by a comma.").required();
    public static final Field WAY = text("way", "How: created, appended, replaced_months, replaced_all or unchanged.")
            .required();
    public static final Field WRITTEN_COUNT =
            number("written_count", "Rows written in this run.").required();
    public static final Field DELTA_VERSION =
            number("delta_version", "Version of the table afterwards.").required();
    public static final Field DURATION_MILLIS =
            number("duration_millis", "Time of the whole job.").required();
    public static final Table TABLE = Table.ops(
                    "job_runs",
                    "One row per run, job and table written.",
                    RUN_ID,
                    JOB,
                    TABLE_NAME,
                    READS,
                    WAY,
                    WRITTEN_COUNT,
                    DELTA_VERSION,
                    DURATION_MILLIS)
            .keyedBy(RUN_ID, JOB, TABLE_NAME);

    private JobRuns() {}
}
