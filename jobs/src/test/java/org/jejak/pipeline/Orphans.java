package org.jejak.pipeline;

import java.util.*;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.jejak.table.*;
import org.jejak.warehouse.Warehouse;

/** Values of a warehouse's gold tables that point at no row. */
final class Orphans {
    private final Warehouse warehouse;
    private final Map<Table, Map<Field, Set<Object>>> values = new HashMap<>();

    private Orphans(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** One line per reference that is broken, with some of its values; empty if every value has its row. */
    static List<String> in(Warehouse warehouse) {
        Orphans orphans = new Orphans(warehouse);
        List<String> found = new ArrayList<>();
        for (Table table : Tables.of("gold")) {
            for (Reference reference : table.references()) {
                Set<Object> missing = new TreeSet<>(orphans.values(table, reference.column()));
                missing.removeAll(orphans.values(reference.to(), reference.key()));
                if (!missing.isEmpty())
                    found.add(table + "." + reference.column().name() + " has " + missing.size()
                            + " values that are not in " + reference.to() + ": "
                            + missing.stream().limit(5).toList());
            }
        }
        return found;
    }

    /** What a column holds, null left out; each table is read once, the columns that refer or are referred to. */
    private Set<Object> values(Table table, Field column) {
        return values.computeIfAbsent(table, this::read).get(column);
    }

    private Map<Field, Set<Object>> read(Table table) {
        Set<Field> columns = new LinkedHashSet<>(table.key());
        table.references().forEach(r -> columns.add(r.column()));
        List<Row> rows = warehouse
                .read(table)
                .select(columns.stream().map(Field::col).toArray(Column[]::new))
                .collectAsList();
        List<Field> places = List.copyOf(columns);
        return places.stream()
                .collect(Collectors.toMap(
                        f -> f,
                        f -> rows.stream()
                                .map(r -> r.get(places.indexOf(f)))
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet())));
    }
}
