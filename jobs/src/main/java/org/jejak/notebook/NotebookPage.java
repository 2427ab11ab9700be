package org.jejak.notebook;

import org.jejak.dictionary.DictionaryPage;

/** A notebook as one HTML page that needs nothing else: no script, no font, no request. */
public final class NotebookPage {
    private static final String STYLE = """
            body { font: 15px/1.55 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; color: #17222e; background: #fff;
              max-width: 58rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
            h1 { font-size: 1.7rem; line-height: 1.25; } h2 { margin-top: 2.4rem; font-size: 1.25rem; }
            .anchor-link, .prompt { display: none; } img { max-width: 100%; height: auto; }
            pre { font: 12.5px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; overflow-x: auto; margin: 0; }
            .input_area, .highlight { background: #f5f7f8; border-radius: 4px; padding: .45rem .7rem; }
            .highlight .highlight { padding: 0; } .input { margin: 1rem 0 .5rem; }
            .output_html, .output_png { margin: .4rem 0 1rem; overflow-x: auto; }
            table { border-collapse: collapse; font-size: .92em; }
            th { color: #55636f; font-weight: 600; border-bottom: 1px solid #9fb3c8; padding: .25rem .9rem .25rem 0; vertical-align: bottom; }
            td { border-bottom: 1px solid #e3e8ec; padding: .22rem .9rem .22rem 0; }
            .k, .kd, .kt, .kr { color: #1f5f99; } .s, .sc { color: #8a4b08; } .c, .c1, .cm { color: #55636f; }
            @media print { .input { display: none; } body { font-size: 11px; } img, tr { break-inside: avoid; } }
            """;

    private NotebookPage() {}

    public static String of(String title, String body) {
        String name = DictionaryPage.text(title);
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + name
                + "</title><style>\n"
                + STYLE + "</style></head><body>\n"
                + body.replaceAll("(?m)[ \\t]+$", "")
                        .replaceAll("\n{3,}", "\n\n")
                        .strip() + "\n</body></html>\n";
    }
}
