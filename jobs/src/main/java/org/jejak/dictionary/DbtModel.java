package org.jejak.dictionary;

import static org.jejak.dictionary.SemanticModel.map;

import java.util.*;
import java.util.stream.Collectors;
import org.jejak.table.*;

/**
 * The gold tables for dbt, one YAML file of its folder {@code models}: sources with tests of keys and references, and semantic
 * models with metrics over models of the same names as the tables.
 */
public final class DbtModel {
    /** Names of spans of time, which dbt keeps for itself. */
    private static final Set<String> RESERVED = Set.of("day", "week", "month", "quarter", "year", "metric_time");

    private DbtModel() {}

    /** The text of the file. */
    public static String yaml() {
        return SemanticModel.yaml(
                "The gold tables for dbt; made by `jejak tables --dbt`.",
                map(
                        "version",
                        2,
                        "sources",
                        List.of(map(
                                "name",
                                SemanticModel.SCHEMA,
                                "schema",
                                SemanticModel.SCHEMA,
                                "description",
                                "Tables of jejak for reports and BI tools. " + Dictionary.CONVENTIONS,
                                "tables",
                                SemanticModel.tables().stream()
                                        .map(DbtModel::source)
                                        .toList())),
                        "models",
                        List.of(timeSpine()),
                        "semantic_models",
                        SemanticModel.tables().stream()
                                .map(DbtModel::semanticModel)
                                .toList(),
                        "metrics",
                        SemanticModel.tables().stream()
                                .flatMap(table -> metrics(table).stream())
                                .toList()));
    }

    private static Map<String, Object> source(Table table) {
        List<Object> columns = new ArrayList<>();
        for (Field f : table.fields()) {
            List<Object> tests = new ArrayList<>();
            if (!f.nullable()) tests.add("not_null");
            if (table.key().equals(List.of(f))) tests.add("unique");
            for (Reference r : table.references()) {
                if (r.column().equals(f))
                    tests.add(map(
                            "relationships",
                            map(
                                    "to",
                                    "source('" + SemanticModel.SCHEMA + "', '" + r.to().name() + "')",
                                    "field",
                                    r.key().name())));
            }
            columns.add(map(
                    "name", f.name(),
                    "description", f.comment(),
                    "data_type", f.type().simpleString(),
                    "meta", SemanticModel.meta(table, f),
                    "data_tests", tests.isEmpty() ? null : tests));
        }
        return map(
                "name", table.name(),
                "description", table.grain(),
                "meta", map("key", table.keyNames()),
                "columns", columns);
    }

    /** The calendar, from which dbt takes days without any row. */
    private static Map<String, Object> timeSpine() {
        String day = DimDate.DAY.name();
        return map(
                "name", DimDate.TABLE.name(),
                "time_spine", map("standard_granularity_column", day),
                "columns", List.of(map("name", day, "granularity", "day")));
    }

    private static Map<String, Object> semanticModel(Table table) {
        Optional<Field> day = SemanticModel.day(table);
        List<Object> entities = entities(table);
        return map(
                "name", table.name(),
                "description", table.grain(),
                "model", "ref('" + table.name() + "')",
                "defaults",
                        day.map(d -> map("agg_time_dimension", name(table, d))).orElse(null),
                "primary_entity", key(table).isPresent() ? null : table.name(),
                "entities", entities.isEmpty() ? null : entities,
                "dimensions", dimensions(table),
                "measures", day.map(d -> measures(table)).orElse(null));
    }

    /**
     * The key, under the names of all columns that point at it, and the columns that point at other tables. Days are no
     * entities: dbt joins them by its calendar.
     */
    private static List<Object> entities(Table table) {
        List<Object> entities = new ArrayList<>();
        if (key(table).isPresent()) {
            Field key = key(table).get();
            entities.add(map("name", entity(table, key), "type", "primary", "expr", key.name()));
            roles(table).stream()
                    .filter(role -> !role.equals(entity(table, key)))
                    .forEach(role -> entities.add(map("name", role, "type", "unique", "expr", key.name())));
        }
        for (Reference r : table.references()) {
            if (!SemanticModel.isDate(r.column()) && !key(table).equals(Optional.of(r.column())))
                entities.add(map(
                        "name",
                        entity(r.to(), r.column()),
                        "type",
                        "foreign",
                        "expr",
                        r.column().name()));
        }
        return entities;
    }

    /** The one column that names a row, unless it is a day. */
    private static Optional<Field> key(Table table) {
        return table.key().size() == 1 && !SemanticModel.isDate(table.key().get(0))
                ? Optional.of(table.key().get(0))
                : Optional.empty();
    }

    /** The names under which other tables point at this one. */
    private static Set<String> roles(Table table) {
        return SemanticModel.tables().stream()
                .flatMap(t -> t.references().stream())
                .filter(r -> r.to().equals(table) && !SemanticModel.isDate(r.column()))
                .map(r -> entity(table, r.column()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A column by which a table is joined: its name, the same wherever it points at the same table. */
    private static String entity(Table to, Field column) {
        boolean isOfOthersToo = SemanticModel.tables().stream()
                .flatMap(t -> t.references().stream())
                .anyMatch(r -> r.column().name().equals(column.name()) && !r.to().equals(to));
        return isOfOthersToo ? to.name() + "_" + column.name() : column.name();
    }

    /** Whether a column is an entity, and so no dimension. */
    private static boolean isEntity(Table table, Field field) {
        return key(table).equals(Optional.of(field))
                || !SemanticModel.isDate(field)
                        && table.references().stream().anyMatch(r -> r.column().equals(field));
    }

    /** A column of a table under a name that dbt takes. */
    private static String name(Table table, Field field) {
        return RESERVED.contains(field.name()) || field.name().length() == 1
                ? table.name() + "_" + field.name()
                : field.name();
    }

    private static List<Object> dimensions(Table table) {
        boolean hasMeasures = SemanticModel.day(table).isPresent();
        List<Field> fields = hasMeasures ? SemanticModel.dimensions(table) : table.fields();
        List<Object> dimensions = new ArrayList<>();
        for (Field f : fields) {
            if (isEntity(table, f)) continue;
            boolean isTime = SemanticModel.isDate(f) || SemanticModel.isTime(f);
            dimensions.add(map(
                    "name",
                    name(table, f),
                    "description",
                    table.comment(f),
                    "type",
                    isTime ? "time" : "categorical",
                    "expr",
                    f.name(),
                    "type_params",
                    isTime ? map("time_granularity", SemanticModel.isDate(f) ? "day" : "second") : null));
        }
        return dimensions;
    }

    private static List<Object> measures(Table table) {
        List<Object> measures = new ArrayList<>();
        if (SemanticModel.isCounted(table))
            measures.add(map("name", rows(table), "description", SemanticModel.rows(table), "agg", "sum", "expr", "1"));
        for (Field f : SemanticModel.sums(table)) {
            Optional<Field> time = table.usage(f).notOver().stream()
                    .filter(SemanticModel::isDate)
                    .findFirst();
            measures.add(map(
                    "name",
                    measure(table, f),
                    "description",
                    table.comment(f),
                    "agg",
                    "sum",
                    "expr",
                    f.name(),
                    "non_additive_dimension",
                    time.map(t -> map("name", name(table, t), "window_choice", "max"))
                            .orElse(null)));
        }
        return measures;
    }

    private static List<Object> metrics(Table table) {
        List<Object> metrics = new ArrayList<>();
        if (SemanticModel.day(table).isEmpty()) return metrics;
        if (SemanticModel.isCounted(table))
            metrics.add(map(
                    "name", rows(table),
                    "label", "Rows of " + table.name(),
                    "description", SemanticModel.rows(table),
                    "type", "simple",
                    "type_params", map("measure", rows(table))));
        for (Field f : SemanticModel.sums(table))
            metrics.add(metric(table, f, "simple", map("measure", measure(table, f))));
        for (Field f : SemanticModel.ratios(table)) {
            Usage usage = table.usage(f);
            Map<String, Object> parts = map(
                    "numerator", part(table, usage.numerator(), usage),
                    "denominator", part(table, usage.denominator(), usage));
            metrics.add(metric(table, f, "ratio", parts));
        }
        return metrics;
    }

    private static Map<String, Object> metric(Table table, Field field, String type, Map<String, Object> params) {
        return map(
                "name",
                measure(table, field),
                "label",
                SemanticModel.label(field.name()) + ", " + table.name(),
                "description",
                table.comment(field),
                "type",
                type,
                "type_params",
                params,
                "config",
                map("meta", SemanticModel.meta(table, field)));
    }

    /** A metric that a ratio is made of, of the rows that the ratio is about. */
    private static Map<String, Object> part(Table table, Field field, Usage ratio) {
        String model = key(table).map(k -> entity(table, k)).orElse(table.name());
        return map(
                "name",
                measure(table, field),
                "filter",
                ratio.where() == null
                        ? null
                        : "{{ Dimension('" + model + "__" + name(table, ratio.where()) + "') }} = true");
    }

    private static String rows(Table table) {
        return table.name() + "_rows";
    }

    private static String measure(Table table, Field field) {
        return table.name() + "_" + field.name();
    }
}
