package org.jejak.warehouse;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.jejak.table.Datasets.*;

import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.*;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.*;
import org.jejak.table.*;

/**
 * The keys that a run restates: customers, streams, months and the like. Separates the rows of these keys from all others.
 * Null matches no key.
 */
public abstract class AffectedKeys {
    /** Every row there is, as in a full run. */
    public static final AffectedKeys EVERYTHING = new Extreme(true);

    /** No row: nothing is replaced. */
    public static final AffectedKeys NONE = new Extreme(false);

    /** Up to so many keys are part of a plan, so that files without them are not read. */
    private static final int MOST_IN_PLAN = 1_000;

    private AffectedKeys() {}

    /** Keys named by some columns. {@code keys} has columns of the same names; it is computed at once, not when tables are read. */
    public static AffectedKeys of(Dataset<Row> keys, Field... columns) {
        if (columns.length == 1) {
            Optional<List<Row>> few = collectAtMost(Datasets.MOST_BROADCAST, keys.select(columns[0].col()));
            if (few.isPresent())
                return of(columns[0], few.get().stream().map(row -> row.get(0)).toList());
        }
        return new Joined(broadcastIfSmall(materialize(keys.distinct())), List.of(columns), null);
    }

    /** Keys that are these values of one column, texts, dates or whole numbers; null is none. */
    public static AffectedKeys of(Field column, Collection<?> values) {
        return new InMemory(List.of(column), column.col(), new HashSet<>(values));
    }

    /** Keys named by some columns, of which 64-bit hashes are known. */
    public static AffectedKeys hashed(LongSet hashes, Column hash, Field... columns) {
        return new InMemory(List.of(columns), hash, hashes);
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

    /** Rows of these keys that are also of others. */
    public final AffectedKeys and(AffectedKeys other) {
        if (isEverything() || other.isNone()) return other;
        return isNone() || other.isEverything() ? this : new Combined(this, other, Column::and);
    }

    /** Rows of these keys and rows of others. */
    public final AffectedKeys or(AffectedKeys other) {
        if (isEverything() || other.isNone()) return this;
        return isNone() || other.isEverything() ? other : new Combined(this, other, Column::or);
    }

    /** The rows, each once, with a column of this name that says whether a row is of these keys; never null. */
    abstract Dataset<Row> marked(Dataset<Row> rows, String name);

    public final boolean isEverything() {
        return this == EVERYTHING;
    }

    public final boolean isNone() {
        return this == NONE;
    }

    /** Whether they are known to be few, so that what belongs to them can be sent to every task. */
    public boolean areFew() {
        return false;
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

        @Override
        Dataset<Row> marked(Dataset<Row> rows, String name) {
            return rows.withColumn(name, lit(all));
        }
    }

    /** Keys as values of one expression, held in this process: a table is filtered by them and not joined with them. */
    private static final class InMemory extends AffectedKeys {
        private final List<Field> columns;
        private final Column key;
        private final Set<?> values;
        private Column isOneOfThem;

        InMemory(List<Field> columns, Column key, Set<?> values) {
            this.columns = columns;
            this.key = key;
            this.values = values;
        }

        @Override
        List<Field> columns() {
            return columns;
        }

        @Override
        public Dataset<Row> in(Dataset<Row> rows) {
            return rows.filter(isOneOfThem(rows.sparkSession()));
        }

        @Override
        public Dataset<Row> outside(Dataset<Row> rows) {
            return rows.filter(not(isOneOfThem(rows.sparkSession())));
        }

        /** Null never matches, as in a join. */
        private synchronized Column isOneOfThem(SparkSession spark) {
            if (isOneOfThem == null)
                isOneOfThem = values.size() <= MOST_IN_PLAN
                        ? coalesce(key.isin(values.toArray()), lit(false))
                        : isOneOf(spark, values).apply(key);
            return isOneOfThem;
        }

        @Override
        public boolean areFew() {
            return values.size() <= Datasets.MOST_BROADCAST;
        }

        @Override
        Dataset<Row> marked(Dataset<Row> rows, String name) {
            return rows.withColumn(name, isOneOfThem(rows.sparkSession()));
        }

        @Override
        List<Object> values() {
            return List.copyOf(values);
        }
    }

    /** Many keys, or keys of several columns: joined. */
    private static final class Joined extends AffectedKeys {
        private final Dataset<Row> keys;
        private final Column condition;
        private final List<Field> columns;
        private final boolean isSince;

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
            this.isSince = since != null;
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

        /** Streams have few sessions from a time on. */
        @Override
        public boolean areFew() {
            return isSince;
        }

        @Override
        Dataset<Row> marked(Dataset<Row> rows, String name) {
            if (isSince) throw new IllegalStateException("keys from a time on cannot be combined with others");
            List<Column> columns = new ArrayList<>();
            for (String column : rows.columns()) columns.add(rows.col(column));
            columns.add(col(name).isNotNull().as(name));
            return rows.join(keys.withColumn(name, lit(true)), condition, "left_outer")
                    .select(columns.toArray(Column[]::new));
        }
    }

    /** Keys of two kinds, told apart row by row in one pass. */
    private static final class Combined extends AffectedKeys {
        private static final String MARK = "is_of_keys";

        private final AffectedKeys first;
        private final AffectedKeys second;
        private final BinaryOperator<Column> way;

        Combined(AffectedKeys first, AffectedKeys second, BinaryOperator<Column> way) {
            this.first = first;
            this.second = second;
            this.way = way;
        }

        @Override
        List<Field> columns() {
            return Stream.concat(first.columns().stream(), second.columns().stream())
                    .distinct()
                    .toList();
        }

        @Override
        public Dataset<Row> in(Dataset<Row> rows) {
            return marked(rows, MARK).filter(col(MARK)).drop(MARK);
        }

        @Override
        public Dataset<Row> outside(Dataset<Row> rows) {
            return marked(rows, MARK).filter(not(col(MARK))).drop(MARK);
        }

        @Override
        Dataset<Row> marked(Dataset<Row> rows, String name) {
            String one = name + "_1"; // other names than those of keys that are combined again
            String two = name + "_2";
            return second.marked(first.marked(rows, one), two)
                    .withColumn(name, way.apply(col(one), col(two)))
                    .drop(one, two);
        }
    }
}
