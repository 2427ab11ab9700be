package org.jejak.warehouse;

import static org.apache.spark.sql.functions.*;
import static org.jejak.table.Datasets.materialize;

import java.util.*;
import org.apache.spark.sql.*;
import org.apache.spark.sql.expressions.Window;
import org.jejak.table.Datasets;
import org.jejak.table.Field;
import org.jejak.table.Table;
import org.jejak.warehouse.delta.RowEdit;
import org.jejak.warehouse.delta.RowPlaces;

/**
 * What new rows change in a table. Old and new rows are joined by key and compared by a 64-bit hash of all columns: rows that
 * are the same stay where they are.
 */
final class RowDiff {
    /** Up to so many changes are held in this process, which saves the Spark jobs that would count and collect them. */
    private static final int FEW = 20_000;

    private static final String OLD_HASH = "_old_hash";
    private static final String NEW_HASH = "_new_hash";

    /** How many new rows have the key of this one. */
    private static final String COPIES = "_copies";

    private static final String OLD_KEY = "_old_";

    private final Table table;
    private final Dataset<Row> changes;
    private final RowPlaces places = new RowPlaces();
    private long added;
    private long changed;
    private boolean isKeyThereTwice;

    private RowDiff(Table table, Dataset<Row> changes) {
        this.table = table;
        this.changes = changes;
    }

    /**
     * Compares.
     *
     * @param before rows of the table, with their places
     * @param after new rows, which are read once or twice; their keys are checked among themselves
     * @param areFew whether changes are likely to be few, so that they are collected at once; else, and if they are not, Spark
     *     keeps them
     * @throws Warehouse.KeyViolation if two of these have one key
     */
    static RowDiff of(Table table, Dataset<Row> before, Dataset<Row> after, boolean areFew) {
        Dataset<Row> changes = changes(table, before, after);
        RowDiff diff = (areFew ? Datasets.collectAtMost(FEW, changes) : Optional.<List<Row>>empty())
                .map(few -> few(table, few, changes))
                .orElseGet(() -> many(table, materialize(changes)));
        if (diff.isKeyThereTwice)
            refuseRepeated(table, diff.changes.filter(col(COPIES).gt(1)));
        return diff;
    }

    private static RowDiff few(Table table, List<Row> rows, Dataset<Row> shape) {
        RowDiff diff = new RowDiff(table, shape.sparkSession().createDataFrame(rows, shape.schema()));
        for (Row row : rows) {
            if (row.getAs(RowEdit.FILE) != null) diff.places.add(row.getAs(RowEdit.FILE), row.getAs(RowEdit.POSITION));
            if (row.getAs(NEW_HASH) != null) diff.added++;
            diff.isKeyThereTwice |= row.getAs(COPIES) != null && row.<Long>getAs(COPIES) > 1;
        }
        diff.changed = rows.size();
        return diff;
    }

    private static RowDiff many(Table table, Dataset<Row> changes) {
        RowDiff diff = new RowDiff(table, changes);
        for (Row group : changes.groupBy(RowPlaces.groups())
                .agg(
                        RowPlaces.bitmap(),
                        count_if(col(NEW_HASH).isNotNull()),
                        count(lit(1)),
                        count_if(col(COPIES).gt(1)))
                .collectAsList()) {
            diff.places.addGroup(group);
            diff.added += group.getLong(3);
            diff.changed += group.getLong(4);
            diff.isKeyThereTwice |= group.getLong(5) > 0;
        }
        return diff;
    }

    /** How many keys have a row that is new, changed or gone; checks as {@link #of}. */
    static long changed(Table table, Dataset<Row> before, Dataset<Row> after) {
        Dataset<Row> unplaced = before.withColumn(RowEdit.FILE, lit("")).withColumn(RowEdit.POSITION, lit(0L));
        Row counts = changes(table, unplaced, after)
                .agg(count(lit(1)), count_if(col(COPIES).gt(1)))
                .first();
        if (counts.getLong(1) > 0) refuseRepeated(table, after);
        return counts.getLong(0);
    }

    private static void refuseRepeated(Table table, Dataset<Row> rows) {
        TableKeys.refuse(
                table,
                rows.groupBy(key(table)).count().filter(col("count").gt(1)).count());
    }

    /** A row for each key whose row differs: the new row with {@link #NEW_HASH}, if there is one, and key and place of the old one. */
    private static Dataset<Row> changes(Table table, Dataset<Row> before, Dataset<Row> after) {
        Dataset<Row> news = after.withColumn(NEW_HASH, hash(table))
                .withColumn(COPIES, count(lit(1)).over(Window.partitionBy(key(table))));
        List<Column> old = new ArrayList<>(
                List.of(col(RowEdit.FILE), col(RowEdit.POSITION), hash(table).as(OLD_HASH)));
        Column sameKey = lit(true);
        for (Field field : table.key()) {
            old.add(field.col().as(OLD_KEY + field.name()));
            sameKey = sameKey.and(field.col().equalTo(col(OLD_KEY + field.name())));
        }
        return news.join(before.select(old.toArray(Column[]::new)), sameKey, "full_outer")
                .filter(not(col(NEW_HASH).eqNullSafe(col(OLD_HASH)))
                        .or(col(COPIES).gt(1)));
    }

    private static Column hash(Table table) {
        return xxhash64(table.fields().stream()
                .map(f -> f.type().typeName().equals("map") ? to_json(f.col()) : f.col())
                .toArray(Column[]::new));
    }

    private static Column[] key(Table table) {
        return table.key().stream().map(Field::col).toArray(Column[]::new);
    }

    boolean isEmpty() {
        return changed == 0;
    }

    /** Rows that are not in the table as they are; their number is {@link #addedCount}. */
    Dataset<Row> added() {
        return table.select(changes.filter(col(NEW_HASH).isNotNull()));
    }

    long addedCount() {
        return added;
    }

    /** Number of keys whose row is new, changed or gone. */
    long changedCount() {
        return changed;
    }

    /** Where the rows lie that go. */
    RowPlaces places() {
        return places;
    }

    /** The keys of the rows that go. */
    Dataset<Row> goneKeys() {
        return changes.filter(col(RowEdit.FILE).isNotNull())
                .select(table.key().stream()
                        .map(f -> col(OLD_KEY + f.name()).as(f.name()))
                        .toArray(Column[]::new));
    }

    /**
     * Makes sure that rows of other groups do not have the key of one that is added.
     *
     * @param all all rows of the table
     */
    void refuseKeysOf(Dataset<Row> all) {
        String[] names = table.keyNames().toArray(String[]::new);
        Dataset<Row> keys = added().select(key(table)).join(goneKeys(), names, "left_anti");
        TableKeys.refuse(
                table,
                all.select(key(table))
                        .join(added <= Datasets.MOST_BROADCAST ? broadcast(keys) : keys, names, "left_semi")
                        .count());
    }
}
