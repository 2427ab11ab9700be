package org.jejak.notebook;

import java.util.Map;
import org.jejak.html.Templates;

/** A notebook as one HTML page that needs nothing else: no script, no font, no request. */
public final class NotebookPage {
    private NotebookPage() {}

    /**
     * The text of the file.
     *
     * @param body the cells as HTML
     */
    public static String of(String title, String body) {
        String cells =
                body.replaceAll("(?m)[ \\t]+$", "").replaceAll("\n{3,}", "\n\n").strip();
        String style = Templates.resource(NotebookPage.class, "notebook.css");
        return Templates.render(NotebookPage.class, "page.ftlh", Map.of("title", title, "style", style, "body", cells));
    }
}
