package org.jejak.report;

import static org.apache.spark.sql.functions.*;

import java.util.*;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.report.chart.HeatMap;
import org.jejak.table.*;

/** Four lifecycle stages by seven acquisition channels: how good the experience is, and how many visits there are. */
final class StageChannelSection extends SectionBuilder {
    private static final int HEIGHT = 290;

    private final IndexCells cx;

    StageChannelSection(Source source, IndexCells cx, Messages words) {
        super("stages", source, words);
        this.cx = cx;
    }

    @Override
    String build() {
        String finding = index();
        visits();
        return finding;
    }

    /** The cells with a value, the weakest on top; bars from the ends of the intervals rank better than colours. */
    private String index() {
        List<Row> all = cx.stagesAndChannels();
        List<Row> shown = all.stream()
                .filter(r -> Cells.number(r, AggCxIndex.VALUE) != null)
                .sorted(Comparator.comparing(Cells.number(AggCxIndex.VALUE)).thenComparing(Cells.text(CxCell.CELL)))
                .toList();
        if (shown.isEmpty()) {
            message(all.isEmpty() ? "stages.none" : "stages.few");
            return "";
        }
        FigureBuilder<Row> figure = FigureBuilder.of(shown)
                .text(text("stages.group"), r -> about("stage", r))
                .labelled(r ->
                        about("stageShort", r) + "  " + words.number(Cells.number(r, AggCxIndex.VALUE), 0) + mark(r))
                .drawn(text("cx.index"), Cells.number(AggCxIndex.VALUE))
                .within(Cells.number(AggCxIndex.VALUE_LOW), Cells.number(AggCxIndex.VALUE_HIGH))
                .number(text("cx.index"), r -> words.number(Cells.number(r, AggCxIndex.VALUE), 1) + mark(r))
                .number(text("word.interval"), between(AggCxIndex.VALUE_LOW, AggCxIndex.VALUE_HIGH, 1))
                .number(text("word.customers"), Cells.number(AggCxIndex.N), words::count);
        DoubleSummaryStatistics ends =
                Cells.range(shown, AggCxIndex.VALUE, AggCxIndex.VALUE_LOW, AggCxIndex.VALUE_HIGH);
        Axis axis =
                Axis.of(text("cx.axis"), v -> words.number(v, 0)).inStepsOf(5).spanning(ends.getMin(), ends.getMax());
        String finding = finding(shown);
        Draft block = block(
                        "stages.index",
                        words.period(
                                Cells.date(shown.get(0), CxCell.FROM_DATE), Cells.date(shown.get(0), CxCell.TO_DATE)))
                .note(words.count((double) shown.size()), words.count((double) all.size()))
                .alt(finding);
        if (shown.stream().anyMatch(cx::isOfOtherBasis)) block.noteAlso(text("stages.index.basis"));
        block.draw(figure.dots(axis), 80 + 26 * shown.size(), figure);
        return finding;
    }

    /** @param kind of the stage's name, long or short */
    private String about(String kind, Row row) {
        return text(
                "stages.about",
                name(kind, Cells.text(row, CxCell.STAGE)),
                name("channel", Cells.text(row, CxCell.CHANNEL)));
    }

    /** The weakest and the best of those that can be compared, if their intervals do not touch; the first of equal ones. */
    private String finding(List<Row> cells) {
        List<Row> comparable = cells.stream()
                .filter(Cells.is(AggCxIndex.STATUS, "comparable"))
                .filter(r -> !cx.isOfOtherBasis(r))
                .toList();
        if (comparable.size() < 2) return "";
        Row worst = comparable.get(0);
        Row best = comparable.get(comparable.size() - 1);
        if (Cells.amount(worst, AggCxIndex.VALUE_HIGH) >= Cells.amount(best, AggCxIndex.VALUE_LOW)) return "";
        return text(
                "stages.finding",
                name("channel", Cells.text(worst, CxCell.CHANNEL)),
                name("stageShort", Cells.text(worst, CxCell.STAGE)),
                words.number(Cells.number(worst, AggCxIndex.VALUE), 0),
                name("channel", Cells.text(best, CxCell.CHANNEL)),
                name("stageShort", Cells.text(best, CxCell.STAGE)),
                words.number(Cells.number(best, AggCxIndex.VALUE), 0));
    }

    private String mark(Row row) {
        return cx.isOfOtherBasis(row) ? "*" : "";
    }

    private void visits() {
        Map<String, Double> found = new HashMap<>();
        source.rows(
                        FactSessions.TABLE,
                        sessions -> sessions.filter(source.inPeriod(FactSessions.STARTED_DATE))
                                .filter(FactSessions.IS_VISIT.col())
                                .groupBy(FactSessions.STAGE.col(), FactSessions.CHANNEL.col())
                                .agg(count(lit(1)).as("visits")))
                .forEach(r -> found.put(
                        Cells.text(r, FactSessions.STAGE) + "/" + Cells.text(r, FactSessions.CHANNEL),
                        Cells.number(r, "visits")));
        List<String> channels = Names.CHANNELS.stream()
                .filter(c -> Names.STAGES.stream().anyMatch(s -> found.containsKey(s + "/" + c)))
                .toList();
        if (channels.isEmpty()) {
            message("stages.visits.none");
            return;
        }
        FigureBuilder<String> figure = FigureBuilder.of(Names.STAGES).text(text("stages.stage"), s -> name("stage", s));
        for (String channel : channels) {
            Function<String, Double> count = stage -> found.getOrDefault(stage + "/" + channel, 0.0);
            figure.cells(
                    name("channel", channel),
                    stage -> visits(count.apply(stage)),
                    stage -> words.count(count.apply(stage)));
        }
        block("stages.visits", period()).draw(figure.heat(null, text("stages.visits.axis")), HEIGHT, figure);
    }

    /** The colour goes by the logarithm: a few cells hold nearly all. */
    private HeatMap.Cell visits(double count) {
        return new HeatMap.Cell(Math.log10(1 + count), words.brief(count), count);
    }
}
