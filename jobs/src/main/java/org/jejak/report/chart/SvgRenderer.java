package org.jejak.report.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.function.DoubleFunction;
import java.util.regex.Pattern;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * Draws charts: ECharts, run by Rhino. Loading takes a second or two, a chart a tenth, so one renderer draws all figures
 * of a report. For one thread at a time.
 */
public final class SvgRenderer {
    /** What the drawings ask for: one of these is on every machine, and all have the same widths. */
    public static final String FONTS = "Helvetica, Arial, 'Liberation Sans', sans-serif";

    private static final String WEBJAR = "META-INF/maven/org.webjars.npm/echarts/pom.properties";
    private static final Pattern BACKGROUND = Pattern.compile("<rect [^>]*id=\"0\"[^>]*></rect>\\n?");
    private static final Pattern FONT = Pattern.compile("font-family:[^;\"]*;?");
    private static final Pattern EMPTY_STYLE = Pattern.compile(" style=\"\"");

    private final ScriptableObject scope;

    /** Loads ECharts. */
    public SvgRenderer() {
        Context context = enter();
        try {
            scope = context.initSafeStandardObjects();
            scope.put(
                    "measureWidth",
                    scope,
                    new LambdaFunction(
                            scope,
                            "measureWidth",
                            2,
                            (cx, s, self, args) ->
                                    FontWidths.of(ScriptRuntime.toString(args[0]), ScriptRuntime.toString(args[1]))));
            run(context, "environment.js", resource(SvgRenderer.class.getResourceAsStream("environment.js")));
            run(context, "echarts.min.js", resource(loader().getResourceAsStream(echarts())));
            run(context, "shapes.js", resource(SvgRenderer.class.getResourceAsStream("shapes.js")));
        } finally {
            Context.exit();
        }
    }

    /**
     * The drawing as one {@code <svg>} element that can stand inside a page: text stays text, nothing is loaded.
     *
     * @param id starts the ids inside the drawing, so that several can share a page; letters, digits and hyphens
     * @param alt what it shows, in words, for those who cannot see it
     */
    public String draw(Chart chart, Canvas canvas, String id, String alt) {
        if (!id.matches("[A-Za-z][A-Za-z0-9-]*")) throw new IllegalArgumentException("not an id: " + id);
        Context context = enter();
        try {
            Object option = script(context, chart.option(canvas));
            Tooltips tips = chart.tips();
            Object tooltips =
                    script(context, Options.map("by", tips.by().name(), "texts", tips.texts(), "columns", (double)
                            tips.columns()));
            Object svg = ScriptableObject.callMethod(
                    scope, "draw", new Object[] {option, (double) canvas.width(), (double) canvas.height(), tooltips});
            return tidy(ScriptRuntime.toString(svg), id, alt);
        } finally {
            Context.exit();
        }
    }

    private static Context enter() {
        Context context = Context.enter();
        context.setLanguageVersion(Context.VERSION_ES6);
        // most of the library runs once or never: compiling all of it takes longer than it saves
        context.setInterpretedMode(true);
        return context;
    }

    private void run(Context context, String name, String source) {
        context.evaluateString(scope, source, name, 1, null);
    }

    /** Ids that are unique on the page, the text alternative, no background, and the font named once. */
    private static String tidy(String svg, String id, String alt) {
        String body = BACKGROUND.matcher(svg).replaceFirst("");
        body = body.substring(body.indexOf('>') + 1)
                .replaceAll("zr\\d+-", id + "-")
                .replaceAll(" id=\"\\d+\"", "");
        body = EMPTY_STYLE
                .matcher(FONT.matcher(body).replaceAll(""))
                .replaceAll("")
                .replace(" xml:space=\"preserve\"", "");
        String size = svg.substring(svg.indexOf("viewBox=\""), svg.indexOf('"', svg.indexOf("viewBox=\"") + 9) + 1);
        String[] box = size.substring(9, size.length() - 1).split(" ");
        return HtmlText.shown("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                + size + " width=\""
                + box[2] + "\" height=\"" + box[3] + "\" role=\"img\" aria-label=\""
                + HtmlText.hidden(alt).replace("\"", "&quot;") + "\" font-family=\""
                + FONTS + "\">" + body.strip());
    }

    private Object script(Context context, Object value) {
        if (value instanceof Map<?, ?> map) {
            Scriptable object = context.newObject(scope);
            map.forEach((k, v) -> ScriptableObject.putProperty(object, (String) k, script(context, v)));
            return object;
        }
        if (value instanceof List<?> list) {
            return context.newArray(
                    scope, list.stream().map(v -> script(context, v)).toArray());
        }
        if (value instanceof DoubleFunction<?> format) {
            return new LambdaFunction(scope, "format", 1, (cx, s, self, args) -> {
                Object given =
                        args[0] instanceof Scriptable about ? ScriptableObject.getProperty(about, "value") : args[0];
                return HtmlText.hidden(String.valueOf(format.apply(ScriptRuntime.toNumber(given))));
            });
        }
        if (value instanceof String text && text.startsWith("@")) {
            return Objects.requireNonNull(
                    ScriptableObject.getProperty((Scriptable) scope.get("shapes", scope), text.substring(1)), text);
        }
        if (value instanceof String text) return HtmlText.hidden(text);
        return value instanceof Number number ? (Object) number.doubleValue() : value;
    }

    private static ClassLoader loader() {
        return SvgRenderer.class.getClassLoader();
    }

    /** Where the library lies in its jar; the path holds its version. */
    private static String echarts() {
        Properties about = new Properties();
        try (InputStream in = loader().getResourceAsStream(WEBJAR)) {
            about.load(Objects.requireNonNull(in, "echarts is not on the class path"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "META-INF/resources/webjars/echarts/" + about.getProperty("version") + "/dist/echarts.min.js";
    }

    private static String resource(InputStream stream) {
        try (InputStream in = stream) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
