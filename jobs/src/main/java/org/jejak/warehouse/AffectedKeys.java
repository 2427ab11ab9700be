package org.jejak.warehouse;

import static org.apache.spark.sql.functions.*;
import static org.jejak.table.Datasets.broadcastIfSmall;
import static org.jejak.table.Datasets.materialize;

import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.sql.*;
import org.jejak.table.Field;

/**
 * The keys that a run restates: customers, streams, months and the like. Separates the rows of these keys from all others.
 * Null matches no key.
 */
public abstract class AffectedKeys {
    /** Every row there is, as in a full run. */
    public static final AffectedKeys EVERYTHING = new Extreme(true);

    /** No row: nothing is replaced. */
    public static final AffectedKeys NONE = new Extreme(false);

    /** Up to so many keys of one column are held in this process, so that a table is filtered by them and not joined with them. */
    private static final int MOST_IN_MEMORY = 5_000;

    private AffectedKeys() {}

    /** Keys named by some columns. {@code keys} has columns of the same names; it is computed at once, not when tables are read. */
    public static AffectedKeys of(Dataset<Row> keys, Field... columns) {
        if (columns.length == 1) {
            List<Row> first =
                    keys.select(columns[0].col()).limit(MOST_IN_MEMORY + 1).collectAsList();
            if (first.size() <= MOST_IN_MEMORY)
                return of(columns[0], first.stream().map(row -> row.get(0)).toList());
        }
        return new Joined(broadcastIfSmall(materialize(keys)), List.of(columns), null);
    }

    /** Keys that are these values of one column. */
    public static AffectedKeys of(Field column, Collection<?> values) {
        return new InMemory(column, values.stream().distinct().toArray());
    }

    /**
     * Keys from a time on: rows of a key whose {@code time} is not before the column {@code since} of {@code keys}.
     *
     * @param keys the column {@code column} and {@code since}, as {@link org.jejak.table.Datasets#broadcastIfSmall} gives them
     */
    public static AffectedKeys since(Dataset<Row> keys, Field column, Field time) {
        return new Joined(keys, List.of(column), time);
    }

    /** The columns that name them; none of all and of no keys. */
    abstract List<Field> columns();

    /** Rows of these keys. */
    public abstract Dataset<Row> in(Dataset<Row> rows);

    /** All other rows. */
    public abstract Dataset<Row> outside(Dataset<Row> rows);

    public final boolean isEverything() {
        return this == EVERYTHING;
    }

    public final boolean isNone() {
        return this == NONE;
    }

    /**
     * The values of the one column that names the keys.
     *
     * @throws IllegalStateException if there are too many to be in this process, or several columns
     */
    List<Object> values() {
        throw new IllegalStateException("these keys are not in memory");
    }

    private static final class Extreme extends AffectedKeys {
        private final boolean all;

        Extreme(boolean all) {
            this.all = all;
        }

        @Override
        List<Field> columns() {
            return List.of();
        }

        @Override
        public Dataset<Row> in(Dataset<Row> rows) {
            return all ? rows : rows.limit(0);
        }

        @Override
        public Dataset<Row> outside(Dataset<Row> rows) {
            return all ? rows.limit(0) : rows;
        }
    }

    /** Few keys, as values of one column. */
    private static final class InMemory extends AffectedKeys {
        private final Field column;
        private final Object[] values;

        InMemory(Field column, Object[] values) {
            this.column = column;
            this.values = values;
        }

        @Override
        List<Field> columns() {
            return List.of(column);
        }

        @Override
        public Dataset<Row> in(Dataset<Row> rows) {
            return rows.filter(isOneOfThem());
        }

        @Override
        public Dataset<Row> outside(Dataset<Row> rows) {
            return rows.filter(not(isOneOfThem()));
        }

        /** Null never matches, as in a join. */
        private Column isOneOfThem() {
            return values.length == 0 ? lit(false) : coalesce(column.col().isin(values), lit(false));
        }

        @Override
        List<Object> values() {
            return List.of(values);
        }
    }

    /** Many keys, or keys of several columns: joined. */
    private static final class Joined extends AffectedKeys {
        private final Dataset<Row> keys;
        private final Column condition;
        private final List<Field> columns;

        Joined(Dataset<Row> keys, List<Field> columns, Field since) {
            Dataset<Row> renamed = keys;
            Column all = since == null ? lit(true) : since.col().geq(col("since"));
            for (Field column : columns) {
                renamed = renamed.withColumnRenamed(column.name(), "key_" + column.name());
                all = column.col().equalTo(col("key_" + column.name())).and(all);
            }
            this.keys = renamed;
            this.condition = all;
            this.columns = since == null
                    ? columns
                    : Stream.concat(columns.stream(), Stream.of(since)).toList();
        }

        @Override
        List<Field> columns() {
            return columns;
        }

        @Override
        public Dataset<Row> in(Dataset<Row> rows) {
            return rows.join(keys, condition, "left_semi");
        }

        @Override
        public Dataset<Row> outside(Dataset<Row> rows) {
            return rows.join(keys, condition, "left_anti");
        }
    }
}
