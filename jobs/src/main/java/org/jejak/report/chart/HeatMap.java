package org.jejak.report.chart;

import static org.jejak.report.chart.Options.map;

import java.util.*;

/**
 * A table of cells, the darker the more, each with its value written in it.
 *
 * @param columns names of the columns
 * @param rows names of the rows, the first on top
 * @param cells one per row and column, row by row
 * @param least value of the lightest colour
 * @param most value of the darkest colour
 * @param title what the values are, with their unit
 */
public record HeatMap(
        List<String> columns, List<String> rows, List<List<Cell>> cells, double least, double most, String title)
        implements Chart {

    /**
     * One cell.
     *
     * @param value decides the colour; null for no colour
     * @param text written in the cell
     * @param number what it says to machines; null for none
     */
    public record Cell(Double value, String text, Double number) {
        /** A cell whose colour goes by its number. */
        public Cell(Double value, String text) {
            this(value, text, value == null || value.isNaN() ? null : value);
        }

        /** A grey field. */
        public static final Cell EMPTY = new Cell(null, "");

        /** Not even a field: what cannot be yet. */
        public static final Cell NOTHING = new Cell(Double.NaN, "");
    }

    @Override
    public Map<String, Object> option(Canvas canvas) {
        Map<String, Object> option = Options.figure(canvas, title, List.of(), 2);
        Map<String, Object> x = axis(canvas, columns);
        x.put("position", "top");
        Map<String, Object> labels = Options.ink(canvas);
        labels.put("interval", 0);
        labels.put("overflow", "break");
        labels.put("lineHeight", 14);
        labels.put("width", Math.max(30, (canvas.width() - canvas.pick(170, 90)) / Math.max(1, columns.size())));
        if (canvas.isNarrow() && longest(columns) * 6 > (canvas.width() - 90) / Math.max(1, columns.size()))
            labels.putAll(map("rotate", 60, "width", 112, "overflow", "truncate"));
        x.put("axisLabel", labels);
        Map<String, Object> y = axis(canvas, rows);
        y.put("inverse", true);
        if (canvas.isNarrow()) {
            Map<String, Object> narrow = Options.ink(canvas);
            narrow.putAll(map("width", 78, "overflow", "break", "lineHeight", 13));
            y.put("axisLabel", narrow);
        }
        option.put("xAxis", x);
        option.put("yAxis", y);
        option.put("series", List.of(map("type", "heatmap", "data", data(canvas), "label", map("show", true))));
        return option;
    }

    /** Each row as a series; no number where a cell is hidden or cannot be. */
    @Override
    public Map<String, Object> data() {
        List<Map<String, Object>> series = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            List<Double> values = cells.get(r).stream().map(Cell::number).toList();
            series.add(Options.series(rows.get(r), values, List.of(), List.of()));
        }
        return Options.data(columns, series);
    }

    @Override
    public Tooltips tips() {
        List<String> texts = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns.size(); c++) {
                String text = cells.get(r).get(c).text;
                texts.add(text.isEmpty() ? "" : rows.get(r) + ", " + columns.get(c) + ": " + text);
            }
        }
        return new Tooltips(Tooltips.By.CELL, texts, columns.size());
    }

    private static int longest(List<String> names) {
        return names.stream().mapToInt(String::length).max().orElse(0);
    }

    private static Map<String, Object> axis(Canvas canvas, List<String> names) {
        Map<String, Object> axis = Options.names(canvas, names);
        axis.put("axisLine", map("show", false));
        axis.put("splitLine", map("show", false));
        return axis;
    }

    private List<Object> data(Canvas canvas) {
        List<Object> data = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns.size(); c++) {
                Cell cell = cells.get(r).get(c);
                if (cell == Cell.NOTHING) continue;
                String colour = cell.value == null ? Palette.PALE : colour(cell.value);
                Map<String, Object> label = Options.ink(canvas);
                label.put("show", !cell.text.isEmpty());
                label.put("formatter", cell.text);
                label.put("color", cell.value == null ? Palette.QUIET : Palette.textOn(colour));
                if (canvas.isNarrow()) label.put("fontSize", columns.size() > 8 ? 8 : 10);
                data.add(map(
                        "value", List.of(c, r, 0),
                        "label", label,
                        "itemStyle",
                                map("color", colour, "borderColor", Palette.PAPER, "borderWidth", canvas.pick(3, 2))));
            }
        }
        return data;
    }

    private String colour(double value) {
        return Palette.ramp(most > least ? (value - least) / (most - least) : 0.5);
    }
}
