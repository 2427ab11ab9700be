package org.jejak.report.chart;

import java.util.*;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Turns rows into a drawing and the table beside it, from one list of columns. A row is one place of the drawing (a
 * label with its bars, a point in time, a line of cells) and one line of the table. The report and the notebooks build
 * their figures with it.
 *
 * <pre>
 * FigureBuilder.of(months)
 *     .text("Month", Month::name)
 *     .series("Orders", Month::orders, words::count)
 *     .lines(Axis.of("Orders per month", words::brief), "")
 * </pre>
 *
 * @param <T> a row
 */
public final class FigureBuilder<T> {
    /** A column of the table. */
    private record Column<T>(String heading, boolean isNumber, Function<T, String> text) {}

    /** A drawn series: bars, a line, or dots. Both ends of its interval are null functions if it has none. */
    private record Series<T>(
            String name,
            Function<T, Double> value,
            Function<T, Double> low,
            Function<T, Double> high,
            boolean isForecast) {}

    /** A column of cells of a heat map. */
    private record Cells<T>(String name, Function<T, HeatMap.Cell> cell) {}

    private final List<T> rows;
    private final List<Column<T>> columns = new ArrayList<>();
    private final List<Series<T>> series = new ArrayList<>();
    private final List<Cells<T>> cells = new ArrayList<>();
    private Function<T, String> label;

    private FigureBuilder(List<T> rows) {
        this.rows = rows;
    }

    /** A figure of rows in the order in which they are shown; no columns yet. */
    public static <T> FigureBuilder<T> of(List<T> rows) {
        return new FigureBuilder<>(rows);
    }

    /** A column of texts. The first one also labels the places of the drawing. */
    public FigureBuilder<T> text(String heading, Function<T, String> text) {
        columns.add(new Column<>(heading, false, text));
        return this;
    }

    /** A column of numbers, already written. */
    public FigureBuilder<T> number(String heading, Function<T, String> text) {
        columns.add(new Column<>(heading, true, text));
        return this;
    }

    /** A column of numbers that is not drawn. The format gets null where there is no value. */
    public FigureBuilder<T> number(String heading, Function<T, Double> value, Function<Double, String> format) {
        return number(heading, value.andThen(format));
    }

    /** A column of intervals, which the last series shows as whiskers or as a ribbon. */
    public FigureBuilder<T> interval(
            String heading,
            Function<T, Double> low,
            Function<T, Double> high,
            BiFunction<Double, Double, String> format) {
        return within(low, high).number(heading, row -> format.apply(low.apply(row), high.apply(row)));
    }

    /** A column of numbers that is drawn too. */
    public FigureBuilder<T> series(String heading, Function<T, Double> value, Function<Double, String> format) {
        return drawn(heading, value).number(heading, value, format);
    }

    /** A series of the drawing that is no column of the table. */
    public FigureBuilder<T> drawn(String name, Function<T, Double> value) {
        series.add(new Series<>(name, value, null, null, false));
        return this;
    }

    /** Gives the last series an interval in the drawing: whiskers of bars, a ribbon around a line. */
    public FigureBuilder<T> within(Function<T, Double> low, Function<T, Double> high) {
        Series<T> last = last();
        return replaceLast(new Series<>(last.name, last.value, low, high, last.isForecast));
    }

    /** Draws the last series as a dashed line. */
    public FigureBuilder<T> asForecast() {
        Series<T> last = last();
        return replaceLast(new Series<>(last.name, last.value, last.low, last.high, true));
    }

    /** A column of cells of a heat map, with what the table says in their place. */
    public FigureBuilder<T> cells(String heading, Function<T, HeatMap.Cell> cell, Function<T, String> text) {
        cells.add(new Cells<>(heading, cell));
        return number(heading, text);
    }

    /** Other labels for the drawing than the first column of the table. */
    public FigureBuilder<T> labelled(Function<T, String> text) {
        label = text;
        return this;
    }

    /** Whether there are no rows. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Number of rows. */
    public int size() {
        return rows.size();
    }

    /** All columns, row by row. */
    public DataTable table() {
        return new DataTable(
                columns.stream().map(Column::heading).toList(),
                columns.stream().map(Column::isNumber).toList(),
                rows.stream()
                        .map(row -> columns.stream().map(c -> c.text.apply(row)).toList())
                        .toList());
    }

    /** The series as bars. */
    public BarChart bars(Axis axis, BarChart.Layout layout) {
        List<BarChart.Bars> bars = series.stream()
                .map(s -> {
                    BarChart.Bars plain = BarChart.Bars.of(s.name, values(s.value));
                    return s.low == null ? plain : plain.within(values(s.low), values(s.high));
                })
                .toList();
        return new BarChart(labels(), bars, axis, layout, "");
    }

    /** The series as bars, one below the other, the first row on top. */
    public BarChart bars(Axis axis) {
        return bars(axis, BarChart.Layout.LYING);
    }

    /**
     * The series as lines.
     *
     * @param title of the lying axis; empty for none
     */
    public LineChart lines(Axis axis, String title) {
        List<LineChart.Line> lines = series.stream()
                .map(s -> {
                    LineChart.Line plain = LineChart.Line.of(s.name, values(s.value));
                    LineChart.Line ribbon = s.low == null ? plain : plain.within(values(s.low), values(s.high));
                    return s.isForecast ? ribbon.asForecast() : ribbon;
                })
                .toList();
        return new LineChart(labels(), lines, axis, title);
    }

    /** The series as dots, those of one row on one line; a grey bar spans them and their intervals. */
    public DotRange dots(Axis axis) {
        return new DotRange(
                labels(),
                series.stream()
                        .map(s -> s.low == null
                                ? new DotRange.Answer(s.name, values(s.value))
                                : new DotRange.Answer(s.name, values(s.value), values(s.low), values(s.high)))
                        .toList(),
                axis);
    }

    /**
     * The columns of cells as a heat map; the greatest value gets the darkest colour.
     *
     * @param least value of the lightest colour; null for the smallest value there is
     * @param title what the values are, with their unit
     */
    public HeatMap heat(Double least, String title) {
        List<List<HeatMap.Cell>> lines = rows.stream()
                .map(row -> cells.stream().map(c -> c.cell.apply(row)).toList())
                .toList();
        List<Double> known = lines.stream()
                .flatMap(List::stream)
                .map(HeatMap.Cell::value)
                .filter(v -> v != null && !v.isNaN())
                .sorted()
                .toList();
        double from = least != null ? least : known.isEmpty() ? 0 : known.get(0);
        double to = known.isEmpty() ? from : known.get(known.size() - 1);
        return new HeatMap(cells.stream().map(Cells::name).toList(), labels(), lines, from, to, title);
    }

    /**
     * The only series as a funnel.
     *
     * @param words written beside a step
     * @param title what is counted
     */
    public Funnel funnel(Function<T, String> words, String title) {
        List<String> names = labels();
        List<Funnel.Step> steps = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Double count = last().value.apply(rows.get(i));
            steps.add(new Funnel.Step(names.get(i), count == null ? 0 : count, words.apply(rows.get(i))));
        }
        return new Funnel(steps, title);
    }

    private List<String> labels() {
        return rows.stream().map(label != null ? label : columns.get(0).text).toList();
    }

    /** One per row; null where there is none. */
    private List<Double> values(Function<T, Double> value) {
        return rows.stream().map(value).toList();
    }

    private Series<T> last() {
        if (series.isEmpty()) throw new IllegalStateException("no series yet");
        return series.get(series.size() - 1);
    }

    private FigureBuilder<T> replaceLast(Series<T> other) {
        series.set(series.size() - 1, other);
        return this;
    }
}
