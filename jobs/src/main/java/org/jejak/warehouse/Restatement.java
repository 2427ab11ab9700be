package org.jejak.warehouse;

import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.table.Table;

/**
 * New rows of one table, and whose old rows they replace.
 *
 * @param table the table
 * @param dataset the rows, if Spark computes them; they must not depend on the table itself, see {@link
 *     org.jejak.table.Datasets#materialize}
 * @param local the rows, if they are in this process already
 * @param replaced the keys all of whose old rows go: {@link AffectedKeys#EVERYTHING} in a full run, {@link AffectedKeys#NONE}
 *     where rows are only added. Tables that are recomputed as a whole have no use for it.
 * @param count number of rows, where it is known and their keys are known to be new; else empty
 */
public record Restatement(
        Table table,
        Optional<Dataset<Row>> dataset,
        Optional<List<Row>> local,
        AffectedKeys replaced,
        OptionalLong count) {

    /** Rows that Spark computes. */
    public static Restatement of(Table table, Dataset<Row> rows, AffectedKeys replaced) {
        return new Restatement(table, Optional.of(rows), Optional.empty(), replaced, OptionalLong.empty());
    }

    /** Rows that are in this process. */
    public static Restatement of(Table table, List<Row> rows, AffectedKeys replaced) {
        return new Restatement(table, Optional.empty(), Optional.of(rows), replaced, OptionalLong.empty());
    }

    /** The same, with the number of rows; says that none of their keys is in the table outside of what is replaced. */
    public Restatement counted(long rows) {
        return new Restatement(table, dataset, local, replaced, OptionalLong.of(rows));
    }
}
