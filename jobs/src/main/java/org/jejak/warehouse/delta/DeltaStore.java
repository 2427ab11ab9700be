package org.jejak.warehouse.delta;

import java.util.*;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.DeltaAccess;
import org.jejak.table.DataFile;
import org.jejak.table.Table;

/**
 * One Delta table in a folder: all that the rest of jejak asks of Delta. Each write is one commit, for which Delta checks
 * the table's constraints; a commit that is refused leaves the table as it was.
 */
public interface DeltaStore {
    /**
     * The table in a folder; it need not exist yet.
     *
     * @param path the folder, a path or a URI
     */
    static DeltaStore at(SparkSession spark, String path, DeltaAccess access) {
        return switch (access) {
            case DIRECT -> new DirectDeltaStore(spark, path);
            case PLAIN -> new PlainDeltaStore(spark, path);
        };
    }

    /**
     * Creates the table, empty, with its comments, constraints and properties: version 0. It must not exist yet.
     *
     * @param deletionVectors whether single rows may be marked as gone instead of writing their files again; readers have to
     *     know of it then
     */
    void create(Table table, boolean deletionVectors);

    /** The table's columns now. */
    StructType schema();

    /** Adds the columns that the table lacks, null in all rows that are there; one commit. */
    void addColumns(Table table);

    /** Delta version of the table now; -1 if it was never created. */
    long version();

    /** Size of the table's files now, in bytes; 0 if it was never created. */
    long bytes();

    /** Number of the table's files now. */
    long files();

    /** All rows as of now: later commits do not change them. */
    Dataset<Row> read();

    /** All rows as of now, in this process, with the table's columns in order: for tables of few rows. Empty if it was never created. */
    List<Row> rows(Table table);

    /** All rows as of a version. */
    Dataset<Row> read(long version);

    /**
     * The files as of a version.
     *
     * @return empty if other tools cannot read them: they are not on this machine, or which rows are deleted in them is not known
     */
    Optional<List<DataFile>> local(long version);

    /** Adds rows. */
    void append(Dataset<Row> rows);

    /** Adds a few rows of this process, which have the table's columns in order. */
    void append(Table table, List<Row> rows);

    /** Replaces all rows. */
    void overwrite(Dataset<Row> rows);

    /** Replaces all rows by a few of this process, which have the table's columns in order. */
    void overwrite(Table table, List<Row> rows);

    /**
     * Replaces the rows of some partitions; returns how many rows they have then.
     *
     * @param rows of those partitions only
     * @param column the column that the table is partitioned by
     * @param values its values, as text
     */
    long overwrite(Dataset<Row> rows, String column, List<String> values);

    /** Begins to replace single rows of the table as it is now. */
    RowEdit edit(Table table);

    /** Makes the table what it was as of a version, by a commit of its own. */
    void restore(long version);

    /** Writes the state of the table into one file, so that readers need not read all its commits. */
    void checkpoint();
}
