package org.jejak.table;

/** Versions of the gold tables that belong together: one publication per finished run. */
public final class Publications {
    private static final Columns C = new Columns();

    public static final Field RUN_ID = C.text("run_id", "The run.");
    public static final Field TABLE_NAME = C.text("table_name", "Gold table.");
    public static final Field DELTA_VERSION = C.number("delta_version", "Version to read.");
    public static final Field LOGICAL_DATE = C.date("logical_date", "The date the run is for.");
    public static final Table TABLE =
            Table.ops("publications", "One row per run and gold table.", C).keyedBy(RUN_ID, TABLE_NAME);

    private Publications() {}
}
