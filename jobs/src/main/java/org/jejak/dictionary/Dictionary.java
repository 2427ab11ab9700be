package org.jejak.dictionary;

import java.util.*;
import java.util.stream.Collectors;
import org.jejak.pipeline.Pipeline;
import org.jejak.pipeline.job.Job;
import org.jejak.table.*;

/** The data dictionary as Markdown. */
public final class Dictionary {
    /** What holds for all tables. */
    static final String CONVENTIONS =
            "Times are UTC; dates are days in the business zone; money is DECIMAL(18,4), sums of it DECIMAL(28,4).";

    private Dictionary() {}

    /** The text of {@code jobs/docs/tables.md}. */
    public static String markdown() {
        StringBuilder text = new StringBuilder("# Tables\n\n"
                + "Made by `jejak tables --markdown` from `org.jejak.table`; a test compares the two. " + CONVENTIONS
                + " `jejak tables --html FILE` writes the same as a page.\n\n## How the gold tables belong together\n\n"
                + "Dimensions and facts with their keys and the columns that refer to others, `dim_date` left out, to which all "
                + "dates refer. What aggregates (`agg_*`) refer to stands with them.\n\n```mermaid\n"
                + entities() + "```\n\n## Which job makes what\n\n```mermaid\n" + flow() + "```\n");
        String schema = "";
        for (Table table : Tables.ALL) {
            if (!table.schema().equals(schema)) {
                schema = table.schema();
                text.append("\n## ").append(schema).append('\n');
            }
            append(text, table);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Table table) {
        text.append("\n### ")
                .append(table.fullName())
                .append("\n\n")
                .append(table.grain())
                .append(" Key: `")
                .append(String.join("`, `", table.keyNames()))
                .append("`. ")
                .append(sentence(table.scope().meaning()))
                .append(' ')
                .append(sentence(Lineage.of(table)));
        String refers = referring(table);
        if (!refers.isEmpty()) text.append(" Refers to ").append(refers).append('.');
        text.append("\n\n| column | type | null | role | unit | meaning |\n|---|---|---|---|---|---|\n");
        for (Field f : table.fields()) {
            text.append("| ")
                    .append(f.name())
                    .append(" | ")
                    .append(f.type().simpleString())
                    .append(" | ")
                    .append(f.nullable() ? "yes" : "")
                    .append(" | ")
                    .append(table.usage(f).words())
                    .append(" | ")
                    .append(f.unit())
                    .append(" | ")
                    .append(f.comment().replace("|", "\\|"))
                    .append(" |\n");
        }
        table.checks()
                .forEach((rule, predicate) -> text.append("\nCheck `")
                        .append(rule)
                        .append("`: `")
                        .append(predicate)
                        .append("`\n"));
    }

    private static String referring(Table table) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (Reference r : table.references())
            columns.computeIfAbsent(r.to().name(), t -> new ArrayList<>())
                    .add(r.column().name());
        return columns.entrySet().stream()
                .map(e -> "`" + e.getKey() + "` (" + String.join(", ", e.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }

    /** Words as a sentence. */
    static String sentence(String words) {
        return capitalized(words) + ".";
    }

    static String capitalized(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** References of dimensions and facts. */
    static List<Reference> entityReferences() {
        return entityTables().stream().flatMap(t -> t.references().stream()).toList();
    }

    /** Dimensions and facts, the tables that refer to each other. */
    private static List<Table> entityTables() {
        return Tables.of("gold").stream()
                .filter(t -> !t.name().startsWith("agg_"))
                .toList();
    }

    /** What the diagram shows of a table's references: dates refer to the calendar everywhere, and would hide the rest. */
    private static List<Reference> drawn(Table table) {
        return table.references().stream()
                .filter(r -> !r.to().equals(DimDate.TABLE))
                .toList();
    }

    private static String entities() {
        StringBuilder text = new StringBuilder("erDiagram\n");
        for (Table table : entityTables()) {
            List<Field> referring = drawn(table).stream().map(Reference::column).toList();
            text.append("  ").append(table.name()).append(" {\n");
            for (Field f : table.fields()) {
                List<String> marks = new ArrayList<>();
                if (table.key().contains(f)) marks.add("PK");
                if (referring.contains(f)) marks.add("FK");
                if (marks.isEmpty()) continue;
                text.append("    ")
                        .append(f.type().typeName().replaceAll("\\W", "_"))
                        .append(' ')
                        .append(f.name())
                        .append(' ')
                        .append(String.join(", ", marks))
                        .append('\n');
            }
            text.append("  }\n");
        }
        for (Table table : entityTables()) {
            for (Reference r : drawn(table)) {
                text.append("  ")
                        .append(r.to().name())
                        .append(r.column().nullable() ? " |o--o{ " : " ||--o{ ")
                        .append(table.name())
                        .append(" : ")
                        .append(r.column().name())
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** Jobs as boxes; an arrow is a table that one writes and the other reads. */
    private static String flow() {
        StringBuilder text = new StringBuilder("flowchart LR\n  raw[(raw logs)] --> ingest\n");
        for (Job job : Pipeline.JOBS) {
            for (Job reader : Pipeline.JOBS) {
                String tables = job.writes().stream()
                        .filter(t -> Lineage.sources(reader).contains(t))
                        .map(Table::name)
                        .collect(Collectors.joining("<br>"));
                if (tables.isEmpty() || reader.equals(job)) continue;
                text.append("  ")
                        .append(job.name())
                        .append(" -- \"")
                        .append(tables)
                        .append("\" --> ")
                        .append(reader.name())
                        .append('\n');
            }
        }
        return text.toString();
    }
}
