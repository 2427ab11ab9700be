package org.jejak.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
                narrow.put(
                        figure.id(),
                        renderer.draw(
                                figure.chart(), new Canvas(NARROW, figure.height()), figure.id() + "-n", figure.alt()));
                if (!figure.isHalf())
                    wide.put(
                            figure.id(),
                            renderer.draw(
                                    figure.chart(),
                                    new Canvas(WIDE, figure.height()),
                                    figure.id() + "-w",
                                    figure.alt()));
            }
        }
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("report", report);
        model.put("words", report.words());
        model.put("date", report.words().date(report.source().date()));
        model.put("wide", wide);
        model.put("narrow", narrow);
        model.put("style", style());
        return render(model);
    }

    private static String render(Map<String, Object> model) {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassLoaderForTemplateLoading(Page.class.getClassLoader(), "org/jejak/report");
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setObjectWrapper(new DefaultObjectWrapperBuilder(Configuration.VERSION_2_3_34).build());
        StringWriter page = new StringWriter();
        try {
            configuration.getTemplate("report.ftlh").process(model, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException(e);
        }
        return page.toString();
    }

    private static String style() {
        try (InputStream in = Page.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
