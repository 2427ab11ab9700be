package org.jejak.report;

import static org.apache.spark.sql.functions.*;

import java.util.*;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.report.chart.HeatMap;
import org.jejak.table.*;

/** Four lifecycle stages by seven acquisition channels: how good the experience is, and how many sessions there are. */
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
        sessions();
        return finding;
    }

    /** A row of the matrix for each stage, a column for each channel; both functions get {@code stage/channel}. */
    private FigureBuilder<String> matrix(Function<String, HeatMap.Cell> cell, Function<String, String> text) {
        FigureBuilder<String> figure = FigureBuilder.of(Names.STAGES).text(text("stages.stage"), s -> name("stage", s));
        for (String channel : Names.CHANNELS) {
            figure.cells(
                    name("channel", channel),
                    stage -> cell.apply(stage + "/" + channel),
                    stage -> text.apply(stage + "/" + channel));
        }
        return figure;
    }

    private String index() {
        Map<String, Row> found = new HashMap<>();
        for (Row row : cx.stagesAndChannels()) {
            found.put(Cells.text(row, CxCell.STAGE) + "/" + Cells.text(row, CxCell.CHANNEL), row);
        }
        if (found.isEmpty()) {
            message("stages.none");
            return "";
        }
        FigureBuilder<String> figure = matrix(key -> cell(found.get(key)), key -> written(found.get(key)));
        List<Row> shown = Names.STAGES.stream()
                .flatMap(s -> Names.CHANNELS.stream().map(c -> found.get(s + "/" + c)))
                .filter(Objects::nonNull)
                .toList();
        String hidden =
                words.count((double) shown.stream().filter(Cells::isHidden).count());
        String finding = finding(shown, hidden);
        Draft block = block("stages.index").note(hidden).alt(finding);
        if (shown.stream().anyMatch(this::isOfOtherBasis)) block.noteAlso(text("stages.index.basis"));
        block.draw(figure.heat(null, text("cx.axis")), HEIGHT, figure);
        return finding;
    }

    /** The best and the weakest cell of those that can be compared, the first of equal ones. */
    private String finding(List<Row> cells, String hidden) {
        Comparator<Row> byValue = Comparator.comparing(Cells.number(AggCxIndex.VALUE));
        List<Row> comparable = cells.stream()
                .filter(Cells.is(AggCxIndex.STATUS, "comparable"))
                .filter(r -> Cells.number(r, AggCxIndex.VALUE) != null && !isOfOtherBasis(r))
                .sorted(byValue)
                .toList();
        if (comparable.size() < 2) return text("stages.finding.few", hidden);
        Row worst = comparable.get(0);
        Row best = comparable.stream()
                .filter(r -> byValue.compare(r, comparable.get(comparable.size() - 1)) == 0)
                .findFirst()
                .orElseThrow();
        if (best == worst) return text("stages.finding.few", hidden);
        return text(
                "stages.finding",
                IndexCells.about(best, words),
                words.number(Cells.number(best, AggCxIndex.VALUE), 0),
                IndexCells.about(worst, words),
                words.number(Cells.number(worst, AggCxIndex.VALUE), 0));
    }

    private boolean isOfOtherBasis(Row row) {
        return Cells.number(row, AggCxIndex.VALUE) != null && cx.isOfOtherBasis(row);
    }

    /** A cell with too few customers stays empty, whatever it says. */
    private HeatMap.Cell cell(Row row) {
        if (row == null) return HeatMap.Cell.EMPTY;
        Double value = Cells.number(row, AggCxIndex.VALUE);
        if (value == null) return new HeatMap.Cell(null, Cells.isHidden(row) ? text("word.few") : "");
        return new HeatMap.Cell(value, words.number(value, 0) + mark(row));
    }

    private String written(Row row) {
        if (row == null) return Messages.NONE;
        if (Cells.isHidden(row)) return text("word.tooFew");
        Double value = Cells.number(row, AggCxIndex.VALUE);
        return value == null ? Messages.NONE : words.number(value, 1) + mark(row);
    }

    private String mark(Row row) {
        return isOfOtherBasis(row) ? "*" : "";
    }

    private void sessions() {
        Map<String, Double> found = new HashMap<>();
        source.rows(
                        FactSessions.TABLE,
                        sessions -> sessions.filter(source.inPeriod(FactSessions.STARTED_DATE))
                                .filter(not(FactSessions.IS_BOT.col()))
                                .groupBy(FactSessions.STAGE.col(), FactSessions.CHANNEL.col())
                                .agg(count(lit(1)).as("sessions")))
                .forEach(r -> found.put(
                        Cells.text(r, FactSessions.STAGE) + "/" + Cells.text(r, FactSessions.CHANNEL),
                        Cells.number(r, "sessions")));
        if (found.isEmpty()) {
            message("stages.sessions.none");
            return;
        }
        FigureBuilder<String> figure =
                matrix(key -> visits(found.getOrDefault(key, 0.0)), key -> words.count(found.getOrDefault(key, 0.0)));
        block("stages.sessions", period()).draw(figure.heat(null, text("stages.sessions.axis")), HEIGHT, figure);
    }

    /** The colour goes by the logarithm: a few cells hold nearly all. */
    private HeatMap.Cell visits(double count) {
        return new HeatMap.Cell(Math.log10(1 + count), words.brief(count));
    }
}
