package org.jejak.warehouse;

import static org.apache.spark.sql.functions.*;

import java.sql.Date;
import java.util.List;
import org.apache.spark.sql.*;
import org.jejak.table.*;

/**
 * What new rows of some groups change in a table. Rows are compared by their number and by two sums of hashes, which do not
 * depend on their order.
 *
 * @param months months in which they differ from the old, in order
 * @param rows number of new rows, in all months
 */
record MonthDiff(List<Date> months, long rows) {
    /** Compares the old and the new rows of the groups, month by month. */
    static MonthDiff of(Table table, Dataset<Row> before, Dataset<Row> after) {
        Field month = table.month().orElseThrow();
        List<Row> compared = perMonth(before, table, "old")
                .join(perMonth(after, table, "new"), new String[] {month.name()}, "full_outer")
                .select(month.col(), not(col("old").eqNullSafe(col("new"))), col("new.rows"))
                .collectAsList();
        return new MonthDiff(
                compared.stream()
                        .filter(r -> r.getBoolean(1))
                        .map(r -> r.getDate(0))
                        .sorted()
                        .toList(),
                compared.stream()
                        .mapToLong(r -> r.isNullAt(2) ? 0 : r.getLong(2))
                        .sum());
    }

    /** Of all rows of a table: their number first. */
    static Row fingerprint(Dataset<Row> rows, Table table) {
        return rows.agg(count(lit(1)), sumOfHashes(table), coalesce(bit_xor(hash(table)), lit(0L)))
                .first();
    }

    private static Dataset<Row> perMonth(Dataset<Row> rows, Table table, String side) {
        return rows.groupBy(table.month().orElseThrow().col())
                .agg(struct(
                                count(lit(1)).as("rows"),
                                sumOfHashes(table).as("hash_sum"),
                                bit_xor(hash(table)).as("hash_xor"))
                        .as(side));
    }

    private static Column sumOfHashes(Table table) {
        return coalesce(sum(hash(table).cast("decimal(20,0)")), lit(0).cast("decimal(30,0)"));
    }

    private static Column hash(Table table) {
        return xxhash64(table.fields().stream()
                .map(f -> f.type().typeName().equals("map") ? to_json(f.col()) : f.col())
                .toArray(Column[]::new));
    }
}
