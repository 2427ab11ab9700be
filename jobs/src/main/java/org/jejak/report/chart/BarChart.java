package org.jejak.report.chart;

import static org.jejak.report.chart.Options.map;

import java.util.*;

/**
 * Values side by side, upright or lying, next to each other or stacked, with whiskers for intervals.
 *
 * @param labels one per place
 * @param bars the series; one is drawn in the main colour, more get a legend
 * @param axis the axis of the values
 * @param layout how they stand
 * @param title of the axis of the labels when upright; empty for none
 */
public record BarChart(List<String> labels, List<Bars> bars, Axis axis, Layout layout, String title) implements Chart {
    private static final int UPRIGHT_WIDTH = 34;
    private static final int LYING_WIDTH = 18;

    /** How bars stand. */
    public enum Layout {
        /** Next to each other; for places in time. */
        UPRIGHT,
        /** On top of each other. */
        UPRIGHT_STACKED,
        /** Lying, the first label on top, values written at the bars; for names. */
        LYING
    }

    /**
     * One series.
     *
     * @param values one per label; null for none
     * @param lows lower ends of intervals, or empty
     * @param highs upper ends
     * @param texts what is written at the bars, one per label; empty for the value as the axis writes it
     */
    public record Bars(String name, List<Double> values, List<Double> lows, List<Double> highs, List<String> texts) {
        /** A series without intervals; one value per label. */
        public static Bars of(String name, List<Double> values) {
            return new Bars(name, values, List.of(), List.of(), List.of());
        }

        /** The same with whiskers. */
        public Bars within(List<Double> lows, List<Double> highs) {
            return new Bars(name, values, lows, highs, texts);
        }

        /** The same with other words at the bars. */
        public Bars saying(List<String> words) {
            return new Bars(name, values, lows, highs, words);
        }
    }

    @Override
    public Map<String, Object> option(Canvas canvas) {
        boolean lying = layout == Layout.LYING;
        Map<String, Object> option = Options.figure(
                canvas, axis.title(), bars.stream().map(Bars::name).toList(), lying ? canvas.pick(70, 56) : 10);
        Map<String, Object> names = Options.names(canvas, labels);
        Map<String, Object> numbers = Options.numbers(canvas, axis, canvas.pick(5, 3));
        if (lying) names.put("inverse", true);
        else if (!title.isEmpty()) {
            Options.titledBelow(canvas, names, title);
            LineChart.room(option);
        }
        if (lying) {
            Map<String, Object> labels = Options.ink(canvas);
            if (canvas.isNarrow()) {
                labels.put("width", 104);
                labels.put("lineHeight", 13);
                labels.put("overflow", "break");
            }
            names.put("axisLabel", labels);
            names.put("axisLine", map("show", false));
        }
        option.put("xAxis", lying ? numbers : names);
        option.put("yAxis", lying ? names : numbers);
        List<Object> series = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            String colour = Palette.series(i);
            series.add(bar(canvas, bars.get(i), colour));
            if (!bars.get(i).lows.isEmpty()) series.add(whiskers(i));
        }
        option.put("series", series);
        return option;
    }

    @Override
    public Map<String, Object> data() {
        return Options.data(
                labels,
                bars.stream()
                        .map(b -> Options.series(b.name, b.values, b.lows, b.highs))
                        .toList());
    }

    @Override
    public Tooltips tips() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            List<String> lines = new ArrayList<>();
            for (Bars b : bars) {
                if (b.values.get(i) == null) continue;
                String name = bars.size() == 1 ? "" : b.name + ": ";
                lines.add(name + written(b, i, b.values.get(i)));
            }
            texts.add(Tooltips.text(labels.get(i), lines));
        }
        return new Tooltips(layout == Layout.LYING ? Tooltips.By.ROW : Tooltips.By.COLUMN, texts, 0);
    }

    private Map<String, Object> bar(Canvas canvas, Bars bars, String colour) {
        boolean lying = layout == Layout.LYING;
        List<Object> data = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            Double value = bars.values.get(i);
            if (value == null) {
                data.add(null);
                continue;
            }
            Map<String, Object> item = map("value", value);
            if (lying) {
                Map<String, Object> label = Options.label(canvas, value < 0 ? "left" : "right");
                label.put("formatter", written(bars, i, value));
                boolean whisker = !bars.lows.isEmpty() && bars.lows.get(i) != null;
                // the words stand beyond the whisker, which the label does not know of
                if (!whisker) item.put("label", label);
            }
            data.add(item);
        }
        Map<String, Object> series = map(
                "type",
                "bar",
                "name",
                bars.name,
                "data",
                data,
                "itemStyle",
                map("color", colour),
                "barMaxWidth",
                lying ? LYING_WIDTH : UPRIGHT_WIDTH,
                "barGap",
                "12%",
                "barCategoryGap",
                "34%");
        if (layout == Layout.UPRIGHT_STACKED) series.put("stack", "all");
        return series;
    }

    private String written(Bars bars, int i, double value) {
        return bars.texts.isEmpty() ? axis.format().apply(value) : bars.texts.get(i);
    }

    private Map<String, Object> whiskers(int place) {
        boolean lying = layout == Layout.LYING;
        Bars series = bars.get(place);
        List<Object> data = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            if (series.lows.get(i) == null || series.highs.get(i) == null) continue;
            data.add(map(
                    "value",
                    List.of(
                            i,
                            series.lows.get(i),
                            series.highs.get(i),
                            place,
                            bars.size(),
                            lying ? LYING_WIDTH : UPRIGHT_WIDTH)));
        }
        return map(
                "type",
                "custom",
                "renderItem",
                lying ? "@lying" : "@upright",
                "data",
                data,
                "encode",
                lying ? map("y", 0, "x", List.of(1, 2)) : map("x", 0, "y", List.of(1, 2)),
                "itemStyle",
                map("color", Palette.INK),
                "silent",
                true,
                "z",
                4);
    }
}
