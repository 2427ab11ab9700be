package org.jejak.io;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.table.Field;

/** Closed groups that a run restates: rows whose columns equal those of a group, and, if it says so, from a time on. */
public final class Groups implements Warehouse.ScopeFilter {
    private final Dataset<Row> groups;
    private final List<Field> columns;
    private final Field since;

    private Groups(Dataset<Row> groups, List<Field> columns, Field since) {
        this.groups = groups;
        this.columns = columns;
        this.since = since;
    }

    /** Groups named by some columns; {@code groups} has columns of the same names. */
    public static Groups of(Dataset<Row> groups, Field... columns) {
        return new Groups(groups, List.of(columns), null);
    }

    /** The same groups, but only rows whose {@code time} is not before the group's column {@code since}. */
    public Groups since(Field time) {
        return new Groups(groups, columns, time);
    }

    @Override
    public Dataset<Row> in(Dataset<Row> rows) {
        return rows.join(named(), condition(), "left_semi");
    }

    @Override
    public Dataset<Row> outside(Dataset<Row> rows) {
        return rows.join(named(), condition(), "left_anti");
    }

    private Dataset<Row> named() {
        Dataset<Row> named = groups;
        for (Field column : columns) named = named.withColumnRenamed(column.name(), "group_" + column.name());
        return named;
    }

    private Column condition() {
        Column condition = columns.stream()
                .map(c -> c.col().equalTo(col("group_" + c.name())))
                .reduce(Column::and)
                .orElseThrow();
        return since == null ? condition : condition.and(since.col().geq(col("since")));
    }
}
