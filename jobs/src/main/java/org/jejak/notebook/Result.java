package org.jejak.notebook;

import java.util.*;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.*;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.BarChart.Layout;
import org.jejak.report.chart.Chart;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.report.chart.Funnel;
import org.jejak.report.chart.HeatMap;
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

    /** Runs the query and keeps all its rows. */
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
        if (rows.isEmpty()) return HtmlTable.none(none);
        FigureBuilder<Row> table = FigureBuilder.of(rows);
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            if (isNumber(i)) table.number(name(i), row -> shown(row, column));
            else table.text(name(i), row -> shown(row, column));
        }
        return HtmlTable.of(table.table());
    }

    /** The first column of the first row as a sentence. */
    public HtmlTable sentence() {
        return rows.isEmpty() || rows.get(0).isNullAt(0)
                ? HtmlTable.none(none)
                : HtmlTable.sentence(rows.get(0).getString(0));
    }

    /** Lying bars, the first row on top; for names. */
    public Object bars(String title) {
        return figure(series().bars(axis(title)), 60 + rows.size() * (columns.size() > 2 ? 44 : 30), title);
    }

    /** Upright bars; for months and other places in time. */
    public Object columns(String title) {
        return figure(series().bars(axis(title), Layout.UPRIGHT), 300, title);
    }

    /** Upright bars on top of each other. */
    public Object stacked(String title) {
        return figure(series().bars(axis(title), Layout.UPRIGHT_STACKED), 320, title);
    }

    /** Lying bars with whiskers; columns label, value, low, high. */
    public Object intervals(String title) {
        return figure(interval().bars(axis(title)), 60 + rows.size() * 32, title);
    }

    /** Lines in the course of time, from zero. */
    public Object lines(String title) {
        return figure(series().lines(axis(title), ""), 320, title);
    }

    /** One line with its interval; columns label, value, low, high. */
    public Object ribbon(String title) {
        return figure(interval().lines(axis(title), ""), 320, title);
    }

    /** Several answers per row: a dot for each. */
    public Object dots(String title) {
        return figure(series().dots(axis(title)), 90 + rows.size() * 34, title);
    }

    /** A table of cells, the darker the more; columns row, column, value, in the order they should appear. */
    public Object heat(String title) {
        Map<String, Map<String, Double>> cells = new LinkedHashMap<>();
        for (Row row : rows)
            cells.computeIfAbsent(text(row, 0), r -> new LinkedHashMap<>()).put(text(row, 1), number(row, 2));
        DoubleFunction<String> format = Numbers.format(column(2));
        FigureBuilder<String> figure =
                FigureBuilder.of(List.copyOf(cells.keySet())).text("", line -> line);
        for (String across : new LinkedHashSet<>(rows.stream().map(label(1)).toList())) {
            figure.cells(
                    across,
                    line -> {
                        Double value = cells.get(line).get(across);
                        return value == null ? HeatMap.Cell.EMPTY : new HeatMap.Cell(value, format.apply(value));
                    },
                    line -> "");
        }
        double least = rows.stream()
                .map(value(2))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(0.0);
        return figure(figure.heat(Math.min(0, least), title), 90 + cells.size() * 34, title);
    }

    /** How many are left after each step; columns step, count. */
    public Object funnel(String title) {
        Double first = rows.isEmpty() ? null : number(rows.get(0), 1);
        double all = first == null ? 0 : first;
        Funnel funnel = series().funnel(
                        row -> String.format(
                                Locale.ROOT,
                                "%,.0f (%.0f %%)",
                                number(row, 1),
                                all == 0 ? 0 : 100 * number(row, 1) / all),
                        title);
        return figure(funnel, 60 + rows.size() * 46, title);
    }

    /** How many go from where to where; columns step (from 1), source, target, count. */
    public Object flows(String title) {
        List<Sankey.Move> moves = rows.stream()
                .map(row -> new Sankey.Move(number(row, 0).intValue(), text(row, 1), text(row, 2), number(row, 3)))
                .toList();
        List<String> names = moves.stream()
                .flatMap(m -> Stream.of(m.from(), m.to()))
                .distinct()
                .toList();
        Sankey sankey = Sankey.of(
                moves,
                Comparator.comparing(Sankey.Place::step),
                Sankey.Place::code,
                place -> "",
                code -> Palette.series(names.indexOf(code)));
        return figure(sankey, 420, title);
    }

    /** The first column as labels, every further one as a series. */
    private FigureBuilder<Row> series() {
        FigureBuilder<Row> figure = FigureBuilder.of(rows).text(name(0), label(0));
        for (int i = 1; i < columns.size(); i++) figure.drawn(name(i), value(i));
        return figure;
    }

    private FigureBuilder<Row> interval() {
        return FigureBuilder.of(rows)
                .text(name(0), label(0))
                .drawn(name(1), value(1))
                .within(value(2), value(3));
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

    private static Function<Row, String> label(int column) {
        return row -> text(row, column);
    }

    private static Function<Row, Double> value(int column) {
        return row -> number(row, column);
    }

    /** Whether a column has numbers and nothing else. */
    private boolean isNumber(int column) {
        return rows.stream().anyMatch(r -> r.get(column) instanceof Number)
                && rows.stream().allMatch(r -> r.isNullAt(column) || r.get(column) instanceof Number);
    }

    private String shown(Row row, int column) {
        if (row.isNullAt(column)) return "";
        Object value = row.get(column);
        return value instanceof Number number ? Numbers.cell(column(column), number) : String.valueOf(value);
    }

    private static String text(Row row, int column) {
        return row.isNullAt(column) ? "(none)" : String.valueOf(row.get(column)).replace('_', ' ');
    }

    private static Double number(Row row, int column) {
        return row.isNullAt(column) ? null : ((Number) row.get(column)).doubleValue();
    }
}
