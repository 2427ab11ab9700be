package org.jejak.table;

/** Run ledger. */
public final class Runs {
    private static final Columns C = new Columns();

    /** When the columns are null that came later than the table. */
    static final String SINCE = "Null in runs of releases that did not count it.";

    public static final Field RUN_ID = C.text("run_id", "Logical date and sequence number.");
    public static final Field COMMAND = C.text("command", "What was asked for.");
    public static final Field OUTCOME = C.text("outcome", "done or failed.");
    public static final Field MESSAGE = C.optional().text("message", "The error, if it failed; personal data removed.");
    public static final Field CODE_VERSION = C.text("code_version", "Version of jejak.");
    public static final Field CONFIG_HASH = C.text("config_hash", "SHA-256 of the effective settings, secrets left out.");
    public static final Field SEQUENCE_NUMBER = C.number("sequence_number", "From 1, one more for each run.");
    public static final Field EXIT_CODE = C.number("exit_code", "0 done, 1 fault, 2 usage, 10 input missing, 11 quality gate, 12 lock held.");
    public static final Field READ_COUNT = C.number("read_count", "Raw records read.");
    public static final Field ACCEPTED_COUNT = C.number("accepted_count", "Records accepted.");
    public static final Field DUPLICATE_COUNT = C.number("duplicate_count", "Records already known.");
    public static final Field REJECTED_COUNT = C.number("rejected_count", "Records rejected.");
    public static final Field LEFT_OUT_COUNT = C.number("left_out_count", "Records left out as their sources say.");
    public static final Field SQL_EXECUTION_COUNT = C.optional().number("sql_execution_count",
            "SQL executions of the run, its last commit, which writes this row, left out: each query or write that Spark planned, those of Delta included. " + SINCE);
    public static final Field SPARK_JOB_COUNT = C.optional().number("spark_job_count", "Spark jobs of the run, its last commit left out. " + SINCE);
    public static final Field TASK_CPU_MILLIS = C.optional().number("task_cpu_millis",
            "Processor time in tasks of the run, its last commit left out. " + SINCE);
    public static final Field PROCESS_CPU_MILLIS = C.optional().number("process_cpu_millis",
            "Processor time of the process during the run, its last commit left out: planning, compiling and collecting garbage, and on one machine also the tasks. Spark's start and the report are not part of a run. " + SINCE);
    public static final Field IS_FULL = C.flag("is_full", "Whether the whole history was recomputed.");
    public static final Field LOGICAL_DATE = C.date("logical_date", "The date the run is for.");
    public static final Field DELIVERED_FROM = C.optional().date("delivered_from",
            "First delivery date that was looked at; null when all were, and for runs of a single job.");
    public static final Field DELIVERED_TO = C.optional().date("delivered_to",
            "Last delivery date that was looked at; null for runs of a single job.");
    public static final Field STARTED_AT = C.timestamp("started_at", "UTC.");
    public static final Field ENDED_AT = C.timestamp("ended_at", "UTC.");
    public static final Table TABLE = Table.ops("runs", "One row per run.", C).keyedBy(RUN_ID);

    /** The sequence number in a run's id. */
    public static long numberOf(String runId) {
        return Long.parseLong(runId.substring(runId.lastIndexOf('/') + 1));
    }

    private Runs() {}
}
