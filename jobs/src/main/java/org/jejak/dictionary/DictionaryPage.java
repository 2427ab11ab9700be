package org.jejak.dictionary;

import java.util.List;
import java.util.stream.Collectors;
import org.jejak.pipeline.Job;
import org.jejak.pipeline.Version;
import org.jejak.table.Field;
import org.jejak.table.Table;
import org.jejak.table.Tables;

/** The data dictionary as one HTML page that needs nothing else: no script, no font, no request. */
public final class DictionaryPage {
    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; color: #1f2933; background: #fff;
              max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
            h1 { font-size: 1.7rem; margin: 0 0 .3rem; } h2 { margin: 2.5rem 0 .5rem; border-bottom: 2px solid #d9e2ec; }
            h3 { margin: 2rem 0 .2rem; font-size: 1.05rem; } p { margin: .3rem 0; max-width: 60rem; }
            a { color: #0b5394; text-decoration: none; } a:hover { text-decoration: underline; }
            code, td:first-child, .name { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .86em; }
            .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; margin: .6rem 0; }
            th { text-align: left; font-weight: 600; color: #52606d; border-bottom: 1px solid #9fb3c8; padding: .25rem .6rem .25rem 0; }
            td { border-bottom: 1px solid #e4e7eb; padding: .25rem .6rem .25rem 0; vertical-align: top; }
            .note { color: #52606d; font-size: .92em; } svg { max-width: 100%; height: auto; }
            ul.index { list-style: none; padding: 0; columns: 3 17rem; } ul.index li { break-inside: avoid; margin: .15rem 0; }
            @media print { h3, tr { break-after: avoid; break-inside: avoid; } body { font-size: 11px; } }
            """;

    private DictionaryPage() {}

    public static String html() {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>jejak: tables</title><style>\n"
                + STYLE + "</style></head><body>\n<h1>Tables of jejak</h1>\n<p class=\"note\">" + Dictionary.CONVENTIONS
                + " jejak " + text(Version.TEXT) + ".</p>\n");
        for (String schema : List.of("gold", "silver", "ops")) index(page, schema);
        page.append(
                "<h2 id=\"diagram\">How the gold tables belong together</h2>\n<p class=\"note\">Dimensions and facts with "
                        + "their keys (bold) and the columns that refer to other tables; a line ends at the table that owns the key. "
                        + "Columns of type date join dim_date. Aggregates (agg_*) are read as they are.</p>\n<div class=\"wide\">"
                        + EntityDiagram.svg() + "</div>\n");
        for (String schema : List.of("gold", "silver", "ops")) {
            page.append("<h2>").append(schema).append("</h2>\n");
            Tables.of(schema).forEach(table -> section(page, table));
        }
        return page.append("</body></html>\n").toString();
    }

    private static void index(StringBuilder page, String schema) {
        page.append("<p class=\"note\">").append(schema).append("</p><ul class=\"index\">");
        for (Table table : Tables.of(schema))
            page.append("<li>").append(link(table)).append("</li>");
        page.append("</ul>\n");
    }

    private static void section(StringBuilder page, Table table) {
        page.append("<h3 id=\"")
                .append(table.fullName())
                .append("\" class=\"name\">")
                .append(table.fullName())
                .append("</h3>\n<p>")
                .append(text(table.grain()))
                .append("</p>\n<p class=\"note\">Key: <code>")
                .append(String.join("</code>, <code>", table.keyNames()))
                .append("</code>. ")
                .append(text(Dictionary.sentence(table.scope().meaning())))
                .append(' ')
                .append(lineage(table))
                .append(
                        "</p>\n<div class=\"wide\"><table><tr><th>column</th><th>type</th><th>null</th><th>meaning</th></tr>\n");
        for (Field f : table.fields()) {
            page.append("<tr><td>")
                    .append(f.name())
                    .append("</td><td>")
                    .append(f.type().simpleString())
                    .append("</td><td>")
                    .append(f.nullable() ? "yes" : "")
                    .append("</td><td>")
                    .append(text(f.comment()))
                    .append("</td></tr>\n");
        }
        page.append("</table></div>\n");
        table.checks()
                .forEach((rule, predicate) -> page.append("<p class=\"note\">Check ")
                        .append(text(rule))
                        .append(": <code>")
                        .append(text(predicate))
                        .append("</code></p>\n"));
    }

    private static String lineage(Table table) {
        List<Table> reads = Lineage.maker(table).map(Job::reads).orElse(List.of());
        String words = text(
                reads.isEmpty()
                        ? Lineage.of(table)
                        : "made by " + Lineage.maker(table).get().name() + " from ");
        words = Character.toUpperCase(words.charAt(0)) + words.substring(1) + links(reads) + ".";
        String readers = Lineage.readers(table).stream().map(Job::name).collect(Collectors.joining(", "));
        if (!readers.isEmpty()) words += " Read by " + text(readers) + ".";
        String refers = Lineage.references(table).stream()
                .map(r -> link(r.to()) + " (" + String.join(", ", r.columns()) + ")")
                .collect(Collectors.joining(", "));
        return refers.isEmpty() ? words : words + " Refers to " + refers + ".";
    }

    private static String links(List<Table> tables) {
        return tables.stream().map(DictionaryPage::link).collect(Collectors.joining(", "));
    }

    private static String link(Table table) {
        return "<a class=\"name\" href=\"#" + table.fullName() + "\">" + table.fullName() + "</a>";
    }

    /** Text as HTML and SVG show it. */
    public static String text(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
