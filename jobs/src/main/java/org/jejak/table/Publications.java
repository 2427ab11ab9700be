package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Versions of the gold tables that belong together: one publication per finished run. */
public final class Publications {
    private static final Columns C = new Columns();

    public static final Field RUN_ID = C.add(text("run_id", "The run.").required());
    public static final Field TABLE_NAME =
            C.add(text("table_name", "Gold table.").required());
    public static final Field DELTA_VERSION =
            C.add(number("delta_version", "Version to read.").required());
    public static final Field LOGICAL_DATE =
            C.add(date("logical_date", "The date the run is for.").required());
    public static final Table TABLE =
            Table.ops("publications", "One row per run and gold table.", C).keyedBy(RUN_ID, TABLE_NAME);

    private Publications() {}
}
