package org.jejak.report.chart;

import java.util.*;

/** The pieces that all options share, so that all figures look alike. */
final class Options {
    private static final int TITLE_HEIGHT = 26;
    private static final int LEGEND_HEIGHT = 22;
    private static final int LEGEND_SYMBOL = 19;

    private Options() {}

    /** A map from keys and values in turn, in that order. */
    static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        return map;
    }

    /** Numbers drawn: labels, and series that have one value per label. */
    static Map<String, Object> data(List<String> labels, List<Map<String, Object>> series) {
        return map("labels", labels, "series", series);
    }

    /** One series for {@link #data}; ends of intervals only where there are any. */
    static Map<String, Object> series(String name, List<Double> values, List<Double> lows, List<Double> highs) {
        Map<String, Object> series = map("name", name, "values", values);
        if (!lows.isEmpty()) series.putAll(map("lows", lows, "highs", highs));
        return series;
    }

    /** What every figure has: no movement, the text style, the title of the upright axis above the drawing. */
    static Map<String, Object> figure(Canvas canvas, String title, List<String> legend, double right) {
        Map<String, Object> option = map("animation", false, "color", Palette.SERIES, "textStyle", text(canvas));
        if (!title.isEmpty()) {
            option.put("title", map("text", title, "left", 0, "top", 2, "padding", 0, "textStyle", quiet(canvas)));
        }
        int top = title.isEmpty() ? 0 : TITLE_HEIGHT;
        if (legend.size() > 1) {
            option.put(
                    "legend",
                    map(
                            "left",
                            0,
                            "top",
                            top,
                            "padding",
                            0,
                            "itemGap",
                            canvas.pick(18, 10),
                            "itemWidth",
                            14,
                            "itemHeight",
                            10,
                            "selectedMode",
                            false,
                            "textStyle",
                            ink(canvas)));
            top += LEGEND_HEIGHT * legendLines(canvas, legend);
        }
        option.put("grid", map("left", 2, "right", right, "top", top + 10, "bottom", 4, "containLabel", true));
        return option;
    }

    /** Lines that a legend will take. */
    private static int legendLines(Canvas canvas, List<String> names) {
        int gap = canvas.pick(18, 10);
        double line = 0;
        int lines = 1;
        for (String name : names) {
            double width = FontWidths.of(name, size(canvas) + "px") + LEGEND_SYMBOL + gap;
            if (line > 0 && line + width - gap > canvas.width()) {
                lines++;
                line = 0;
            }
            line += width;
        }
        return lines;
    }

    static Map<String, Object> text(Canvas canvas) {
        return map("fontFamily", "Helvetica", "fontSize", size(canvas), "color", Palette.INK);
    }

    static Map<String, Object> ink(Canvas canvas) {
        return map("color", Palette.INK, "fontSize", size(canvas), "fontWeight", "normal", "textBorderWidth", 0);
    }

    static Map<String, Object> quiet(Canvas canvas) {
        return map("color", Palette.QUIET, "fontSize", size(canvas), "fontWeight", "normal", "textBorderWidth", 0);
    }

    static int size(Canvas canvas) {
        return canvas.pick(12, 11);
    }

    /** A label at a mark. */
    static Map<String, Object> label(Canvas canvas, String position) {
        Map<String, Object> label = ink(canvas);
        label.put("show", true);
        label.put("position", position);
        return label;
    }

    /** An axis of numbers: grid lines, no axis line. */
    static Map<String, Object> numbers(Canvas canvas, Axis axis, int ticks) {
        Map<String, Object> labels = quiet(canvas);
        labels.put("formatter", axis.format());
        return map(
                "type", "value",
                "min", axis.least(),
                "max", axis.most(),
                "interval", axis.interval(ticks),
                "minInterval", axis.leastStep() == null ? 0 : axis.leastStep(),
                "splitNumber", ticks,
                "axisLabel", labels,
                "axisLine", map("show", false),
                "axisTick", map("show", false),
                "splitLine", map("lineStyle", map("color", Palette.LINE)));
    }

    /** An axis of names. */
    static Map<String, Object> names(Canvas canvas, List<String> names) {
        Map<String, Object> labels = ink(canvas);
        // keeps clear of the lowest label of the other axis
        labels.put("margin", 11);
        return map(
                "type",
                "category",
                "data",
                names,
                "axisLabel",
                labels,
                "axisLine",
                map("lineStyle", map("color", "#b8c2ca")),
                "axisTick",
                map("show", false));
    }

    /** Puts a title under a lying axis. */
    static Map<String, Object> titledBelow(Canvas canvas, Map<String, Object> axis, String title) {
        if (!title.isEmpty()) {
            axis.put("name", title);
            axis.put("nameLocation", "middle");
            axis.put("nameGap", 30);
            axis.put("nameTextStyle", quiet(canvas));
        }
        return axis;
    }
}
