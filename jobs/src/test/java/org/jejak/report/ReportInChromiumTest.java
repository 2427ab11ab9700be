package org.jejak.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jejak.report.chart.Gallery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report as a reader's browser shows it. */
class ReportInChromiumTest {
    /** Pairs of texts whose boxes cover each other by more than a hair, in what can be seen. */
    private static final String OVERLAPS = """
            (() => {
              const corners = t => {
                const b = t.getBBox(), m = t.getScreenCTM();
                return [[b.x, b.y], [b.x + b.width, b.y], [b.x + b.width, b.y + b.height], [b.x, b.y + b.height]]
                  .map(([x, y]) => [m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f]);
              };
              const rectangle = a => a.p || [[a.l, a.o], [a.r, a.o], [a.r, a.u], [a.l, a.u]];
              // how far two rectangles, slanted ones among them, reach into each other: least over the directions of their sides
              const depth = (a, b) => Math.min(...[a, b].flatMap(r => [0, 1].map(i => {
                const [p, q] = [rectangle(r)[i], rectangle(r)[i + 1]], d = Math.hypot(q[0] - p[0], q[1] - p[1]);
                const along = s => rectangle(s).map(c => (c[0] * (q[0] - p[0]) + c[1] * (q[1] - p[1])) / d);
                return Math.min(Math.max(...along(a)), Math.max(...along(b))) - Math.max(Math.min(...along(a)), Math.min(...along(b)));
              })));
              const boxes = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const node = walker.currentNode, owner = node.parentElement;
                if (!node.data.trim() || !owner.checkVisibility({ contentVisibilityAuto: true })) continue;
                const svgText = owner.closest('text');
                const slanted = svgText && /rotate|matrix\\(/.test(svgText.getAttribute('transform') || '');
                const range = document.createRange();
                range.selectNodeContents(node);
                for (const r of svgText ? [svgText.getBoundingClientRect()] : range.getClientRects()) {
                  if (r.width > 0 && r.height > 0) boxes.push({ t: node.data.trim(), l: r.left, r: r.right, o: r.top, u: r.bottom, e: svgText || owner, p: slanted ? corners(svgText) : null });
                }
              }
              const found = [];
              for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
                const a = boxes[i], b = boxes[j];
                const w = Math.min(a.r, b.r) - Math.max(a.l, b.l), h = Math.min(a.u, b.u) - Math.max(a.o, b.o);
                // lines of type may touch: ascenders and descenders are part of a box
                if (a.e !== b.e && w > 1.5 && h > 4 && (!a.p && !b.p || depth(a, b) > 4)) found.push(a.t + ' | ' + b.t + ' | ' + w.toFixed(1) + ' x ' + h.toFixed(1));
              }
              return found;
            })()
            """;

    /** Figures whose visible drawing has no box. */
    private static final String INVISIBLE = """
            [...document.querySelectorAll('figure')].filter(f => {
              const shown = [...f.querySelectorAll('.drawing svg')].filter(s => s.checkVisibility());
              return shown.length !== 1 || shown[0].getBoundingClientRect().width < 100 || shown[0].getBoundingClientRect().height < 60;
            }).map(f => f.id)
            """;

    /** Drawn texts that stand out of the window to the left or right. */
    private static final String OUTSIDE = """
            [...document.querySelectorAll('svg text')].filter(t => t.checkVisibility()).filter(t => {
              const r = t.getBoundingClientRect();
              return r.left < -1 || r.right > document.documentElement.clientWidth + 1;
            }).map(t => t.textContent)
            """;

    @TempDir
    private static Path folder;

    private static Path binary;
    private static DevTools browser;

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> found = Chromium.find();
        assumeTrue(found.isPresent(), "Chromium is not on the PATH: jobs/bin/install-tools browser");
        write("en", ReportPages.ENGLISH_PAGE);
        write("id", ReportPages.INDONESIAN_PAGE);
        write("empty", ReportPages.EMPTY_PAGE);
        write("day", ReportPages.DAY_PAGE);
        write("charts", Gallery.page(ReportPages.RENDERER));
        binary = found.get();
        browser = DevTools.start(binary);
    }

    @AfterAll
    static void stop() {
        if (browser != null) browser.close();
    }

    @ParameterizedTest
    @CsvSource({
        "en, 1280",
        "en, 390",
        "id, 1280",
        "id, 390",
        "en, 820",
        "empty, 1280",
        "empty, 390",
        "day, 1280",
        "day, 390"
    })
    void looksRight(String name, int width) {
        browser.open(file(name), width, 900);
        assertEquals(List.of(), texts(browser.evaluate(INVISIBLE)), "figures without a visible box");
        assertEquals(List.of(), texts(browser.evaluate(OVERLAPS)), "texts that overlap");
        assertEquals(List.of(), texts(browser.evaluate(OUTSIDE)), "texts outside of the window");
        assertTrue(
                browser.evaluate("document.documentElement.scrollWidth").asInt() <= width,
                "the page is wider than the window");
        assertEquals(
                name.equals("id") ? "id" : "en",
                browser.evaluate("document.documentElement.lang").asText());
        assertSilent();
    }

    /** The cases that go wrong easily, among them a quadrant with most points in one corner. */
    @Test
    void noTextOfAnyChartCoversAnother() {
        browser.open(file("charts"), 820, 900);
        assertEquals(List.of(), texts(browser.evaluate(INVISIBLE)), "figures without a visible box");
        assertEquals(List.of(), texts(browser.evaluate(OVERLAPS)), "texts that overlap");
        assertEquals(List.of(), texts(browser.evaluate(OUTSIDE)), "texts outside of the window");
    }

    @Test
    void textsThatOverlapAreFound() throws IOException {
        write("bad", """
                <!doctype html><title>bad</title><svg width="300" height="100"><text x="10" y="40">one name</text>
                <text x="30" y="44">another name</text><text x="10" y="80">alone</text>
                <text transform="matrix(0.7,0.7,-0.7,0.7,150,10)">slanted label</text>
                <text transform="matrix(0.7,0.7,-0.7,0.7,175,10)">beside it</text>
                <text x="205" y="43">across</text></svg>""");
        browser.open(file("bad"), 400, 300);
        List<String> found = texts(browser.evaluate(OVERLAPS)).stream()
                .map(f -> f.replaceFirst(" \\| [\\d.]+ x .*", ""))
                .toList();
        assertEquals(List.of("one name | another name", "beside it | across"), found);
    }

    @Test
    void openTablesDoNotBreakThePhonePage() {
        browser.open(file("en"), 390, 900);
        browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        assertEquals(List.of(), texts(browser.evaluate(OVERLAPS)));
        assertTrue(browser.evaluate("document.documentElement.scrollWidth").asInt() <= 390);
    }

    @Test
    void printsOnA4() throws IOException {
        Path file = folder.resolve("en.pdf");
        Chromium.pdf(binary, file("en"), file);
        String pdf = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertTrue(pdf.startsWith("%PDF-"));
        assertTrue(pdf.matches("(?s).*/MediaBox\\s*\\[0 0 59[45][.\\d]* 84[12][.\\d]*].*"), "not A4");
        int pages = pdf.split("/Type\\s*/Page\\b").length - 1;
        assertTrue(pages >= 5 && pages <= 18, pages + " pages");
    }

    /** The first page is one page on paper: the appendix begins on the next. */
    @Test
    void pageOneFitsOnA4() {
        for (String name : List.of("en", "id")) {
            browser.open(file(name), 688, 1009);
            browser.print(true);
            double end = browser.evaluate("document.querySelector('.points').getBoundingClientRect().bottom")
                    .asDouble();
            browser.print(false);
            // 297 mm less the margins of 14 and 16 mm, at 96 pixels an inch
            assertTrue(end > 400 && end <= 1009, name + ": " + end + " pixels");
        }
    }

    @Test
    void picturesShowTheWholePage() throws IOException {
        Path file = folder.resolve("en.png");
        Chromium.png(binary, file("en"), file, 1280);
        byte[] png = Files.readAllBytes(file);
        assertEquals("PNG", new String(png, 1, 3, StandardCharsets.US_ASCII));
        assertEquals(1280, ByteBuffer.wrap(png, 16, 4).getInt());
        browser.open(file("en"), 1280, 900);
        int height = browser.evaluate("document.documentElement.scrollHeight").asInt();
        assertTrue(height > 5_000, height + " pixels high");
        assertEquals(height, ByteBuffer.wrap(png, 20, 4).getInt());
    }

    /** No error, no warning, and not one request beside the file itself. */
    private static void assertSilent() {
        assertEquals(List.of(), browser.events("Log.entryAdded"));
        assertEquals(List.of(), browser.events("Runtime.exceptionThrown"));
        assertEquals(List.of(), browser.events("Runtime.consoleAPICalled"));
        List<JsonNode> requests = browser.events("Network.requestWillBeSent");
        assertEquals(1, requests.size(), requests.toString());
        assertTrue(requests.get(0).at("/request/url").asText().startsWith("file:"));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new java.util.ArrayList<>();
        list.forEach(t -> texts.add(t.asText()));
        return texts;
    }

    private static Path file(String name) {
        return folder.resolve(name + ".html");
    }

    private static void write(String name, String page) throws IOException {
        Files.writeString(file(name), page);
    }
}
