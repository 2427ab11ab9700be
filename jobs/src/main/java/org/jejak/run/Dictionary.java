package org.jejak.run;

import org.jejak.table.Field;
import org.jejak.table.Table;
import org.jejak.table.Tables;

/** The data dictionary as Markdown. */
final class Dictionary {
    private Dictionary() {}

    static String markdown() {
        StringBuilder text = new StringBuilder("# Tables\n\n"
                + "Made by `jejak tables --markdown` from `org.jejak.table`; a test compares the two. Times are UTC; "
                + "dates are days in the business zone; money is DECIMAL(18,4).\n");
        String schema = "";
        for (Table table : Tables.ALL) {
            if (!table.schema().equals(schema)) {
                schema = table.schema();
                text.append("\n## ").append(schema).append('\n');
            }
            text.append("\n### ")
                    .append(table.fullName())
                    .append("\n\n")
                    .append(table.grain())
                    .append(" Key: `");
            text.append(String.join("`, `", table.keyNames())).append("`. ");
            String meaning = table.scope().meaning();
            text.append(Character.toUpperCase(meaning.charAt(0)))
                    .append(meaning.substring(1))
                    .append('.');
            Pipeline.JOBS.stream()
                    .filter(j -> j.writes().contains(table))
                    .findFirst()
                    .ifPresent(j -> text.append(" Made by `").append(j.name()).append("`."));
            text.append("\n\n| column | type | null | meaning |\n|---|---|---|---|\n");
            for (Field f : table.fields()) {
                text.append("| ")
                        .append(f.name())
                        .append(" | ")
                        .append(f.type().simpleString())
                        .append(" | ");
                text.append(f.nullable() ? "yes" : "")
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
        return text.toString();
    }
}
