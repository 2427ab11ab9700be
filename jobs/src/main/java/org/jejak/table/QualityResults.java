package org.jejak.table;

/** What the checks of each run found. A failed check that blocks ends the run without a publication. */
public final class QualityResults {
    private static final Columns C = new Columns();

    public static final Field RUN_ID = C.text("run_id", "The run.");
    public static final Field RULE = C.text("rule", "Name of the check.");
    public static final Field TABLE_NAME = C.text("table_name", "The table that is checked, as schema.name.");
    public static final Field SEVERITY = C.text("severity", "block or warn.");
    public static final Field OUTCOME = C.text("outcome", "passed or failed.");
    public static final Field MEANING = C.text("meaning", "What observed counts, in words.");
    public static final Field OBSERVED = C.decimal("observed", "What was found: a number of rows, or an amount in the base currency.");
    public static final Field THRESHOLD = C.decimal("threshold", "The largest observed value that passes.");
    public static final Table TABLE = Table.ops("quality_results", "One row per run and check.", C)
            .keyedBy(RUN_ID, RULE, TABLE_NAME)
            .check("known_severity", "severity IN ('block', 'warn')")
            .check("known_outcome", "outcome IN ('passed', 'failed')");

    private QualityResults() {}
}
