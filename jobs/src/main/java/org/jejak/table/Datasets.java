package org.jejak.table;

import static org.apache.spark.sql.functions.broadcast;

import org.apache.spark.sql.*;
import org.apache.spark.storage.StorageLevel;

/** What Spark has no short word for: a dataset computed once, and one that is sent to every task. */
public final class Datasets {
    /** Largest number of rows that is broadcast: about 30 MB of ids per task. */
    public static final int MOST_BROADCAST = 200_000;

    private Datasets() {}

    /**
     * Computes rows once and for all: later changes of the tables they came from cannot reach them. (A cached dataset is
     * computed anew by Spark when a table in its plan changes.)
     */
    public static Dataset<Row> materialize(Dataset<Row> rows) {
        return rows.localCheckpoint(true, StorageLevel.MEMORY_AND_DISK());
    }

    /**
     * Marks a {@link #materialize materialised} dataset for a broadcast join if it has at most {@link #MOST_BROADCAST} rows,
     * so that the other side stays where it is. Spark does not know how few rows it has and would shuffle both.
     */
    public static Dataset<Row> broadcastIfSmall(Dataset<Row> materialized) {
        return materialized.count() <= MOST_BROADCAST ? broadcast(materialized) : materialized;
    }
}
