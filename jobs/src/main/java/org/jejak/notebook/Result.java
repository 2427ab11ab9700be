package org.jejak.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.BarChart;
import org.jejak.report.chart.BarChart.Bars;
import org.jejak.report.chart.BarChart.Layout;
import org.jejak.report.chart.Chart;
import org.jejak.report.chart.DotRange;
import org.jejak.report.chart.Funnel;
import org.jejak.report.chart.HeatMap;
import org.jejak.report.chart.LineChart;
import org.jejak.report.chart.LineChart.Line;
import org.jejak.report.chart.Palette;
import org.jejak.report.chart.Sankey;

/**
 * The rows of a query, to be shown as a table or a figure. The first column holds the labels and every further column is a
 * series, unless a figure says otherwise. Titles name what is measured, with its unit. A figure of no rows is a line of text.
 */
public final class Result {
    private static final int WIDTH = 760;

    private final List<String> columns;
    private final List<Row> rows;
    private final String none;

    public Result(Dataset<Row> rows) {
        this(Arrays.asList(rows.columns()), rows.collectAsList(), "No rows: there is nothing to show for this.");
    }

    private Result(List<String> columns, List<Row> rows, String none) {
        this.columns = columns;
        this.rows = rows;
        this.none = none;
    }

    /** Nothing, because a table is not there. */
    public static Result missing(String table) {
        return new Result(List.of(), List.of(), "The table " + table + " is not in this warehouse.");
    }

    /** The rows themselves. */
    public List<Row> rows() {
        return rows;
    }

    /** All columns as an HTML table. */
    public HtmlTable table() {
        return rows.isEmpty() ? HtmlTable.none(none) : HtmlTable.of(columns, rows);
    }

    /** Lying bars, the first row on top; for names. */
    public Object bars(String title) {
        return bars(title, Layout.LYING, 60 + rows.size() * (columns.size() > 2 ? 44 : 30));
    }

    /** Upright bars; for months and other places in time. */
    public Object columns(String title) {
        return bars(title, Layout.UPRIGHT, 300);
    }

    /** Upright bars on top of each other. */
    public Object stacked(String title) {
        return bars(title, Layout.UPRIGHT_STACKED, 320);
    }

    private Object bars(String title, Layout layout, int height) {
        List<Bars> bars = IntStream.range(1, columns.size())
                .mapToObj(i -> Bars.of(name(i), numbers(i)))
                .toList();
        return figure(new BarChart(labels(0), bars, axis(title), layout, ""), height, title);
    }

    /** Lying bars with whiskers; columns label, value, low, high. */
    public Object intervals(String title) {
        Bars bars = Bars.of(name(1), numbers(1)).within(numbers(2), numbers(3));
        return figure(
                new BarChart(labels(0), List.of(bars), axis(title), Layout.LYING, ""), 60 + rows.size() * 32, title);
    }

    /** Lines in the course of time, from zero. */
    public Object lines(String title) {
        List<Line> lines = IntStream.range(1, columns.size())
                .mapToObj(i -> Line.of(name(i), numbers(i)))
                .toList();
        return figure(new LineChart(labels(0), lines, axis(title), ""), 320, title);
    }

    /** One line with its interval; columns label, value, low, high. */
    public Object ribbon(String title) {
        Line line = Line.of(name(1), numbers(1)).within(numbers(2), numbers(3));
        return figure(new LineChart(labels(0), List.of(line), axis(title), ""), 320, title);
    }

    /** Several answers per row: a dot for each. */
    public Object dots(String title) {
        List<DotRange.Answer> answers = IntStream.range(1, columns.size())
                .mapToObj(i -> new DotRange.Answer(name(i), numbers(i)))
                .toList();
        return figure(new DotRange(labels(0), answers, axis(title)), 90 + rows.size() * 34, title);
    }

    /** A table of cells, the darker the more; columns row, column, value, in the order they should appear. */
    public Object heat(String title) {
        Set<String> across = new LinkedHashSet<>(labels(1));
        Map<String, Map<String, Double>> cells = new LinkedHashMap<>();
        for (Row row : rows)
            cells.computeIfAbsent(text(row, 0), r -> new LinkedHashMap<>()).put(text(row, 1), number(row, 2));
        DoubleFunction<String> format = Numbers.format(column(2));
        List<List<HeatMap.Cell>> drawn = cells.values().stream()
                .map(line -> across.stream()
                        .map(column -> {
                            Double value = line.get(column);
                            return value == null ? HeatMap.Cell.EMPTY : new HeatMap.Cell(value, format.apply(value));
                        })
                        .toList())
                .toList();
        double most = numbers(2).stream()
                .filter(v -> v != null)
                .mapToDouble(v -> v)
                .max()
                .orElse(1);
        double least = numbers(2).stream()
                .filter(v -> v != null)
                .mapToDouble(v -> v)
                .min()
                .orElse(0);
        Chart chart = new HeatMap(
                List.copyOf(across),
                List.copyOf(cells.keySet()),
                drawn,
                Math.min(0, least),
                most > least ? most : least + 1,
                title);
        return figure(chart, 90 + cells.size() * 34, title);
    }

    /** How many are left after each step; columns step, count. */
    public Object funnel(String title) {
        double first = rows.isEmpty() || number(rows.get(0), 1) == null ? 0 : number(rows.get(0), 1);
        List<Funnel.Step> steps = rows.stream()
                .map(row -> new Funnel.Step(
                        text(row, 0),
                        number(row, 1),
                        String.format(
                                Locale.ROOT,
                                "%,.0f (%.0f %%)",
                                number(row, 1),
                                first == 0 ? 0 : 100 * number(row, 1) / first)))
                .toList();
        return figure(new Funnel(steps, title), 60 + rows.size() * 46, title);
    }

    /** How many go from where to where; columns step (from 1), source, target, count. */
    public Object flows(String title) {
        Map<String, Sankey.Node> nodes = new LinkedHashMap<>();
        List<Sankey.Flow> flows = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Row row : rows) names.addAll(List.of(text(row, 1), text(row, 2)));
        List<String> order = List.copyOf(names);
        for (Row row : rows) {
            int step = number(row, 0).intValue();
            String from = node(nodes, step - 1, text(row, 1), order);
            String to = node(nodes, step, text(row, 2), order);
            if (number(row, 3) > 0) flows.add(new Sankey.Flow(from, to, number(row, 3)));
        }
        return figure(new Sankey(List.copyOf(nodes.values()), flows), 420, title);
    }

    private static String node(Map<String, Sankey.Node> nodes, int step, String name, List<String> order) {
        String id = step + " " + name;
        nodes.computeIfAbsent(
                id, i -> new Sankey.Node(i, name.replace('_', ' '), "", step, Palette.series(order.indexOf(name) % 8)));
        return id;
    }

    private Object figure(Chart chart, int height, String title) {
        if (rows.isEmpty()) return HtmlTable.none(none);
        return Picture.of(chart, WIDTH, Math.min(1200, Math.max(120, height)), title);
    }

    private Axis axis(String title) {
        return Axis.of(title, Numbers.format(column(1)));
    }

    private String name(int column) {
        return column(column).replace('_', ' ');
    }

    /** The name of a column; empty in a result that has none. */
    private String column(int place) {
        return place < columns.size() ? columns.get(place) : "";
    }

    private List<String> labels(int column) {
        return rows.stream().map(row -> text(row, column)).toList();
    }

    private List<Double> numbers(int column) {
        return rows.stream().map(row -> number(row, column)).toList();
    }

    private static String text(Row row, int column) {
        return row.isNullAt(column) ? "(none)" : String.valueOf(row.get(column)).replace('_', ' ');
    }

    private static Double number(Row row, int column) {
        return row.isNullAt(column) ? null : ((Number) row.get(column)).doubleValue();
    }
}
