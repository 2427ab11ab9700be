package org.jejak.pipeline.job;

import java.util.*;
import org.apache.spark.sql.*;

/**
 * The rows of a set of keys: few are in this process, so that nobody has to ask Spark for them. A row may be there more than
 * once.
 */
public final class KeyRows {
    private final SparkSession spark;
    private final KeySet set;
    private final List<Row> local;
    private final Optional<Dataset<Row>> stored;

    /**
     * @param local rows in this process
     * @param stored further rows; empty if there are none
     */
    public KeyRows(SparkSession spark, KeySet set, List<Row> local, Optional<Dataset<Row>> stored) {
        this.spark = spark;
        this.set = set;
        this.local = local;
        this.stored = stored;
    }

    /** Whether all rows are in this process. */
    public boolean areLocal() {
        return stored.isEmpty();
    }

    /** Whether there is no row. */
    boolean areNone() {
        return local.isEmpty() && areLocal();
    }

    /** All rows, in this process. */
    public List<Row> list() {
        if (areLocal()) return local;
        List<Row> all = new ArrayList<>(local);
        all.addAll(stored.orElseThrow().collectAsList());
        return all;
    }

    /** All rows. */
    public Dataset<Row> dataset() {
        Dataset<Row> here = spark.createDataFrame(local, set.shape().toStructType());
        return stored.map(there -> local.isEmpty() ? there : there.unionByName(here))
                .orElse(here);
    }
}
