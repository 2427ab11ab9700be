package org.jejak.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import org.jejak.html.Templates;
import org.jejak.report.Block.Figure;
import org.jejak.report.Block.Width;
import org.jejak.report.chart.Canvas;
import org.jejak.report.chart.SvgRenderer;

/**
 * The report as one HTML file that needs nothing else: style and drawings are inside, and a policy in its head forbids
 * everything else. Figures are drawn for desks and for phones; the style sheet shows one of them.
 */
public final class Page {
    private static final int WIDE = 760;
    private static final int FRONT = 1040;
    private static final int PAPER = 700;
    private static final int PAPER_HEIGHT = 220;
    private static final int THIRD = 232;
    private static final int NARROW = 358;

    private Page() {}

    /** The file's text. The same report always gives the same text. */
    public static String of(Report report, SvgRenderer renderer) {
        Map<String, String> wide = new LinkedHashMap<>();
        Map<String, String> narrow = new LinkedHashMap<>();
        Map<String, Object> model = new HashMap<>();
        report.front().revenue().ifPresent(figure -> {
            wide.put(figure.id(), draw(renderer, figure, FRONT, "-w"));
            narrow.put(figure.id(), draw(renderer, figure, NARROW, "-n"));
            model.put("revenue", figure);
            model.put(
                    "paper",
                    renderer.draw(figure.chart(), new Canvas(PAPER, PAPER_HEIGHT), figure.id() + "-p", figure.alt()));
        });
        for (Section section : report.sections()) {
            for (Block block : section.blocks()) {
                if (!(block instanceof Figure figure)) continue;
                narrow.put(figure.id(), draw(renderer, figure, NARROW, "-n"));
                int width = figure.width() == Width.FULL ? WIDE : THIRD;
                if (figure.width() != Width.HALF) wide.put(figure.id(), draw(renderer, figure, width, "-w"));
            }
        }
        model.putAll(Map.of(
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
        report.source().settings().report().logo().ifPresent(file -> model.put("logo", logo(file)));
        return Templates.render(Page.class, "report.ftlh", model);
    }

    /** An SVG file as an address that holds it: as a picture it can run nothing and ask for nothing. */
    private static String logo(Path file) {
        try {
            return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("report.logo " + file + " cannot be read", e);
        }
    }

    private static String draw(SvgRenderer renderer, Figure figure, int width, String suffix) {
        return renderer.draw(figure.chart(), new Canvas(width, figure.height()), figure.id() + suffix, figure.alt());
    }
}
