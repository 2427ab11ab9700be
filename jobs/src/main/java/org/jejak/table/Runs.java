package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;
import static org.jejak.table.Field.timestamp;

/** Run ledger. */
public final class Runs {
    public static final Field RUN_ID =
            text("run_id", "Logical date and sequence number.").required();
    public static final Field COMMAND = text("command", "What was asked for.").required();
    public static final Field OUTCOME = text("outcome", "done or failed.").required();
    public static final Field MESSAGE = text("message", "The error, if it failed; personal data removed.");
    public static final Field CODE_VERSION =
            text("code_version", "Version of jejak.").required();
    public static final Field CONFIG_HASH = text("config_hash", "SHA-256 of the effective settings, secrets left out.")
            .required();
    public static final Field SEQUENCE_NUMBER =
            number("sequence_number", "From 1, one more for each run.").required();
    public static final Field EXIT_CODE = number(
                    "exit_code", "0 done, 1 fault, 2 usage, 10 input missing, 11 quality gate, 12 lock held.")
            .required();
    public static final Field READ_COUNT =
            number("read_count", "Raw records read.").required();
    public static final Field ACCEPTED_COUNT =
            number("accepted_count", "Records accepted.").required();
    public static final Field DUPLICATE_COUNT =
            number("duplicate_count", "Records already known.").required();
    public static final Field REJECTED_COUNT =
            number("rejected_count", "Records rejected.").required();
    public static final Field IS_FULL =
            flag("is_full", "Whether the whole history was recomputed.").required();
    public static final Field LOGICAL_DATE =
            date("logical_date", "The date the run is for.").required();
    public static final Field DELIVERED_FROM = date(
            "delivered_from",
            "First delivery date that was looked at; null when all were, and for runs of a single job.");
    public static final Field DELIVERED_TO =
            date("delivered_to", "Last delivery date that was looked at; null for runs of a single job.");
    public static final Field STARTED_AT = timestamp("started_at", "UTC.").required();
    public static final Field ENDED_AT = timestamp("ended_at", "UTC.").required();
    public static final Table TABLE = Table.ops(
                    "runs",
                    "One row per run.",
                    RUN_ID,
                    COMMAND,
                    OUTCOME,
                    MESSAGE,
                    CODE_VERSION,
                    CONFIG_HASH,
                    SEQUENCE_NUMBER,
                    EXIT_CODE,
                    READ_COUNT,
                    ACCEPTED_COUNT,
                    DUPLICATE_COUNT,
                    REJECTED_COUNT,
                    IS_FULL,
                    LOGICAL_DATE,
                    DELIVERED_FROM,
                    DELIVERED_TO,
                    STARTED_AT,
                    ENDED_AT)
            .keyedBy(RUN_ID);

    private Runs() {}
}
