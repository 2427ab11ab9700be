package org.jejak.warehouse;

import java.math.RoundingMode;
import java.util.*;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.jejak.table.Field;
import org.jejak.table.Table;

/**
 * Rows of a table that are in this process already, since plain Java computed them. They are counted, compared and
 * checked here: each question that Spark is not asked saves a night a tenth of a second.
 */
final class DriverRows {
    private final Table table;
    private final List<Row> rows;

    DriverRows(Table table, List<Row> rows) {
        this.table = table;
        this.rows = rows;
    }

    List<Row> rows() {
        return rows;
    }

    /** The rows whose key is not among those of some other rows. */
    DriverRows without(List<Row> others) {
        if (others.isEmpty()) return this;
        Set<List<Object>> known = new HashSet<>();
        others.forEach(row -> known.add(key(row)));
        return new DriverRows(
                table, rows.stream().filter(row -> !known.contains(key(row))).toList());
    }

    /** How many keys have another row than among the rows that are there now, a row for the first time, or none any more. */
    long changed(List<Row> before) {
        Map<List<Object>, List<Object>> left = new HashMap<>();
        before.forEach(row -> left.put(key(row), values(row)));
        long changed = 0;
        for (Row row : rows) if (!values(row).equals(left.remove(key(row)))) changed++;
        return changed + left.size();
    }

    /** Counts the rows, after making sure that no key is there twice among them. */
    int checked() {
        Map<List<Object>, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(key(row), 1, Integer::sum));
        TableKeys.refuse(table, counts.values().stream().filter(n -> n > 1).count());
        return rows.size();
    }

    private List<Object> key(Row row) {
        return values(row, table.key());
    }

    private List<Object> values(Row row) {
        return values(row, table.fields());
    }

    private List<Object> values(Row row, List<Field> fields) {
        List<Object> values = new ArrayList<>(fields.size());
        for (Field field : fields) {
            int place = table.placeOf(field);
            values.add(row.isNullAt(place) ? null : stored(row, place, field.type()));
        }
        return values;
    }

    /** A value such that it equals another if and only if they are stored alike: 1.0 and 1.00 as decimals, an array and a list. */
    private static Object stored(Row row, int place, DataType type) {
        if (type instanceof ArrayType) {
            return row.get(place) instanceof Object[] array ? Arrays.asList(array) : row.getList(place);
        }
        if (type instanceof MapType) return row.getJavaMap(place);
        if (type instanceof DecimalType decimal)
            return row.getDecimal(place).setScale(decimal.scale(), RoundingMode.HALF_UP);
        return row.get(place);
    }
}
