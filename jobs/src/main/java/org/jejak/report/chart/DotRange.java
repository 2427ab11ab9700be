package org.jejak.report.chart;

import static org.jejak.report.chart.Options.map;

import java.util.*;
import java.util.stream.Stream;

/**
 * Several answers to one question, row by row: a dot for each, and a grey bar from the least to the greatest that shows
 * how far they lie apart.
 *
 * @param rows names, the first on top
 * @param answers one to eight, each with a symbol and colour of its own
 * @param axis the lying axis; its title stands below
 */
public record DotRange(List<String> rows, List<Answer> answers, Axis axis) implements Chart {
    private static final List<String> SYMBOLS = List.of(
            "circle", "diamond", "triangle", "rect", "emptyCircle", "emptyRect", "emptyTriangle", "emptyDiamond");

    /**
     * One answer per row; null for none.
     *
     * @param lows lower ends of intervals, which the grey bar then spans, or empty
     * @param highs upper ends
     */
    public record Answer(String name, List<Double> values, List<Double> lows, List<Double> highs) {
        /** Answers without intervals. */
        public Answer(String name, List<Double> values) {
            this(name, values, List.of(), List.of());
        }

        /** The values of a row with the ends of its interval; those that there are. */
        private Stream<Double> reach(int row) {
            return Stream.of(values, lows, highs)
                    .filter(list -> !list.isEmpty())
                    .map(list -> list.get(row))
                    .filter(Objects::nonNull);
        }
    }

    @Override
    public Map<String, Object> option(Canvas canvas) {
        Map<String, Object> option =
                Options.figure(canvas, "", answers.stream().map(Answer::name).toList(), 16);
        LineChart.room(option);
        Map<String, Object> names = Options.names(canvas, rows);
        names.put("inverse", true);
        names.put("axisLine", map("show", false));
        option.put(
                "xAxis", Options.titledBelow(canvas, Options.numbers(canvas, axis, canvas.pick(6, 4)), axis.title()));
        option.put("yAxis", names);
        List<Object> series = new ArrayList<>();
        series.add(map(
                "type",
                "custom",
                "renderItem",
                "@range",
                "data",
                ranges(),
                "encode",
                map("y", 0, "x", List.of(1, 2)),
                "itemStyle",
                map("color", "#dfe5ea"),
                "silent",
                true,
                "z",
                1));
        for (int i = 0; i < answers.size(); i++) {
            List<Object> data = new ArrayList<>();
            for (int r = 0; r < rows.size(); r++) {
                if (answers.get(i).values.get(r) != null)
                    data.add(List.of(answers.get(i).values.get(r), r));
            }
            series.add(map(
                    "type",
                    "scatter",
                    "name",
                    answers.get(i).name,
                    "data",
                    data,
                    "symbol",
                    SYMBOLS.get(i % SYMBOLS.size()),
                    "symbolSize",
                    9,
                    "itemStyle",
                    map("color", Palette.series(i), "opacity", 1),
                    "z",
                    3));
        }
        option.put("series", series);
        return option;
    }

    @Override
    public Map<String, Object> data() {
        return Options.data(
                rows,
                answers.stream()
                        .map(a -> Options.series(a.name, a.values, a.lows, a.highs))
                        .toList());
    }

    @Override
    public Tooltips tips() {
        List<String> texts = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            List<String> lines = new ArrayList<>();
            for (Answer a : answers) {
                if (a.values.get(r) != null)
                    lines.add((answers.size() == 1 ? "" : a.name + ": ")
                            + axis.format().apply(a.values.get(r)));
            }
            texts.add(Tooltips.text(rows.get(r), lines));
        }
        return new Tooltips(Tooltips.By.ROW, texts, 0);
    }

    private List<Object> ranges() {
        List<Object> ranges = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            int row = r;
            List<Double> known =
                    answers.stream().flatMap(a -> a.reach(row)).sorted().toList();
            if (!known.isEmpty()) ranges.add(map("value", List.of(r, known.get(0), known.get(known.size() - 1))));
        }
        return ranges;
    }
}
