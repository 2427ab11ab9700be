package org.jejak.notebook;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Rows as an HTML table. The kernel shows what {@link #toString} gives, so a cell may simply end with one.
 *
 * @param html the table
 */
public record HtmlTable(String html) {
    /** So that a notebook stays readable. */
    private static final int MOST = 60;

    static HtmlTable of(List<String> columns, List<Row> rows) {
        StringBuilder html = new StringBuilder("<table><thead><tr>");
        List<Boolean> numeric = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            numeric.add(rows.stream().anyMatch(r -> r.get(column) instanceof Number)
                    && rows.stream().allMatch(r -> r.isNullAt(column) || r.get(column) instanceof Number));
            html.append("<th align=\"")
                    .append(numeric.get(i) ? "right" : "left")
                    .append("\">")
                    .append(text(columns.get(i).replace('_', ' ')))
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (Row row : rows.subList(0, Math.min(rows.size(), MOST))) {
            html.append("\n<tr>");
            for (int i = 0; i < columns.size(); i++) {
                html.append("<td align=\"")
                        .append(numeric.get(i) ? "right" : "left")
                        .append("\">")
                        .append(text(shown(columns.get(i), row.get(i))))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>");
        if (rows.size() > MOST) html.append("<p>").append(rows.size() - MOST).append(" more rows.</p>");
        return new HtmlTable(html.toString());
    }

    /** A line where rows are expected. */
    static HtmlTable none(String words) {
        return new HtmlTable("<p><em>" + text(words) + "</em></p>");
    }

    private static String shown(String column, Object value) {
        if (value == null) return "";
        return value instanceof Number number ? Numbers.cell(column, number) : String.valueOf(value);
    }

    static String text(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return html;
    }
}
