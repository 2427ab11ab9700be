package org.jejak.dictionary;

import java.util.*;
import java.util.stream.Collectors;
import org.jejak.table.*;

/**
 * The gold tables as a semantic model of Power BI: a TMDL script that its TMDL view applies. Tables are read from PostgreSQL;
 * another source is named in one place, the expression {@code Jejak}. Measures that add up over some columns only are blank
 * until one value of each of the others is chosen.
 */
public final class TmdlModel {
    private TmdlModel() {}

    /** The text of the script. */
    public static String script() {
        StringBuilder text = new StringBuilder("createOrReplace\n");
        source(text);
        for (Table table : SemanticModel.tables()) table(text, table);
        for (Table table : SemanticModel.tables()) table.references().forEach(r -> relationship(text, r));
        return text.toString();
    }

    private static void source(StringBuilder text) {
        text.append("\n\texpression Server = \"localhost\" meta [IsParameterQuery=true, Type=\"Text\"]\n")
                .append("\n\texpression Database = \"mart\" meta [IsParameterQuery=true, Type=\"Text\"]\n")
                .append("\n\t/// Where the tables are read from.\n")
                .append("\texpression Jejak = PostgreSQL.Database(Server, Database)\n");
    }

    private static void table(StringBuilder text, Table table) {
        line(text, 1, "");
        line(text, 1, "/// " + table.grain());
        line(text, 1, "table " + table.name());
        if (table.equals(DimDate.TABLE)) line(text, 2, "dataCategory: Time");
        if (SemanticModel.isCounted(table))
            measure(
                    text,
                    "Rows of " + table.name(),
                    SemanticModel.rows(table),
                    "COUNTROWS('" + table.name() + "')",
                    "#,0");
        for (Field f : SemanticModel.sums(table))
            measure(text, measure(table, f), table.comment(f), sum(table, f), f.isMoney() ? "#,0.00" : "#,0");
        for (Field f : SemanticModel.ratios(table)) {
            Usage usage = table.usage(f);
            String ratio = "DIVIDE(" + part(table, usage.numerator(), usage) + ", "
                    + part(table, usage.denominator(), usage) + ")";
            measure(text, measure(table, f), table.comment(f), ratio, "0.00");
        }
        for (Field f : table.fields()) column(text, table, f);
        line(text, 2, "");
        line(text, 2, "partition " + table.name() + " = m");
        line(text, 3, "mode: import");
        line(text, 3, "source = Jejak{[Schema=\"" + SemanticModel.SCHEMA + "\", Item=\"" + table.name() + "\"]}[Data]");
    }

    private static void measure(StringBuilder text, String name, String comment, String expression, String format) {
        line(text, 2, "");
        line(text, 2, "/// " + comment);
        line(text, 2, "measure '" + name + "' = " + expression);
        line(text, 3, "formatString: " + format);
    }

    private static String measure(Table table, Field field) {
        return SemanticModel.label(field.name()) + " of " + table.name();
    }

    private static String sum(Table table, Field field) {
        String sum = "SUM('" + table.name() + "'[" + field.name() + "])";
        String one = table.usage(field).notOver().stream()
                .map(f -> "HASONEVALUE('" + table.name() + "'[" + f.name() + "])")
                .collect(Collectors.joining(" && "));
        return one.isEmpty() ? sum : "IF(" + one + ", " + sum + ")";
    }

    private static String part(Table table, Field field, Usage ratio) {
        String sum = "[" + measure(table, field) + "]";
        if (ratio.where() == null) return sum;
        return "CALCULATE(" + sum + ", '" + table.name() + "'[" + ratio.where().name() + "] = TRUE())";
    }

    private static void column(StringBuilder text, Table table, Field field) {
        line(text, 2, "");
        line(text, 2, "/// " + table.comment(field));
        line(text, 2, "column " + field.name());
        line(text, 3, "dataType: " + type(field));
        if (table.key().equals(List.of(field))) line(text, 3, "isKey");
        if (SemanticModel.isSum(table, field) || SemanticModel.isRatio(table, field)) line(text, 3, "isHidden");
        if (SemanticModel.isDate(field)) line(text, 3, "formatString: yyyy-mm-dd");
        line(text, 3, "summarizeBy: none");
        line(text, 3, "sourceColumn: " + field.name());
    }

    private static String type(Field field) {
        if (field.isMoney()) return "decimal";
        return switch (field.type().typeName()) {
            case "string" -> "string";
            case "long", "integer" -> "int64";
            case "double" -> "double";
            case "boolean" -> "boolean";
            case "date", "timestamp" -> "dateTime";
            default -> throw new IllegalArgumentException("no type of Power BI for " + field);
        };
    }

    private static void relationship(StringBuilder text, Reference r) {
        line(text, 1, "");
        line(text, 1, "relationship " + r.from().name() + "_" + r.column().name());
        if (!SemanticModel.isUsual(r)) line(text, 2, "isActive: false");
        line(text, 2, "fromColumn: " + r.from().name() + "." + r.column().name());
        line(text, 2, "toColumn: " + r.to().name() + "." + r.key().name());
    }

    private static void line(StringBuilder text, int depth, String line) {
        if (!line.isEmpty()) text.append("\t".repeat(depth)).append(line);
        text.append('\n');
    }
}
