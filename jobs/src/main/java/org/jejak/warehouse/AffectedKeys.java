package org.jejak.warehouse;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.table.Datasets;
import org.jejak.table.Field;

/**
 * Closed groups that a run restates: rows whose columns equal those of a group, and, if it says so, from a time on. The
 * names of few groups are taken into this process at once, so that each table they choose from need not ask for them again;
 * those of some more are kept aside.
 */
public final class AffectedKeys implements Warehouse.RowScope {
    private static final int FEW = 5_000;

    private final Dataset<Row> groups;
    private final List<Field> columns;
    private final Field since;
    private final Optional<Object[]> few;

    private AffectedKeys(Dataset<Row> groups, List<Field> columns, Field since, Optional<Object[]> few) {
        this.groups = groups;
        this.columns = columns;
        this.since = since;
        this.few = few;
    }

    /** Groups named by some columns; {@code groups} has columns of the same names. */
    public static AffectedKeys of(Dataset<Row> groups, Field... columns) {
        Optional<Object[]> few = columns.length == 1 ? few(groups.select(columns[0].col())) : Optional.empty();
        return new AffectedKeys(
                few.isPresent() ? groups : Datasets.broadcastIfSmall(Datasets.materialize(groups)),
                List.of(columns),
                null,
                few);
    }

    private static Optional<Object[]> few(Dataset<Row> names) {
        List<Row> taken = names.limit(FEW + 1).collectAsList();
        return taken.size() > FEW
                ? Optional.empty()
                : Optional.of(taken.stream().map(row -> row.get(0)).distinct().toArray());
    }

    /** Groups as they are given ({@link Datasets#broadcastIfSmall}), but only rows of them whose {@code time} is not before the group's column {@code since}. */
    public static AffectedKeys since(Dataset<Row> groups, Field column, Field time) {
        return new AffectedKeys(groups, List.of(column), time, Optional.empty());
    }

    @Override
    public Dataset<Row> in(Dataset<Row> rows) {
        return few.map(names -> rows.filter(isOneOf(names)))
                .orElseGet(() -> rows.join(named(), condition(), "left_semi"));
    }

    @Override
    public Dataset<Row> outside(Dataset<Row> rows) {
        return few.map(names -> rows.filter(not(isOneOf(names))))
                .orElseGet(() -> rows.join(named(), condition(), "left_anti"));
    }

    /** False for null, as a join is. */
    private Column isOneOf(Object[] names) {
        return names.length == 0 ? lit(false) : coalesce(columns.get(0).col().isin(names), lit(false));
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
