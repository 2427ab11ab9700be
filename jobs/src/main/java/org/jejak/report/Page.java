package org.jejak.report;

import java.util.*;
import org.jejak.html.Templates;
import org.jejak.report.Block.Figure;
import org.jejak.report.chart.Canvas;
import org.jejak.report.chart.SvgRenderer;

/**
 * The report as one HTML file that needs nothing else: style and drawings are inside. Each full-width figure is drawn
 * twice, for desks and for phones; the style sheet shows one of them.
 */
public final class Page {
    private static final int WIDE = 760;
    private static final int NARROW = 358;

    private Page() {}

    /** The file's text. The same report always gives the same text. */
    public static String of(Report report, SvgRenderer renderer) {
        Map<String, String> wide = new LinkedHashMap<>();
        Map<String, String> narrow = new LinkedHashMap<>();
        for (Section section : report.sections()) {
            for (Block block : section.blocks()) {
                if (!(block instanceof Figure figure)) continue;
                narrow.put(figure.id(), draw(renderer, figure, NARROW, "-n"));
                if (!figure.isHalf()) wide.put(figure.id(), draw(renderer, figure, WIDE, "-w"));
            }
        }
        return Templates.render(
                Page.class,
                "report.ftlh",
                Map.of(
                        "report",
                        report,
                        "words",
                        report.words(),
                        "date",
                        report.words().date(report.source().date()),
                        "wide",
                        wide,
                        "narrow",
                        narrow,
                        "style",
                        Templates.resource(Page.class, "report.css")));
    }

    private static String draw(SvgRenderer renderer, Figure figure, int width, String suffix) {
        return renderer.draw(figure.chart(), new Canvas(width, figure.height()), figure.id() + suffix, figure.alt());
    }
}
