package org.jejak.warehouse;

import java.util.*;
import org.apache.spark.sql.Row;
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
        Set<List<Object>> known = new HashSet<>();
        others.forEach(row -> known.add(key(row)));
        return new DriverRows(
                table, rows.stream().filter(row -> !known.contains(key(row))).toList());
    }

    /** Whether these and some other rows are the same, in any order. */
    boolean equal(List<Row> others) {
        if (rows.size() != others.size()) return false;
        Map<Row, Integer> left = new HashMap<>();
        rows.forEach(row -> left.merge(row, 1, Integer::sum));
        for (Row other : others) {
            Integer count = left.get(other);
            if (count == null || count == 0) return false;
            left.put(other, count - 1);
        }
        return true;
    }

    /** How many keys appear more than once. */
    long repeatedKeys() {
        Map<List<Object>, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(key(row), 1, Integer::sum));
        return counts.values().stream().filter(n -> n > 1).count();
    }

    private List<Object> key(Row row) {
        return table.key().stream()
                .<Object>map(f -> row.getAs(table.fields().indexOf(f)))
                .toList();
    }
}
