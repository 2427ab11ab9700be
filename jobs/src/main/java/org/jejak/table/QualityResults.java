package org.jejak.table;

import static org.jejak.table.Field.decimal;
import static org.jejak.table.Field.text;

/** What the checks of each run found. A failed check that blocks ends the run without a publication. */
public final class QualityResults {
    public static final Field RUN_ID = text("run_id", "The run.").required();
    public static final Field RULE = text("rule", "Name of the check.").required();
    public static final Field TABLE_NAME =
            text("table_name", "The table that is checked, as schema.name.").required();
    public static final Field SEVERITY = text("severity", "block or warn.").required();
    public static final Field OUTCOME = text("outcome", "passed or failed.").required();
    public static final Field MEANING =
            text("meaning", "What observed counts, in words.").required();
    public static final Field OBSERVED = decimal(
                    "observed", "What was found: a number of rows, or an amount in the base currency.")
            .required();
    public static final Field THRESHOLD =
            decimal("threshold", "The largest observed value that passes.").required();
    public static final Table TABLE = Table.ops(
                    "quality_results",
                    "One row per run and check.",
                    RUN_ID,
                    RULE,
                    TABLE_NAME,
                    SEVERITY,
                    OUTCOME,
                    MEANING,
                    OBSERVED,
                    THRESHOLD)
            .keyedBy(RUN_ID, RULE, TABLE_NAME)
            .check("known_severity", "severity IN ('block', 'warn')")
            .check("known_outcome", "outcome IN ('passed', 'failed')");

    private QualityResults() {}
}
