package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Versions of the gold tables that belong together: one publication per finished run. */
public final class Publications {
    public static final Field RUN_ID = text("run_id", "The run.").required();
    public static final Field TABLE_NAME = text("table_name", "Gold table.").required();
    public static final Field DELTA_VERSION =
            number("delta_version", "Version to read.").required();
    public static final Field LOGICAL_DATE =
            date("logical_date", "The date the run is for.").required();
    public static final Table TABLE = Table.ops(
                    "publications", "One row per run and gold table.", RUN_ID, TABLE_NAME, DELTA_VERSION, LOGICAL_DATE)
            .keyedBy(RUN_ID, TABLE_NAME);

    private Publications() {}
}
