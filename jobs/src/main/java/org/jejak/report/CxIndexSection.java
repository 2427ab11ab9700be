package org.jejak.report;

import java.util.*;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.BarChart;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.*;

/** The CX index: where it stands, how it went, what it is made of, and the usual scores beside it. */
final class CxIndexSection extends SectionBuilder {
    private static final int MONTHS = 18;
    private static final List<String> DIMENSIONS = List.of("effectiveness", "ease", "emotion");
    private static final List<String> PARTS = List.of("perception", "behaviour");
    private static final List<String> BASES = List.of(IndexCells.MIXED, "perception_only", "behaviour_only");

    private final IndexCells cx;

    CxIndexSection(Source source, IndexCells cx, Messages words) {
        super("cx", source, words);
        this.cx = cx;
    }

    @Override
    String build() {
        if (cx.rows().isEmpty()) message("cx.none");
        else {
            trend();
            dimensions();
        }
        scores();
        return cx.overall()
                .filter(r -> Cells.number(r, AggCxIndex.VALUE) != null)
                .map(this::finding)
                .orElse("");
    }

    @Override
    List<String> notes() {
        return cx.rows().isEmpty() ? List.of() : List.of(text("cx.note.bands"), text("cx.note.made", cx.version()));
    }

    private String finding(Row row) {
        String band = Cells.text(row, AggCxIndex.BAND);
        String basis = Cells.text(row, AggCxIndex.BASIS);
        String finding = text(
                band == null ? "cx.finding" : "cx.finding.band",
                words.number(Cells.number(row, AggCxIndex.VALUE), 1),
                interval(row),
                band == null ? "" : IndexCells.band(band, words));
        return basis == null || basis.equals(IndexCells.MIXED)
                ? finding
                : finding + " " + text("cx.finding.basis", name("basis", basis));
    }

    private void trend() {
        List<Row> months = cx.months(source.date(), MONTHS);
        if (months.isEmpty()) return;
        DoubleSummaryStatistics values = range(months, AggCxIndex.VALUE);
        if (values.getCount() == 0) {
            message("cx.trend.none");
            return;
        }
        FigureBuilder<Row> figure = FigureBuilder.of(months)
                .text(text("word.month"), this::month)
                .number(text("cx.index"), this::value)
                .number(text("word.interval"), this::interval)
                .text(text("cx.band"), r -> {
                    String band = Cells.text(r, AggCxIndex.BAND);
                    return band == null ? Messages.NONE : IndexCells.band(band, words);
                })
                .number(text("cx.change"), Cells.number(AggCxIndex.CHANGE), v -> words.signed(v, 1))
                .number(text("word.customers"), Cells.number(AggCxIndex.N), words::count);
        // one line for each basis: months of different ones cannot be compared
        for (String basis : BASES) {
            Function<Row, Double> value = onBasis(basis, AggCxIndex.VALUE);
            if (months.stream().map(value).noneMatch(Objects::nonNull)) continue;
            figure.drawn(name("basis", basis), value)
                    .within(onBasis(basis, AggCxIndex.VALUE_LOW), onBasis(basis, AggCxIndex.VALUE_HIGH));
        }
        // whole tens, with room beside the intervals
        double least = Math.floor(
                        (range(months, AggCxIndex.VALUE, AggCxIndex.VALUE_LOW).getMin() - 3) / 10)
                * 10;
        double most = Math.ceil(
                        (range(months, AggCxIndex.VALUE, AggCxIndex.VALUE_HIGH).getMax() + 3) / 10)
                * 10;
        block("cx.trend")
                .alt(
                        month(months.get(0)),
                        month(months.get(months.size() - 1)),
                        words.number(values.getMax(), 1),
                        words.number(values.getMin(), 1))
                .draw(figure.lines(points(Math.max(0, least), Math.min(100, most)), ""), 300, figure);
    }

    private Axis points(double least, double most) {
        return Axis.of(text("cx.axis"), v -> words.number(v, 0)).between(least, most);
    }

    private String month(Row row) {
        return words.month(Cells.date(row, CxCell.MONTH));
    }

    /** A column of rows with a basis; null for others. */
    private static Function<Row, Double> onBasis(String basis, Field field) {
        return r -> basis.equals(Objects.requireNonNullElse(Cells.text(r, AggCxIndex.BASIS), IndexCells.MIXED))
                ? Cells.number(r, field)
                : null;
    }

    private static DoubleSummaryStatistics range(List<Row> rows, Field... fields) {
        return rows.stream()
                .flatMap(r -> Stream.of(fields).map(f -> Cells.number(r, f)))
                .filter(Objects::nonNull)
                .mapToDouble(v -> v)
                .summaryStatistics();
    }

    private void dimensions() {
        FigureBuilder<String> bars = FigureBuilder.of(DIMENSIONS).text("", d -> name("dimension", d));
        List<Row> rows = new ArrayList<>();
        for (String part : PARTS) {
            bars.drawn(name("part", part), d -> cell(d, part, AggCxIndex.VALUE))
                    .within(d -> cell(d, part, AggCxIndex.VALUE_LOW), d -> cell(d, part, AggCxIndex.VALUE_HIGH));
            DIMENSIONS.forEach(d -> cx.of("all", d, part).stream().limit(1).forEach(rows::add));
        }
        if (rows.isEmpty()) return;
        block("cx.dimensions")
                .half()
                .draw(
                        bars.bars(points(0, 100), BarChart.Layout.UPRIGHT),
                        280,
                        FigureBuilder.of(rows)
                                .text(text("cx.dimension"), name("dimension", AggCxIndex.DIMENSION))
                                .text(text("cx.part"), name("part", AggCxIndex.PART))
                                .number(text("word.value"), this::value)
                                .number(text("word.interval"), this::interval)
                                .number(text("word.customers"), Cells.number(AggCxIndex.N), words::count));
    }

    private Double cell(String dimension, String part, Field field) {
        return cx.of("all", dimension, part).stream()
                .findFirst()
                .map(Cells.number(field))
                .orElse(null);
    }

    /** NPS, CSAT and CES of all customers. */
    private void scores() {
        List<Row> scores = source
                .rows(
                        AggCxMetric.TABLE,
                        rows -> rows.filter(CxCell.CELL_TYPE
                                .col()
                                .equalTo("all")
                                .and(AggCxMetric.METRIC_KIND.col().equalTo("score"))))
                .stream()
                .sorted(Comparator.comparing(Cells.text(AggCxMetric.METRIC)))
                .toList();
        if (scores.isEmpty()) return;
        block("cx.scores")
                .half()
                .list(FigureBuilder.of(scores)
                        .text(text("cx.score"), name("metric", AggCxMetric.METRIC))
                        .number(text("word.value"), this::score)
                        .number(
                                text("word.interval"),
                                r -> (isShare(r)
                                                ? betweenShares(AggCxMetric.VALUE_LOW, AggCxMetric.VALUE_HIGH, 1)
                                                : between(AggCxMetric.VALUE_LOW, AggCxMetric.VALUE_HIGH, 1))
                                        .apply(r))
                        .number(text("word.customers"), Cells.number(AggCxMetric.N), words::count));
    }

    private static boolean isShare(Row score) {
        return "share".equals(Cells.text(score, AggCxMetric.UNIT));
    }

    private String score(Row row) {
        Double value = Cells.number(row, AggCxMetric.VALUE);
        if (value == null) return text("word.tooFew");
        return isShare(row) ? words.percent(value, 1) : words.number(value, 1);
    }

    private String value(Row row) {
        Double value = Cells.number(row, AggCxIndex.VALUE);
        return value == null ? name("reason", Cells.text(row, AggCxIndex.REASON)) : words.number(value, 1);
    }

    private String interval(Row row) {
        return between(AggCxIndex.VALUE_LOW, AggCxIndex.VALUE_HIGH, 1).apply(row);
    }
}
