package org.jejak.ingest.catalyst;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.*;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.*;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Moves plain values into and out of the rows that Spark itself works on. It is meant for many rows of many columns: the
 * code that Spark generates to convert {@code Row}s of 68 columns takes longer than reading the records (decision 009).
 *
 * <p>A row is an array with one plain value for each column, null for null: String, Boolean, Long, Integer, Double,
 * byte[], BigDecimal for decimals, Instant for timestamps, LocalDate for dates, String[] for arrays of texts, and a Map
 * of Strings. Spark does not check the types when a row is made, only when it is read.
 */
public final class InternalRows {
    private InternalRows() {}

    /** A dataset of rows of plain values, in the order of the columns of the type. */
    public static Dataset<Row> dataset(SparkSession spark, JavaRDD<Object[]> rows, StructType type) {
        return internal(spark, rows.map(InternalRows::internalRow), type);
    }

    /**
     * Applies a function to every row of a dataset.
     *
     * @param rows columns of text, number (BIGINT), flag, timestamp, date, binary or map of texts
     * @param function from the plain values of a row to those of the new row
     * @param type columns of the new rows
     */
    public static Dataset<Row> map(Dataset<Row> rows, Function<Object[], Object[]> function, StructType type) {
        DataType[] types =
                Arrays.stream(rows.schema().fields()).map(StructField::dataType).toArray(DataType[]::new);
        JavaRDD<InternalRow> mapped = ((org.apache.spark.sql.classic.Dataset<Row>) rows)
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .map(row -> internalRow(function.call(plainValues(row, types))));
        return internal(rows.sparkSession(), mapped, type);
    }

    private static Dataset<Row> internal(SparkSession spark, JavaRDD<InternalRow> rows, StructType type) {
        return ((org.apache.spark.sql.classic.SparkSession) spark).internalCreateDataFrame(rows.rdd(), type, false);
    }

    private static InternalRow internalRow(Object[] values) {
        return new GenericInternalRow(internalValues(values));
    }

    private static Object[] internalValues(Object[] values) {
        Object[] internal = new Object[values.length];
        for (int i = 0; i < values.length; i++) internal[i] = internalValue(values[i]);
        return internal;
    }

    private static Object internalValue(Object value) {
        if (value instanceof String text) return UTF8String.fromString(text);
        if (value instanceof Instant time) return DateTimeUtils.instantToMicros(time);
        if (value instanceof LocalDate date) return Math.toIntExact(date.toEpochDay());
        if (value instanceof BigDecimal number) return Decimal.apply(number);
        if (value instanceof String[] texts) return new GenericArrayData(internalValues(texts));
        if (value instanceof Map<?, ?> map)
            return new ArrayBasedMapData(
                    new GenericArrayData(internalValues(map.keySet().toArray())),
                    new GenericArrayData(internalValues(map.values().toArray())));
        return value;
    }

    private static Object[] plainValues(InternalRow row, DataType[] types) {
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            if (!row.isNullAt(i)) values[i] = plainValue(row.get(i, types[i]), types[i]);
        }
        return values;
    }

    private static Object plainValue(Object value, DataType type) {
        if (value instanceof UTF8String text) return text.toString();
        if (value instanceof MapData map) return plainMap(map);
        if (type.equals(DataTypes.TimestampType)) return DateTimeUtils.microsToInstant((Long) value);
        return type.equals(DataTypes.DateType) ? LocalDate.ofEpochDay((Integer) value) : value;
    }

    private static Map<String, String> plainMap(MapData map) {
        Map<String, String> plain = new LinkedHashMap<>();
        for (int i = 0; i < map.numElements(); i++) {
            UTF8String value =
                    map.valueArray().isNullAt(i) ? null : map.valueArray().getUTF8String(i);
            plain.put(map.keyArray().getUTF8String(i).toString(), value == null ? null : value.toString());
        }
        return plain;
    }
}
