package org.jejak.pipeline.job;

import java.util.*;
import java.util.function.Supplier;
import org.apache.spark.sql.*;
import org.jejak.table.Table;
import org.jejak.warehouse.AffectedKeys;
import org.jejak.warehouse.Restatement;

/**
 * What a job returns: new rows of its tables, whose old rows they replace, and the keys that later jobs are scoped by. The
 * runner writes it down: first the keys, into the journal, then the tables in the order in which they were added.
 */
public final class Outputs {
    private final List<Restatement> restatements = new ArrayList<>();
    private final Map<KeySet, Dataset<Row>> touched = new EnumMap<>(KeySet.class);
    private final Map<KeySet, List<Row>> touchedRows = new EnumMap<>(KeySet.class);
    private boolean isInAnyOrder;
    private Supplier<Outputs> next;

    private Outputs() {}

    /** Nothing, to be added to. */
    public static Outputs none() {
        return new Outputs();
    }

    /** Rows of one table that is recomputed as a whole, or only added to. */
    public static Outputs of(Table table, Dataset<Row> rows) {
        return none().and(table, rows);
    }

    /** Rows of one table that is recomputed as a whole, or only added to. */
    public static Outputs of(Table table, List<Row> rows) {
        return none().and(table, rows);
    }

    /** Rows of several tables that are recomputed as a whole. */
    public static Outputs of(Map<Table, List<Row>> tables) {
        Outputs outputs = none();
        tables.forEach(outputs::and);
        return outputs;
    }

    /** Rows of a further table that is recomputed as a whole, or only added to. */
    public Outputs and(Table table, Dataset<Row> rows) {
        return replacing(AffectedKeys.NONE, table, rows);
    }

    /** Rows of a further table that is recomputed as a whole, or only added to. */
    public Outputs and(Table table, List<Row> rows) {
        return replacing(AffectedKeys.NONE, table, rows);
    }

    /** All rows that a further table has of some keys. */
    public Outputs replacing(AffectedKeys keys, Table table, Dataset<Row> rows) {
        return and(Restatement.of(table, rows, keys));
    }

    /** All rows that a further table has of some keys. */
    public Outputs replacing(AffectedKeys keys, Table table, List<Row> rows) {
        return and(Restatement.of(table, rows, keys));
    }

    /** Rows of a further table. */
    public Outputs and(Restatement restatement) {
        restatements.add(restatement);
        return this;
    }

    /** Says that the tables may be written at the same time: a run that dies in between does not depend on which came first. */
    public Outputs inAnyOrder() {
        isInAnyOrder = true;
        return this;
    }

    /** Keys for later jobs. What a run that did not finish handed on stays in the set. */
    public Outputs touching(KeySet set, Dataset<Row> keys) {
        touched.put(set, keys);
        return this;
    }

    /** Keys for later jobs that are in this process already. What a run that did not finish handed on stays in the set. */
    public Outputs touching(KeySet set, List<Row> keys) {
        touchedRows.put(set, keys);
        return this;
    }

    /**
     * More of the same job, computed when what was added so far is written: so it can read a table as it is then instead of
     * computing large rows twice.
     */
    public Outputs then(Supplier<Outputs> later) {
        next = later;
        return this;
    }

    public List<Restatement> restatements() {
        return List.copyOf(restatements);
    }

    /** Whether the tables may be written at the same time. */
    public boolean isInAnyOrder() {
        return isInAnyOrder;
    }

    /** Keys for later jobs that Spark computes, by set. */
    public Map<KeySet, Dataset<Row>> touched() {
        return Map.copyOf(touched);
    }

    /** Keys for later jobs that are in this process, by set. */
    public Map<KeySet, List<Row>> touchedRows() {
        return Map.copyOf(touchedRows);
    }

    /** What follows when this is written, if anything does. */
    public Optional<Outputs> next() {
        return Optional.ofNullable(next).map(Supplier::get);
    }
}
