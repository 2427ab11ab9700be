package org.jejak.dictionary;

import java.util.*;
import org.jejak.table.*;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * What the semantic models of BI tools say of the gold tables, each in its own format: keys, relations, measures and whether
 * they add up. All of it is read off the definitions of the tables.
 */
final class SemanticModel {
    /** The schema whose tables are told. */
    static final String SCHEMA = "gold";

    private SemanticModel() {}

    /** The tables, in the order of the dictionary. */
    static List<Table> tables() {
        return Tables.of(SCHEMA);
    }

    /** Whether it describes what others refer to. */
    static boolean isDimension(Table table) {
        return table.name().startsWith("dim_");
    }

    /** Whether its rows are worth counting: things and events, not figures about them. */
    static boolean isCounted(Table table) {
        return isDimension(table) || table.name().startsWith("fact_");
    }

    /** The columns that a query may add up, if need be for one value of {@link Usage#notOver} at a time. */
    static List<Field> sums(Table table) {
        return table.fields().stream().filter(f -> isSum(table, f)).toList();
    }

    static boolean isSum(Table table, Field field) {
        Role role = table.usage(field).role();
        return role == Role.ADDITIVE || role == Role.SEMI_ADDITIVE;
    }

    /** The ratios of two columns that a query may add up. */
    static List<Field> ratios(Table table) {
        return table.fields().stream().filter(f -> isRatio(table, f)).toList();
    }

    static boolean isRatio(Table table, Field field) {
        Usage usage = table.usage(field);
        return usage.role() == Role.RATIO && isSum(table, usage.numerator()) && isSum(table, usage.denominator());
    }

    /** The columns to filter and to group by, and those that are read as they are. */
    static List<Field> dimensions(Table table) {
        return table.fields().stream()
                .filter(f -> !isSum(table, f) && !isRatio(table, f))
                .toList();
    }

    /**
     * Whether a query follows the reference unless it is told otherwise: from a fact or aggregate to a dimension, by the first
     * column that points there. So dimensions are reached in one way, and do not filter each other.
     */
    static boolean isUsual(Reference reference) {
        return isDimension(reference.to()) && !isDimension(reference.from()) && isFirst(reference);
    }

    /** Whether it is the first of the references from its table to the other one. */
    static boolean isFirst(Reference reference) {
        return reference.from().references().stream()
                .filter(r -> r.to().equals(reference.to()))
                .findFirst()
                .equals(Optional.of(reference));
    }

    /** The day of a row: of its key, else the first that is never null. */
    static Optional<Field> day(Table table) {
        return table.fields().stream()
                .filter(f -> isDate(f) && !f.nullable())
                .min(Comparator.comparing(f -> !table.key().contains(f)));
    }

    static boolean isDate(Field field) {
        return field.type().typeName().equals("date");
    }

    static boolean isTime(Field field) {
        return field.type().typeName().equals("timestamp");
    }

    static boolean isText(Field field) {
        return field.type().typeName().equals("string");
    }

    static boolean isFlag(Field field) {
        return field.type().typeName().equals("boolean");
    }

    /** A name for people: {@code order_count} is "Order count". */
    static String label(String name) {
        return Dictionary.capitalized(name.replace('_', ' '));
    }

    /** What counting the rows of a table tells. */
    static String rows(Table table) {
        return "Rows: " + table.grain();
    }

    /** What a column is for and how it adds up, for readers of a model whose own words do not say it. */
    static Map<String, Object> meta(Table table, Field field) {
        Usage usage = table.usage(field);
        List<String> notOver = usage.notOver().stream().map(Field::name).toList();
        return map(
                "role", usage.role().words(),
                "not_over", notOver.isEmpty() ? null : notOver,
                "numerator", name(usage.numerator()),
                "denominator", name(usage.denominator()),
                "where", name(usage.where()),
                "unit", field.unit().isEmpty() ? null : field.unit());
    }

    private static String name(Field field) {
        return field == null ? null : field.name();
    }

    /** A map in this order, from keys and values in turn; keys whose value is null are left out. */
    static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2)
            if (keysAndValues[i + 1] != null) map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        return map;
    }

    /** As YAML, after a line that says what it is. */
    static String yaml(String title, Map<String, Object> document) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(160);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        return "# " + title + "\n" + new Yaml(options).dump(document);
    }
}
