package org.jejak.warehouse;

import java.util.List;
import org.apache.spark.sql.*;
import org.jejak.table.Table;

/** Writes every table by its {@link org.jejak.table.Scope}: the one place that knows how each kind is restated. */
public final class ScopedWriter implements TableWriter {
    private final Warehouse warehouse;

    public ScopedWriter(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    @Override
    public Written write(Restatement r) {
        Table table = r.table();
        return switch (table.scope()) {
            case WHOLE ->
                r.local()
                        .map(rows -> warehouse.replaceAll(table, rows))
                        .orElseGet(() -> warehouse.replaceAll(table, dataset(r)));
            case APPEND -> r.replaced().isEverything() ? warehouse.overwrite(table, dataset(r)) : added(r);
            case ROW -> r.replaced().isNone() ? added(r) : restated(r);
            case FILE ->
                r.replaced().isNone()
                        ? added(r)
                        : warehouse.replaceGroups(
                                table, warehouse.withoutKnown(table, dataset(r), r.replaced()), r.replaced());
            case VISITOR, COMPONENT, CUSTOMER, CREDIT -> restated(r);
            case MONTH ->
                r.replaced().isEverything()
                                || r.replaced().isNone()
                                || table.month().isEmpty()
                        ? restated(r)
                        : warehouse.replaceMonths(
                                table, dataset(r), r.replaced().values());
        };
    }

    private Written added(Restatement r) {
        if (r.count().isPresent())
            return warehouse.append(r.table(), dataset(r), r.count().getAsLong());
        return r.local()
                .map(rows -> warehouse.appendNew(r.table(), rows))
                .orElseGet(() -> warehouse.appendNew(r.table(), dataset(r)));
    }

    private Written restated(Restatement r) {
        if (r.replaced().isNone())
            throw new IllegalStateException(
                    r.table() + " is restated per group, and its job did not say for which: Outputs.replacing");
        return r.replaced().isEverything()
                ? warehouse.overwrite(r.table(), dataset(r))
                : warehouse.replaceGroups(r.table(), dataset(r), r.replaced());
    }

    private Dataset<Row> dataset(Restatement r) {
        return r.dataset()
                .orElseGet(() -> warehouse.dataset(r.table(), r.local().orElse(List.of())));
    }
}
