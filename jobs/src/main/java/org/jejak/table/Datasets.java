package org.jejak.table;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.udf;

import java.util.*;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.*;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/** What Spark has no short word for: a dataset computed once, one that is sent to every task, and one that is small. */
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

    /**
     * A function that tells whether a value is one of some; null is none. The values are sent to every process once: so they are
     * neither joined nor part of the plan, and a hundred thousand are no burden.
     *
     * @param values texts or whole numbers; not changed afterwards
     */
    public static UserDefinedFunction isOneOf(SparkSession spark, Set<?> values) {
        Broadcast<Set<?>> sent = new JavaSparkContext(spark.sparkContext()).broadcast(values);
        return udf(
                (UDF1<Object, Boolean>) value -> value != null && sent.value().contains(value), DataTypes.BooleanType);
    }

    /** The rows, in this process; empty if there are more than {@code most}. */
    public static Optional<List<Row>> collectAtMost(int most, Dataset<Row> rows) {
        List<Row> collected = rows.limit(most + 1).collectAsList();
        return collected.size() <= most ? Optional.of(collected) : Optional.empty();
    }
}
