package org.jejak.report;

import java.time.LocalDate;
import java.util.*;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.jejak.config.CxIndexSettings;
import org.jejak.report.chart.Annotated;
import org.jejak.report.chart.Annotated.Band;
import org.jejak.report.chart.Annotated.Target;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.BarChart;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.*;

/** The CX index: where it stands, how it went, what it is made of, and the usual scores beside it. */
final class CxIndexSection extends SectionBuilder {
    private static final List<String> DIMENSIONS = List.of("effectiveness", "ease", "emotion");
    private static final List<String> PARTS = List.of("perception", "behaviour");
    private static final List<String> BASES = List.of(IndexCells.MIXED, "perception_only", "behaviour_only");
    private static final List<String> KNOWN_SCORES = List.of("nps", "csat", "ces");

    private final IndexCells cx;
    private final YearEvents events;

    CxIndexSection(Source source, IndexCells cx, YearEvents events, Messages words) {
        super("cx", source, words);
        this.cx = cx;
        this.events = events;
    }

    @Override
    String build() {
        if (cx.rows().isEmpty()) message("cx.none");
        else {
            trend();
            cx.headline().ifPresent(this::dimensions);
        }
        scores();
        return cx.headline()
                .filter(r -> Cells.number(r, AggCxIndex.VALUE) != null)
                .map(this::finding)
                .orElse("");
    }

    @Override
    List<String> notes() {
        if (cx.rows().isEmpty()) return List.of();
        List<CxIndexSettings.Band> bands =
                source.settings().experience().index().bands();
        StringJoiner names = new StringJoiner(", ");
        for (int i = 0; i < bands.size(); i++) {
            String name = name("band", bands.get(i).name());
            boolean isLast = i == bands.size() - 1;
            names.add(text(
                    isLast ? "cx.band.last" : "cx.band.to",
                    name,
                    words.number(bands.get(i).to(), 0)));
        }
        return List.of(text("cx.note.bands", names), text("cx.note.made", cx.version()));
    }

    private String finding(Row row) {
        LocalDate month = Cells.date(row, CxCell.MONTH);
        String band = Cells.text(row, AggCxIndex.BAND);
        String basis = Cells.text(row, AggCxIndex.BASIS);
        String finding = text(
                band == null ? "cx.finding" : "cx.finding.band",
                words.months(month.minusMonths(2), month),
                words.number(Cells.number(row, AggCxIndex.VALUE), 1),
                band == null ? "" : IndexCells.band(band, words));
        also(text("cx.finding.interval", interval(row)));
        cx.change(row)
                .ifPresent(c -> also(text(
                        c.isMoreThanChance() ? "cx.finding.change" : "cx.finding.chance",
                        words.signed(c.difference(), 1),
                        words.months(month.minusMonths(5), month.minusMonths(3)))));
        if (basis != null && !basis.equals(IndexCells.MIXED)) also(text("cx.finding.basis", name("basis", basis)));
        return finding;
    }

    private void trend() {
        List<Row> months = cx.months(source.date(), source.yearMonths().size());
        // no point, no place: the figure begins with the first month that has a value
        while (!months.isEmpty() && Cells.number(months.get(0), AggCxIndex.VALUE) == null)
            months = months.subList(1, months.size());
        if (months.isEmpty()) {
            message("cx.trend.none");
            return;
        }
        DoubleSummaryStatistics values = Cells.range(months, AggCxIndex.VALUE);
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
        Double target = source.settings().report().targets().get("cx-index");
        Axis axis = points(months, target);
        List<LocalDate> places =
                months.stream().map(r -> Cells.date(r, CxCell.MONTH)).toList();
        Draft block = block("cx.trend", month(months.get(0)), month(months.get(months.size() - 1)))
                .alt(
                        month(months.get(0)),
                        month(months.get(months.size() - 1)),
                        words.number(values.getMax(), 1),
                        words.number(values.getMin(), 1));
        if (!events.isEmpty()) block.noteAlso(text("front.marks"));
        if (axis.least() > 0) block.noteAlso(text("word.cutAxis", words.number(axis.least(), 0)));
        block.draw(
                Annotated.marked(figure.lines(axis, ""), events.marks(places))
                        .over(bands())
                        .aimingAt(
                                target == null
                                        ? null
                                        : new Target(target, text("word.target", words.number(target, 0)))),
                300,
                figure);
    }

    /** Whole tens, with room beside the intervals. */
    private Axis points(List<Row> months, Double target) {
        double least =
                Cells.range(months, AggCxIndex.VALUE, AggCxIndex.VALUE_LOW).getMin() - 3;
        double most =
                Cells.range(months, AggCxIndex.VALUE, AggCxIndex.VALUE_HIGH).getMax() + 3;
        if (target != null) {
            least = Math.min(least, target - 1);
            most = Math.max(most, target + 1);
        }
        return Axis.of(text("cx.axis"), v -> words.number(v, v == Math.rint(v) ? 0 : 1))
                .between(Math.max(0, Math.floor(least / 10) * 10), Math.min(100, Math.ceil(most / 10) * 10));
    }

    private List<Band> bands() {
        List<Band> bands = new ArrayList<>();
        double from = 0;
        for (CxIndexSettings.Band band : source.settings().experience().index().bands()) {
            bands.add(new Band(from, band.to(), name("band", band.name())));
            from = band.to();
        }
        return bands;
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

    /** What the headline is made of. */
    private void dimensions(Row headline) {
        FigureBuilder<String> bars = FigureBuilder.of(DIMENSIONS).text("", d -> name("dimension", d));
        List<Row> rows = new ArrayList<>();
        for (String part : PARTS) {
            Function<String, Optional<Row>> cell = d -> cx.of(IndexCells.ROLLING, d, part).stream()
                    .filter(r -> headline.getAs(CxCell.MONTH.name()).equals(r.getAs(CxCell.MONTH.name())))
                    .findFirst();
            bars.drawn(name("part", part), number(cell, AggCxIndex.VALUE))
                    .within(number(cell, AggCxIndex.VALUE_LOW), number(cell, AggCxIndex.VALUE_HIGH));
            DIMENSIONS.forEach(d -> cell.apply(d).ifPresent(rows::add));
        }
        if (rows.isEmpty()) return;
        LocalDate month = Cells.date(headline, CxCell.MONTH);
        Axis axis = Axis.of(text("cx.axis"), v -> words.number(v, 0)).between(0, 100);
        block("cx.dimensions", words.months(month.minusMonths(2), month))
                .half()
                .draw(
                        bars.bars(axis, BarChart.Layout.UPRIGHT),
                        280,
                        FigureBuilder.of(rows)
                                .text(text("cx.dimension"), name("dimension", AggCxIndex.DIMENSION))
                                .text(text("cx.part"), name("part", AggCxIndex.PART))
                                .number(text("word.value"), this::value)
                                .number(text("word.interval"), this::interval)
                                .number(text("word.customers"), Cells.number(AggCxIndex.N), words::count));
    }

    private static Function<String, Double> number(Function<String, Optional<Row>> cell, Field field) {
        return key -> cell.apply(key).map(Cells.number(field)).orElse(null);
    }

    /** NPS, CSAT and CES of three months, the newest in a table and all of the year as lines; other scores for those who open them. */
    private void scores() {
        List<Row> rolling = source.rows(
                AggCxMetric.TABLE,
                rows -> rows.filter(CxCell.CELL_TYPE
                        .col()
                        .equalTo(IndexCells.ROLLING)
                        .and(AggCxMetric.METRIC_KIND.col().equalTo("score"))
                        .and(source.inYear(CxCell.MONTH))));
        LocalDate newest = rolling.stream()
                .map(r -> Cells.date(r, CxCell.MONTH))
                .max(Comparator.naturalOrder())
                .orElse(null);
        if (newest == null) return;
        List<Row> now = rolling.stream()
                .filter(r -> newest.equals(Cells.date(r, CxCell.MONTH)))
                .sorted(Cells.inOrder(AggCxMetric.METRIC, KNOWN_SCORES))
                .toList();
        String period = words.months(newest.minusMonths(2), newest);
        block("cx.scores", period).half().list(scores(only(now, true)));
        for (String metric : KNOWN_SCORES) trend(metric, rolling);
        if (!only(now, false).isEmpty()) block("cx.others", period).fold(scores(only(now, false)));
    }

    private static List<Row> only(List<Row> scores, boolean known) {
        return scores.stream()
                .filter(r -> KNOWN_SCORES.contains(Cells.text(r, AggCxMetric.METRIC)) == known)
                .toList();
    }

    private FigureBuilder<Row> scores(List<Row> rows) {
        return FigureBuilder.of(rows)
                .text(text("cx.score"), name("metric", AggCxMetric.METRIC))
                .number(text("word.value"), this::score)
                .number(text("word.interval"), this::scoreInterval)
                .number(text("word.customers"), Cells.number(AggCxMetric.N), words::count);
    }

    private String scoreInterval(Row row) {
        return (isShare(row)
                        ? betweenShares(AggCxMetric.VALUE_LOW, AggCxMetric.VALUE_HIGH, 1)
                        : between(AggCxMetric.VALUE_LOW, AggCxMetric.VALUE_HIGH, 1))
                .apply(row);
    }

    /** A score of three months, month by month; nothing with fewer than two values. */
    private void trend(String metric, List<Row> rolling) {
        List<Row> rows = rolling.stream()
                .filter(Cells.is(AggCxMetric.METRIC, metric))
                .sorted(Comparator.comparing(r -> Cells.date(r, CxCell.MONTH)))
                .toList();
        DoubleSummaryStatistics range =
                Cells.range(rows, AggCxMetric.VALUE, AggCxMetric.VALUE_LOW, AggCxMetric.VALUE_HIGH);
        if (Cells.range(rows, AggCxMetric.VALUE).getCount() < 2) return;
        boolean isShare = isShare(rows.get(0));
        FigureBuilder<Row> figure = FigureBuilder.of(rows)
                .text(text("cx.until"), this::month)
                .labelled(r -> words.monthAlone(Cells.date(r, CxCell.MONTH)))
                .drawn(name("metric", metric), Cells.number(AggCxMetric.VALUE))
                .within(Cells.number(AggCxMetric.VALUE_LOW), Cells.number(AggCxMetric.VALUE_HIGH))
                .number(text("word.value"), this::score)
                .number(text("word.interval"), this::scoreInterval);
        Axis axis = Axis.of("", v -> isShare ? words.percent(v, 0) : words.number(v, range.getMax() < 10 ? 1 : 0))
                .inStepsOf(isShare ? 0.05 : range.getMax() < 10 ? 0.5 : 5)
                .spanning(range.getMin(), range.getMax());
        block("cx.score.trend", name("metric", metric))
                .of(metric)
                .alt(name("metric", metric))
                .third()
                .draw(figure.lines(axis, ""), 190, figure);
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
