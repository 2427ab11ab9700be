package org.jejak.report.chart;

import static org.jejak.report.chart.Options.map;

import java.util.*;

/**
 * Values in the course of time, with the interval around each line as a ribbon.
 *
 * @param labels the places on the lying axis, in order
 * @param lines one to eight lines
 * @param axis the upright axis
 * @param title of the lying axis; empty for none
 */
public record LineChart(List<String> labels, List<Line> lines, Axis axis, String title) implements Chart {

    /**
     * One line.
     *
     * @param name for the legend, which is shown when there are several lines
     * @param values one per label; null for a gap
     * @param lows lower ends of the interval, one per label, null where there is none; empty for no ribbon
     * @param highs upper ends
     * @param isForecast drawn dashed
     */
    public record Line(String name, List<Double> values, List<Double> lows, List<Double> highs, boolean isForecast) {
        /** A solid line without a ribbon; one value per label. */
        public static Line of(String name, List<Double> values) {
            return new Line(name, values, List.of(), List.of(), false);
        }

        /** The same with a ribbon. */
        public Line within(List<Double> lows, List<Double> highs) {
            return new Line(name, values, lows, highs, isForecast);
        }

        /** The same, dashed. */
        public Line asForecast() {
            return new Line(name, values, lows, highs, true);
        }
    }

    @Override
    public Map<String, Object> option(Canvas canvas) {
        Map<String, Object> option = Options.figure(
                canvas, axis.title(), lines.stream().map(Line::name).toList(), 14);
        Map<String, Object> x = Options.titledBelow(canvas, Options.names(canvas, labels), title);
        x.put("boundaryGap", labels.size() < 2);
        if (!title.isEmpty()) room(option);
        Map<String, Object> y = Options.numbers(canvas, axis, canvas.pick(5, 4));
        if (axis.least() == null) y.put("scale", false);
        option.put("xAxis", x);
        option.put("yAxis", y);
        List<Object> series = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).lows.isEmpty()) ribbons(series, lines.get(i), Palette.series(i));
            series.add(line(canvas, lines.get(i), Palette.series(i)));
        }
        option.put("series", series);
        return option;
    }

    @Override
    public Map<String, Object> data() {
        return Options.data(
                labels,
                lines.stream()
                        .map(l -> Options.series(l.name, l.values, l.lows, l.highs))
                        .toList());
    }

    @Override
    public Tooltips tips() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            List<String> shown = new ArrayList<>();
            for (Line line : lines) {
                if (line.values.get(i) == null) continue;
                String name = lines.size() == 1 ? "" : line.name + ": ";
                shown.add(name + axis.format().apply(line.values.get(i)) + interval(line, i));
            }
            texts.add(Tooltips.text(labels.get(i), shown));
        }
        return new Tooltips(labels.size() < 2 ? Tooltips.By.COLUMN : Tooltips.By.TICK, texts, 0);
    }

    private String interval(Line line, int i) {
        if (line.lows.isEmpty() || line.lows.get(i) == null || line.highs.get(i) == null) return "";
        return " (" + axis.format().apply(line.lows.get(i)) + "\u2013"
                + axis.format().apply(line.highs.get(i)) + ")";
    }

    @SuppressWarnings("unchecked")
    static void room(Map<String, Object> option) {
        ((Map<String, Object>) option.get("grid")).put("bottom", 30);
    }

    /** A line alone says where it ends. */
    private void labelLast(Canvas canvas, List<Object> data) {
        for (int i = data.size() - 1; i >= 0; i--) {
            if (data.get(i) == null) continue;
            Map<String, Object> label = Options.label(canvas, "top");
            label.putAll(map("formatter", axis.format().apply((Double) data.get(i)), "fontWeight", "bold"));
            if (i == labels.size() - 1) label.putAll(map("align", "right", "offset", List.of(6, 0)));
            data.set(i, map("value", data.get(i), "label", label));
            return;
        }
    }

    private Map<String, Object> line(Canvas canvas, Line line, String colour) {
        boolean few = labels.size() <= 40;
        List<Object> data = new ArrayList<>(line.values);
        if (lines.size() == 1) labelLast(canvas, data);
        return map(
                "type",
                "line",
                "name",
                line.name,
                "data",
                data,
                "showSymbol",
                few,
                "symbol",
                "circle",
                "symbolSize",
                few ? 5 : 3,
                "lineStyle",
                map("width", 2.25, "color", colour, "type", line.isForecast ? List.of(5, 4) : "solid"),
                "itemStyle",
                map("color", colour),
                "z",
                3);
    }

    /** One ribbon for each run of labels that have both ends. */
    private static void ribbons(List<Object> series, Line line, String colour) {
        List<Object> run = new ArrayList<>();
        for (int i = 0; i <= line.lows.size(); i++) {
            boolean has = i < line.lows.size() && line.lows.get(i) != null && line.highs.get(i) != null;
            if (has) run.add(List.of(i, line.lows.get(i), line.highs.get(i)));
            if (has || run.isEmpty()) continue;
            series.add(map(
                    "type",
                    "custom",
                    "renderItem",
                    "@ribbon",
                    "data",
                    List.copyOf(run),
                    "encode",
                    map("x", 0, "y", List.of(1, 2)),
                    "itemStyle",
                    map("color", colour),
                    "silent",
                    true,
                    "z",
                    1));
            run.clear();
        }
    }
}
