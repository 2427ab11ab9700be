package org.jejak.warehouse;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.jejak.table.Datasets.*;

import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.*;
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
        return new Joined(broadcastIfSmall(materialize(keys)), List.of(columns), null);
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
        List<Object> values() {
            return List.copyOf(values);
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
