package org.jejak.dictionary;

import static org.jejak.dictionary.SemanticModel.map;

import java.util.*;
import java.util.stream.Collectors;
import org.jejak.table.*;

/**
 * The gold tables as cubes of Cube, one YAML file of its folder {@code model}. Dimensions that a table refers to by a further
 * column are cubes of their own, named after the column. Measures that add up over some columns only are null until a query
 * has one value of each of the others.
 */
public final class CubeModel {
    private CubeModel() {}

    /** The text of the file. */
    public static String yaml() {
        List<Object> cubes = new ArrayList<>();
        Map<String, Reference> roles = new LinkedHashMap<>();
        for (Table table : SemanticModel.tables()) {
            cubes.add(cube(table));
            for (Reference r : table.references()) if (!SemanticModel.isFirst(r)) roles.putIfAbsent(target(r), r);
        }
        roles.forEach((name, r) ->
                cubes.add(map("name", name, "extends", r.to().name(), "title", SemanticModel.label(name))));
        return SemanticModel.yaml("Cubes of the gold tables; made by `jejak tables --cube`.", map("cubes", cubes));
    }

    /** The cube that a reference joins: by the first column that points there the other table's own. */
    private static String target(Reference r) {
        return SemanticModel.isFirst(r)
                ? r.to().name()
                : r.to().name() + "_by_" + r.column().name();
    }

    private static Map<String, Object> cube(Table table) {
        List<Object> joins = new ArrayList<>();
        for (Reference r : table.references()) {
            joins.add(map(
                    "name",
                    target(r),
                    "relationship",
                    "many_to_one",
                    "sql",
                    column(r.column()) + " = {" + target(r) + "}." + quoted(r.key())));
        }
        return map(
                "name", table.name(),
                "sql_table", SemanticModel.SCHEMA + "." + table.name(),
                "description", table.grain(),
                "joins", joins.isEmpty() ? null : joins,
                "dimensions", dimensions(table),
                "measures", measures(table));
    }

    private static List<Object> dimensions(Table table) {
        List<Object> dimensions = new ArrayList<>();
        for (Field f : SemanticModel.dimensions(table)) {
            Boolean isKey = table.key().contains(f) ? true : null;
            dimensions.add(map(
                    "name",
                    f.name(),
                    "sql",
                    SemanticModel.isDate(f) ? "CAST(" + column(f) + " AS TIMESTAMP)" : column(f),
                    "type",
                    type(f),
                    "primary_key",
                    isKey,
                    "public",
                    isKey,
                    "description",
                    table.comment(f)));
        }
        return dimensions;
    }

    private static List<Object> measures(Table table) {
        List<Object> measures = new ArrayList<>();
        if (SemanticModel.isCounted(table))
            measures.add(map("name", "rows_counted", "type", "count", "description", SemanticModel.rows(table)));
        for (Field f : SemanticModel.sums(table)) {
            boolean isPlain = table.usage(f).notOver().isEmpty();
            measures.add(map(
                    "name", f.name(),
                    "sql", isPlain ? column(f) : ofOne(table, f, "SUM(" + column(f) + ")"),
                    "type", isPlain ? "sum" : "number",
                    "description", table.comment(f),
                    "meta", SemanticModel.meta(table, f)));
        }
        for (Field f : SemanticModel.ratios(table)) {
            Usage usage = table.usage(f);
            measures.add(map(
                    "name", f.name(),
                    "sql",
                            "1.0 * " + part(table, usage.numerator(), usage) + " / NULLIF("
                                    + part(table, usage.denominator(), usage) + ", 0)",
                    "type", "number",
                    "description", table.comment(f),
                    "meta", SemanticModel.meta(table, f)));
        }
        return measures;
    }

    /** A measure that a ratio is made of, of the rows that the ratio is about. */
    private static String part(Table table, Field field, Usage ratio) {
        if (ratio.where() == null) return "{" + field.name() + "}";
        return ofOne(table, field, "SUM(CASE WHEN " + column(ratio.where()) + " THEN " + column(field) + " END)");
    }

    /** A sum that is null unless the rows have one value of each column over which the measure does not add up. */
    private static String ofOne(Table table, Field field, String sum) {
        String one = table.usage(field).notOver().stream()
                .map(f -> "COUNT(DISTINCT " + column(f) + ") = 1")
                .collect(Collectors.joining(" AND "));
        return one.isEmpty() ? sum : "CASE WHEN " + one + " THEN " + sum + " END";
    }

    private static String type(Field field) {
        if (SemanticModel.isText(field)) return "string";
        if (SemanticModel.isFlag(field)) return "boolean";
        return SemanticModel.isDate(field) || SemanticModel.isTime(field) ? "time" : "number";
    }

    private static String column(Field field) {
        return "{CUBE}." + quoted(field);
    }

    private static String quoted(Field field) {
        return '"' + field.name() + '"';
    }
}
