package org.jejak.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.jejak.report.Block.Figure;
import org.jejak.report.Block.Listing;
import org.jejak.report.Block.Message;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.BarChart;
import org.jejak.report.chart.LineChart;
import org.jejak.table.AggCxIndex;
import org.jejak.table.AggCxMetric;
import org.jejak.table.CxCell;

/** The CX index: where it stands, how it went, what it is made of, and the usual scores beside it. */
final class CxIndexSection {
    private static final String ID = "cx";
    private static final int MONTHS = 18;
    private static final List<String> DIMENSIONS = List.of("effectiveness", "ease", "emotion");
    private static final List<String> PARTS = List.of("perception", "behaviour");

    private static final List<String> BASES = List.of(IndexCells.MIXED, "perception_only", "behaviour_only");

    private CxIndexSection() {}

    static Section of(Source source, IndexCells cx, Messages words) {
        List<Block> blocks = new ArrayList<>();
        if (cx.rows().isEmpty()) blocks.add(new Message(words.text("cx.none")));
        else {
            trend(source, cx, words, blocks);
            dimensions(cx, words, blocks);
        }
        scores(source, words, blocks);
        return new Section(
                ID,
                words.text("cx.title"),
                finding(cx, words),
                blocks,
                cx.rows().isEmpty()
                        ? List.of()
                        : List.of(words.text("cx.note.bands"), words.text("cx.note.made", cx.version())));
    }

    private static String finding(IndexCells cx, Messages words) {
        return cx.overall()
                .filter(r -> Cells.number(r, AggCxIndex.VALUE) != null)
                .map(r -> {
                    String band = Cells.text(r, AggCxIndex.BAND);
                    String basis = Cells.text(r, AggCxIndex.BASIS);
                    String alone = basis == null || basis.equals(IndexCells.MIXED)
                            ? ""
                            : " " + words.text("cx.finding.basis", words.name("basis", basis));
                    return words.text(
                                    band == null ? "cx.finding" : "cx.finding.band",
                                    words.number(Cells.number(r, AggCxIndex.VALUE), 1),
                                    words.between(
                                            Cells.number(r, AggCxIndex.VALUE_LOW),
                                            Cells.number(r, AggCxIndex.VALUE_HIGH),
                                            1),
                                    band == null ? "" : IndexCells.band(band, words))
                            + alone;
                })
                .orElse("");
    }

    private static void trend(Source source, IndexCells cx, Messages words, List<Block> blocks) {
        List<Row> months = cx.months(source.date(), MONTHS);
        if (months.isEmpty()) return;
        TableBuilder table = TableBuilder.with(
                words.text("word.month"),
                "#" + words.text("cx.index"),
                "#" + words.text("word.interval"),
                words.text("cx.band"),
                "#" + words.text("cx.change"),
                "#" + words.text("word.customers"));
        List<Double> values = new ArrayList<>();
        List<Double> lows = new ArrayList<>();
        List<Double> highs = new ArrayList<>();
        for (Row month : months) {
            values.add(Cells.number(month, AggCxIndex.VALUE));
            lows.add(Cells.number(month, AggCxIndex.VALUE_LOW));
            highs.add(Cells.number(month, AggCxIndex.VALUE_HIGH));
            table.row(
                    words.month(Cells.date(month, CxCell.MONTH)),
                    value(month, words),
                    words.between(
                            Cells.number(month, AggCxIndex.VALUE_LOW), Cells.number(month, AggCxIndex.VALUE_HIGH), 1),
                    Cells.text(month, AggCxIndex.BAND) == null
                            ? Messages.NONE
                            : IndexCells.band(Cells.text(month, AggCxIndex.BAND), words),
                    words.signed(Cells.number(month, AggCxIndex.CHANGE), 1),
                    words.count(Cells.number(month, AggCxIndex.N)));
        }
        boolean any = values.stream().anyMatch(v -> v != null);
        if (!any) {
            blocks.add(new Message(words.text("cx.trend.none")));
            return;
        }
        double least = Math.max(0, Math.floor((lowest(lows, values) - 3) / 10) * 10);
        double most = Math.min(100, Math.ceil((highest(highs, values) + 3) / 10) * 10);
        blocks.add(new Figure(
                "cx-trend",
                words.text("cx.trend"),
                words.text("cx.trend.note"),
                words.text(
                        "cx.trend.alt",
                        words.month(Cells.date(months.get(0), CxCell.MONTH)),
                        words.month(Cells.date(months.get(months.size() - 1), CxCell.MONTH)),
                        words.number(highest(values, values), 1),
                        words.number(lowest(values, values), 1)),
                new LineChart(
                        months.stream()
                                .map(m -> words.month(Cells.date(m, CxCell.MONTH)))
                                .toList(),
                        lines(months, values, lows, highs, words),
                        Axis.of(words.text("cx.axis"), v -> words.number(v, 0)).between(least, most),
                        ""),
                300,
                false,
                table.table()));
    }

    /** One line for each basis: months of different ones cannot be compared. */
    private static List<LineChart.Line> lines(
            List<Row> months, List<Double> values, List<Double> lows, List<Double> highs, Messages words) {
        List<LineChart.Line> lines = new ArrayList<>();
        for (String basis : BASES) {
            Predicate<Row> isMine =
                    r -> basis.equals(Objects.requireNonNullElse(Cells.text(r, AggCxIndex.BASIS), IndexCells.MIXED));
            List<Double> own = only(months, values, isMine);
            if (own.stream().noneMatch(Objects::nonNull)) continue;
            lines.add(LineChart.Line.of(words.name("basis", basis), own)
                    .within(only(months, lows, isMine), only(months, highs, isMine)));
        }
        return lines;
    }

    private static List<Double> only(List<Row> months, List<Double> values, Predicate<Row> which) {
        List<Double> own = new ArrayList<>(values);
        for (int i = 0; i < own.size(); i++) if (!which.test(months.get(i))) own.set(i, null);
        return own;
    }

    private static void dimensions(IndexCells cx, Messages words, List<Block> blocks) {
        TableBuilder table = TableBuilder.with(
                words.text("cx.dimension"),
                words.text("cx.part"),
                "#" + words.text("word.value"),
                "#" + words.text("word.interval"),
                "#" + words.text("word.customers"));
        List<BarChart.Bars> bars = new ArrayList<>();
        for (String part : PARTS) {
            List<Double> values = new ArrayList<>();
            List<Double> lows = new ArrayList<>();
            List<Double> highs = new ArrayList<>();
            for (String dimension : DIMENSIONS) {
                Row row = cx.of("all", dimension, part).stream().findFirst().orElse(null);
                values.add(row == null ? null : Cells.number(row, AggCxIndex.VALUE));
                lows.add(row == null ? null : Cells.number(row, AggCxIndex.VALUE_LOW));
                highs.add(row == null ? null : Cells.number(row, AggCxIndex.VALUE_HIGH));
                if (row != null) {
                    table.row(
                            words.name("dimension", dimension),
                            words.name("part", part),
                            value(row, words),
                            words.between(lows.get(lows.size() - 1), highs.get(highs.size() - 1), 1),
                            words.count(Cells.number(row, AggCxIndex.N)));
                }
            }
            bars.add(BarChart.Bars.of(words.name("part", part), values).within(lows, highs));
        }
        if (table.isEmpty()) return;
        blocks.add(new Figure(
                "cx-dimensions",
                words.text("cx.dimensions"),
                "",
                words.text("cx.dimensions.alt"),
                new BarChart(
                        DIMENSIONS.stream().map(d -> words.name("dimension", d)).toList(),
                        bars,
                        Axis.of(words.text("cx.axis"), v -> words.number(v, 0)).between(0, 100),
                        BarChart.Layout.UPRIGHT,
                        ""),
                280,
                true,
                table.table()));
    }

    /** NPS, CSAT and CES of all customers. */
    private static void scores(Source source, Messages words, List<Block> blocks) {
        List<Row> scores = source
                .rows(
                        AggCxMetric.TABLE,
                        rows -> rows.filter(CxCell.CELL_TYPE
                                .col()
                                .equalTo("all")
                                .and(AggCxMetric.METRIC_KIND.col().equalTo("score"))))
                .stream()
                .sorted(Comparator.comparing(r -> Cells.text(r, AggCxMetric.METRIC)))
                .toList();
        if (scores.isEmpty()) return;
        TableBuilder table = TableBuilder.with(
                words.text("cx.score"),
                "#" + words.text("word.value"),
                "#" + words.text("word.interval"),
                "#" + words.text("word.customers"));
        for (Row score : scores) {
            boolean share = "share".equals(Cells.text(score, AggCxMetric.UNIT));
            Double value = Cells.number(score, AggCxMetric.VALUE);
            Double low = Cells.number(score, AggCxMetric.VALUE_LOW);
            Double high = Cells.number(score, AggCxMetric.VALUE_HIGH);
            table.row(
                    words.name("metric", Cells.text(score, AggCxMetric.METRIC)),
                    value == null
                            ? words.text("word.tooFew")
                            : share ? words.percent(value, 1) : words.number(value, 1),
                    share ? words.betweenPercent(low, high, 1) : words.between(low, high, 1),
                    words.count(Cells.number(score, AggCxMetric.N)));
        }
        blocks.add(
                new Listing("cx-scores", words.text("cx.scores"), words.text("cx.scores.note"), true, table.table()));
    }

    private static String value(Row row, Messages words) {
        Double value = Cells.number(row, AggCxIndex.VALUE);
        return value == null ? words.name("reason", Cells.text(row, AggCxIndex.REASON)) : words.number(value, 1);
    }

    private static double lowest(List<Double> some, List<Double> others) {
        return java.util.stream.Stream.concat(some.stream(), others.stream())
                .filter(v -> v != null)
                .mapToDouble(v -> v)
                .min()
                .orElse(0);
    }

    private static double highest(List<Double> some, List<Double> others) {
        return java.util.stream.Stream.concat(some.stream(), others.stream())
                .filter(v -> v != null)
                .mapToDouble(v -> v)
                .max()
                .orElse(100);
    }
}
