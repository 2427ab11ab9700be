package org.jejak.notebook;

import java.util.Map;
import org.jejak.html.Templates;
import org.jejak.report.chart.DataTable;

/**
 * What a cell of a notebook shows as HTML: rows as a table, a sentence, or a line where rows are missing.
 *
 * @param html a piece of a page
 */
public record HtmlTable(String html) {
    /** Rows shown, so that a notebook stays readable. */
    private static final int MOST = 60;

    /** The first rows, and how many more there are. */
    static HtmlTable of(DataTable table) {
        return new HtmlTable(Templates.render(HtmlTable.class, "table.ftlh", Map.of("table", table, "most", MOST))
                .strip());
    }

    /** A line where rows are expected. */
    static HtmlTable none(String words) {
        return new HtmlTable(Templates.render(HtmlTable.class, "none.ftlh", Map.of("words", words)));
    }

    /** What the numbers mean. */
    static HtmlTable sentence(String words) {
        return new HtmlTable(Templates.render(HtmlTable.class, "sentence.ftlh", Map.of("words", words)));
    }

    /** The HTML, which is what a Java kernel shows of it. */
    @Override
    public String toString() {
        return html;
    }
}
