package org.jejak.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.*;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jejak.html.Templates;

/** A notebook as one HTML page that needs nothing else: no script, no font, no request. */
public final class NotebookPage {
    private static final Parser MARKDOWN = Parser.builder().build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    /**
     * A cell of the page.
     *
     * @param text HTML of a cell of text; empty for code
     * @param source of a cell of code; empty for text
     */
    public record Cell(String text, String source, List<Output> outputs) {}

    /**
     * What a cell showed, in one of three ways; the others are empty.
     *
     * @param html a table
     * @param png a picture, in base 64
     * @param plain printed or shown as text
     */
    public record Output(String html, String png, String plain) {}

    private NotebookPage() {}

    /** The text of the file. */
    public static String of(NotebookFile notebook) {
        List<Cell> cells = new ArrayList<>();
        notebook.cells().forEach(cell -> cells.add(cell(cell)));
        String style = Templates.resource(NotebookPage.class, "notebook.css");
        return Templates.render(
                NotebookPage.class, "page.ftlh", Map.of("title", notebook.title(), "style", style, "cells", cells));
    }

    private static Cell cell(JsonNode cell) {
        String source = NotebookFile.text(cell.path("source"));
        if (!cell.path("cell_type").asText().equals("code"))
            return new Cell(RENDERER.render(MARKDOWN.parse(source)), "", List.of());
        List<Output> outputs = new ArrayList<>();
        for (JsonNode output : cell.path("outputs")) {
            JsonNode data = output.path("data");
            String plain = NotebookFile.text(output.has("text") ? output.path("text") : data.path("text/plain"));
            String html = NotebookFile.text(data.path("text/html"));
            String png = NotebookFile.text(data.path("image/png"));
            outputs.add(new Output(html, png.strip(), html.isEmpty() && png.isEmpty() ? plain : ""));
        }
        return new Cell("", source, outputs);
    }
}
