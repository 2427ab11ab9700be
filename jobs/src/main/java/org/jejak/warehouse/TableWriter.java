package org.jejak.warehouse;

/** Writes what jobs return. Each write of a table is one atomic commit and refuses rows that break the table's key. */
public interface TableWriter {
    /** Brings one table up to date, as its {@link org.jejak.table.Scope} says. */
    Written write(Restatement restatement);
}
