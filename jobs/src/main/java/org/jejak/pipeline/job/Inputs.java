package org.jejak.pipeline.job;

import java.util.List;
import org.apache.spark.sql.*;
import org.jejak.table.*;
import org.jejak.warehouse.AffectedKeys;
import org.jejak.warehouse.TableReader;

/** What one job may read: the tables and sets of keys that it declares on the page {@code pipeline.Pipeline}, no other. */
public final class Inputs {
    private final Job job;
    private final TableReader tables;
    private final RunKeys keys;

    public Inputs(Job job, TableReader tables, RunKeys keys) {
        this.job = job;
        this.tables = tables;
        this.keys = keys;
    }

    /**
     * All rows of a table as it is now: what is written later does not change them.
     *
     * @throws IllegalStateException if the job does not declare that it reads the table
     */
    public Dataset<Row> of(Table table) {
        require(job.reads().contains(table), "table " + table, ".reads");
        return tables.read(table);
    }

    /** All rows that a table had as of a version; as {@link #of(Table)}. */
    public Dataset<Row> of(Table table, long version) {
        require(job.reads().contains(table), "table " + table, ".reads");
        return tables.read(table, version);
    }

    /** All rows of a small table, in this process; as {@link #of}. */
    public List<Row> rows(Table table) {
        require(job.reads().contains(table), "table " + table, ".reads");
        return tables.rows(table);
    }

    /** Whether a table is empty, see {@link TableReader#isEmpty}; as {@link #of}. */
    public boolean isEmpty(Table table) {
        require(job.reads().contains(table), "table " + table, ".reads");
        return tables.isEmpty(table);
    }

    /**
     * A set of keys, with what a run that did not finish put into it. A set that the job itself fills is as it was before that.
     *
     * @throws IllegalStateException if the job does not declare the set
     */
    public Dataset<Row> keys(KeySet set) {
        return declared(set).dataset();
    }

    /** All rows of a set of keys, in this process; as {@link #keys}. */
    public List<Row> rows(KeySet set) {
        return declared(set).list();
    }

    private KeyRows declared(KeySet set) {
        require(job.scopedBy().contains(set) || job.touches().contains(set), "set " + set, ".scopedBy");
        return keys.rows(set);
    }

    /** The keys that the run restates by sets of one and the same column; every key in a full run. As {@link #keys}. */
    public AffectedKeys affected(KeySet... sets) {
        for (KeySet set : sets) require(job.scopedBy().contains(set), "set " + set, ".scopedBy");
        return keys.affected(List.of(sets));
    }

    /** Interactions that came, changed or went since the last finished run; all there are in a full run. */
    public Dataset<Row> interactionsOfRun() {
        require(job.scopedBy().containsAll(RunKeys.OF_INTERACTIONS), "sets " + RunKeys.OF_INTERACTIONS, ".scopedBy");
        return keys.interactions(of(Interactions.TABLE));
    }

    private void require(boolean declared, String what, String how) {
        if (!declared)
            throw new IllegalStateException("job " + job.name() + " reads " + what
                    + " but does not declare it; add it to its line in Pipeline with " + how);
    }
}
