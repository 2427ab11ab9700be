package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;
import static org.jejak.table.Field.timestamp;

/** Run ledger. */
public final class Runs {
    private static final Columns C = new Columns();

    public static final Field RUN_ID =
            C.add(text("run_id", "Logical date and sequence number.").required());
    public static final Field COMMAND =
            C.add(text("command", "What was asked for.").required());
    public static final Field OUTCOME = C.add(text("outcome", "done or failed.").required());
    public static final Field MESSAGE = C.add(text("message", "The error, if it failed; personal data removed."));
    public static final Field CODE_VERSION =
            C.add(text("code_version", "Version of jejak.").required());
    public static final Field CONFIG_HASH =
            C.add(text("config_hash", "SHA-256 of the effective settings, secrets left out.")
                    .required());
    public static final Field SEQUENCE_NUMBER =
            C.add(number("sequence_number", "From 1, one more for each run.").required());
    public static final Field EXIT_CODE =
            C.add(number("exit_code", "0 done, 1 fault, 2 usage, 10 input missing, 11 quality gate, 12 lock held.")
                    .required());
    public static final Field READ_COUNT =
            C.add(number("read_count", "Raw records read.").required());
    public static final Field ACCEPTED_COUNT =
            C.add(number("accepted_count", "Records accepted.").required());
    public static final Field DUPLICATE_COUNT =
            C.add(number("duplicate_count", "Records already known.").required());
    public static final Field REJECTED_COUNT =
            C.add(number("rejected_count", "Records rejected.").required());
    public static final Field IS_FULL =
            C.add(flag("is_full", "Whether the whole history was recomputed.").required());
    public static final Field LOGICAL_DATE =
            C.add(date("logical_date", "The date the run is for.").required());
    public static final Field DELIVERED_FROM = C.add(date(
            "delivered_from",
            "First delivery date that was looked at; null when all were, and for runs of a single job."));
    public static final Field DELIVERED_TO =
            C.add(date("delivered_to", "Last delivery date that was looked at; null for runs of a single job."));
    public static final Field STARTED_AT = C.add(timestamp("started_at", "UTC.").required());
    public static final Field ENDED_AT = C.add(timestamp("ended_at", "UTC.").required());
    public static final Table TABLE = Table.ops("runs", "One row per run.", C).keyedBy(RUN_ID);

    /** The sequence number in a run's id. */
    public static long numberOf(String runId) {
        return Long.parseLong(runId.substring(runId.lastIndexOf('/') + 1));
    }

    private Runs() {}
}
