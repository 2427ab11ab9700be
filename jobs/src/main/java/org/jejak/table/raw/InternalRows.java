package org.jejak.table.raw;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Rows in the form that Spark itself works on. For rows of many columns that plain code makes by the million: the code that
 * Spark writes to turn each of their values into this form and back takes longer than making them.
 */
public final class InternalRows {
    private InternalRows() {}

    /** A row of values as {@link #value} takes them. */
    public static InternalRow row(Object... values) {
        Object[] internal = new Object[values.length];
        for (int i = 0; i < values.length; i++) internal[i] = value(values[i]);
        return new GenericInternalRow(internal);
    }

    /**
     * A value in Spark's own form.
     *
     * @param value null, a String, Boolean, Long, Integer, Double, byte[], BigDecimal, Instant, LocalDate, String[], or a
     *     Map of Strings
     */
    private static Object value(Object value) {
        if (value instanceof String text) return UTF8String.fromString(text);
        if (value instanceof Instant time) return DateTimeUtils.instantToMicros(time);
        if (value instanceof LocalDate date) return Math.toIntExact(date.toEpochDay());
        if (value instanceof BigDecimal number) return Decimal.apply(number);
        if (value instanceof String[] texts) return array(texts);
        if (value instanceof Map<?, ?> map)
            return new ArrayBasedMapData(
                    array(map.keySet().toArray()), array(map.values().toArray()));
        return value;
    }

    private static GenericArrayData array(Object[] values) {
        Object[] internal = new Object[values.length];
        for (int i = 0; i < values.length; i++) internal[i] = value(values[i]);
        return new GenericArrayData(internal);
    }

    /** A dataset of such rows. */
    public static Dataset<Row> dataset(SparkSession spark, JavaRDD<InternalRow> rows, StructType type) {
        return ((org.apache.spark.sql.classic.SparkSession) spark).internalCreateDataFrame(rows.rdd(), type, false);
    }

    /** The rows of a dataset. Each is only good until the next one is asked for. */
    public static JavaRDD<InternalRow> of(Dataset<Row> rows) {
        return ((org.apache.spark.sql.classic.Dataset<Row>) rows)
                .queryExecution()
                .toRdd()
                .toJavaRDD();
    }
}
