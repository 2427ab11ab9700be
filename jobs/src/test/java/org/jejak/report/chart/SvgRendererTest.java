package org.jejak.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgRendererTest {
    private static final Canvas WIDE = new Canvas(1040, 360);
    private static final Canvas NARROW = new Canvas(350, 360);
    private static final Map<String, Chart> CHARTS = Gallery.charts();

    private static SvgRenderer renderer;
    private static SvgRenderer fresh;

    @BeforeAll
    static void load() {
        renderer = new SvgRenderer();
        fresh = new SvgRenderer();
    }

    static Set<String> names() {
        return CHARTS.keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyChartIsWellFormedAndSafeInAPage(String name) throws Exception {
        for (Canvas canvas : List.of(WIDE, NARROW)) {
            String svg = draw(name, canvas);
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)))
                    .getDocumentElement();
            assertEquals("svg", root.getTagName());
            assertEquals("0 0 " + canvas.width() + " " + canvas.height(), root.getAttribute("viewBox"));
            assertEquals("What \"" + name + "\" shows, 1 < 2", root.getAttribute("aria-label"));
            assertFalse(svg.matches("(?s).*(NaN|Infinity|undefined|<script|<image|href=\"(?!#)|url\\((?!#)).*"), svg);
            Matcher ids = Pattern.compile("\\sid=\"([^\"]*)\"").matcher(svg);
            Set<String> seen = new HashSet<>();
            while (ids.find()) {
                assertTrue(ids.group(1).startsWith("fig-"), ids.group(1));
                assertTrue(seen.add(ids.group(1)), "twice: " + ids.group(1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void sameChartGivesSameBytesWhateverWasDrawnBefore(String name) {
        String first = draw(name, WIDE);
        draw("sankey", NARROW);
        draw("heat", WIDE);
        assertEquals(first, draw(name, WIDE));
        assertEquals(first, fresh.draw(CHARTS.get(name), WIDE, "fig", alt(name)));
    }

    @Test
    void aRibbonIsDrawnForEachRunWithoutGaps() {
        Matcher ribbons = Pattern.compile(
                        "<(?:polygon|path)[^>]*fill-opacity=\"0.16\"|<(?:polygon|path)[^>]* opacity=\"0.16\"")
                .matcher(draw("lines", WIDE));
        int count = 0;
        while (ribbons.find()) count++;
        assertEquals(2, count);
    }

    @Test
    void sankeyFlowsKeepTheirProportions() throws Exception {
        String svg = draw("sankey", WIDE);
        NodeList paths = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getElementsByTagName("path");
        int nodes = 12;
        int flows = 32;
        assertEquals(nodes + flows, paths.getLength());
    }

    @Test
    void fieldsTellWhereThePointerRests() {
        assertTrue(draw("heat", WIDE).contains("<title>Reach &amp; Engage, Direct: 50</title>"));
        assertTrue(draw("heat", WIDE).contains("<title>Support &amp; Grow, Display: n&lt;30</title>"));
        assertTrue(draw("lines", WIDE).contains("<title>Jan\nCX index: 70 (66\u201374)\nForecast: 60</title>"));
        assertTrue(draw("lying", WIDE).contains("<title>Paid search: -40</title>"));
        assertEquals(8, draw("upright", WIDE).split("<title>").length - 1);
    }

    @Test
    void namesWithMarkupStayText() {
        Chart chart = new BarChart(
                List.of("<script>alert(1)</script> & \"more\""),
                List.of(BarChart.Bars.of("n", List.of(1.0))),
                Axis.of("<b>units</b>", v -> "<i>" + v),
                BarChart.Layout.LYING,
                "");
        String svg = renderer.draw(chart, WIDE, "x", "");
        assertTrue(svg.contains("&lt;script"));
        assertFalse(svg.contains("<script") || svg.contains("<b>") || svg.contains("<i>"), svg);
    }

    @Test
    void emptyChartsAreDrawnToo() {
        Axis axis = Axis.of("none", String::valueOf);
        assertTrue(renderer.draw(new LineChart(List.of(), List.of(), axis, ""), WIDE, "a", "")
                .endsWith("</svg>"));
        assertTrue(renderer.draw(new BarChart(List.of(), List.of(), axis, BarChart.Layout.LYING, ""), WIDE, "b", "")
                .endsWith("</svg>"));
        assertTrue(
                renderer.draw(new Sankey(List.of(), List.of()), NARROW, "c", "").endsWith("</svg>"));
        assertTrue(renderer.draw(new Funnel(List.of(), ""), NARROW, "d", "").endsWith("</svg>"));
    }

    @Test
    void aCanvasOutOfRangeIsRefused() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new Canvas(0, 300));
        assertTrue(e.getMessage().contains("0 x 300"), e.getMessage());
    }

    /** For eyes: -Djejak.gallery=FOLDER writes all drawings to one page. */
    @Test
    void gallery() throws IOException {
        String page = Gallery.page(renderer);
        assertTrue(page.length() > 20_000);
        String folder = System.getProperty("jejak.gallery");
        if (folder != null) Files.writeString(Path.of(folder, "gallery.html"), page);
    }

    private static String draw(String name, Canvas canvas) {
        return renderer.draw(CHARTS.get(name), canvas, "fig", alt(name));
    }

    private static String alt(String name) {
        return "What \"" + name + "\" shows, 1 < 2";
    }
}
