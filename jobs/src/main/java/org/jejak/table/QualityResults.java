package org.jejak.table;

import static org.jejak.table.Field.decimal;
import static org.jejak.table.Field.text;

/** What the checks of each run found. A failed check that blocks ends the run without a publication. */
public final class QualityResults {
    private static final Columns C = new Columns();

    public static final Field RUN_ID = C.add(text("run_id", "The run.").required());
    public static final Field RULE = C.add(text("rule", "Name of the check.").required());
    public static final Field TABLE_NAME = C.add(
            text("table_name", "The table that is checked, as schema.name.").required());
    public static final Field SEVERITY =
            C.add(text("severity", "block or warn.").required());
    public static final Field OUTCOME =
            C.add(text("outcome", "passed or failed.").required());
    public static final Field MEANING =
            C.add(text("meaning", "What observed counts, in words.").required());
    public static final Field OBSERVED =
            C.add(decimal("observed", "What was found: a number of rows, or an amount in the base currency.")
                    .required());
    public static final Field THRESHOLD = C.add(
            decimal("threshold", "The largest observed value that passes.").required());
    public static final Table TABLE = Table.ops("quality_results", "One row per run and check.", C)
            .keyedBy(RUN_ID, RULE, TABLE_NAME)
            .check("known_severity", "severity IN ('block', 'warn')")
            .check("known_outcome", "outcome IN ('passed', 'failed')");

    private QualityResults() {}
}
