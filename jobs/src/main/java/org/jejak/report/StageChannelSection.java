package org.jejak.report;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jejak.report.Block.Figure;
import org.jejak.report.Block.Message;
import org.jejak.report.chart.HeatMap;
import org.jejak.table.AggCxIndex;
import org.jejak.table.CxCell;
import org.jejak.table.FactSessions;

/** Four lifecycle stages by seven acquisition channels: how good the experience is, and how much goes on. */
final class StageChannelSection {
    private static final int HEIGHT = 290;

    private StageChannelSection() {}

    static Section of(Source source, IndexCells cx, Messages words) {
        List<Block> blocks = new ArrayList<>();
        String finding = index(cx, words, blocks);
        sessions(source, words, blocks);
        return new Section("stages", words.text("stages.title"), finding, blocks, List.of(words.text("stages.note")));
    }

    private static String index(IndexCells cx, Messages words, List<Block> blocks) {
        Map<String, Row> found = new HashMap<>();
        for (Row row : cx.stagesAndChannels()) {
            found.put(Cells.text(row, CxCell.STAGE) + "/" + Cells.text(row, CxCell.CHANNEL), row);
        }
        if (found.isEmpty()) {
            blocks.add(new Message(words.text("stages.none")));
            return "";
        }
        Row best = null;
        Row worst = null;
        int hidden = 0;
        boolean hasOtherBasis = false;
        List<List<HeatMap.Cell>> cells = new ArrayList<>();
        TableBuilder table = table(words);
        for (String stage : Names.STAGES) {
            List<HeatMap.Cell> line = new ArrayList<>();
            List<String> texts = new ArrayList<>(List.of(words.name("stage", stage)));
            for (String channel : Names.CHANNELS) {
                Row row = found.get(stage + "/" + channel);
                Double value = row == null ? null : Cells.number(row, AggCxIndex.VALUE);
                boolean tooFew = row != null && "too_few".equals(Cells.text(row, AggCxIndex.STATUS));
                if (tooFew) hidden++;
                // a cell with too few customers stays empty, whatever it says
                Double shown = tooFew ? null : value;
                boolean isOther = shown != null && cx.isOfOtherBasis(row);
                hasOtherBasis |= isOther;
                String mark = isOther ? "*" : "";
                line.add(new HeatMap.Cell(
                        shown, shown == null ? (tooFew ? words.text("word.few") : "") : words.number(shown, 0) + mark));
                texts.add(
                        shown == null
                                ? (tooFew ? words.text("word.tooFew") : Messages.NONE)
                                : words.number(shown, 1) + mark);
                if (shown == null || isOther || !"comparable".equals(Cells.text(row, AggCxIndex.STATUS))) continue;
                if (best == null || shown > Cells.amount(best, AggCxIndex.VALUE)) best = row;
                if (worst == null || shown < Cells.amount(worst, AggCxIndex.VALUE)) worst = row;
            }
            cells.add(line);
            table.row(texts);
        }
        String finding = best == null || best == worst
                ? words.text("stages.finding.few", words.count((double) hidden))
                : words.text(
                        "stages.finding",
                        IndexCells.about(best, words),
                        words.number(Cells.number(best, AggCxIndex.VALUE), 0),
                        IndexCells.about(worst, words),
                        words.number(Cells.number(worst, AggCxIndex.VALUE), 0));
        blocks.add(new Figure(
                "stages-index",
                words.text("stages.index"),
                words.text("stages.index.note", words.count((double) hidden))
                        + (hasOtherBasis ? " " + words.text("stages.index.basis") : ""),
                words.text("stages.index.alt", finding),
                map(cells, words, words.text("cx.axis")),
                HEIGHT,
                false,
                table.table()));
        return finding;
    }

    private static void sessions(Source source, Messages words, List<Block> blocks) {
        List<Row> rows = source.rows(
                FactSessions.TABLE,
                sessions -> sessions.filter(FactSessions.STARTED_DATE
                                .col()
                                .between(lit(Date.valueOf(source.periodStart())), lit(Date.valueOf(source.date()))))
                        .filter(not(FactSessions.IS_BOT.col()))
                        .groupBy(FactSessions.STAGE.col(), FactSessions.CHANNEL.col())
                        .agg(count(lit(1)).as("sessions")));
        Map<String, Double> found = new HashMap<>();
        for (Row row : rows) {
            found.put(
                    Cells.text(row, FactSessions.STAGE) + "/" + Cells.text(row, FactSessions.CHANNEL),
                    Cells.number(row, "sessions"));
        }
        if (found.isEmpty()) {
            blocks.add(new Message(words.text("stages.sessions.none")));
            return;
        }
        List<List<HeatMap.Cell>> cells = new ArrayList<>();
        TableBuilder table = table(words);
        for (String stage : Names.STAGES) {
            List<HeatMap.Cell> line = new ArrayList<>();
            List<String> texts = new ArrayList<>(List.of(words.name("stage", stage)));
            for (String channel : Names.CHANNELS) {
                double n = found.getOrDefault(stage + "/" + channel, 0.0);
                // the colour goes by the logarithm: a few cells hold nearly all
                line.add(new HeatMap.Cell(Math.log10(1 + n), words.brief(n)));
                texts.add(words.count(n));
            }
            cells.add(line);
            table.row(texts);
        }
        blocks.add(new Figure(
                "stages-sessions",
                words.text("stages.sessions", words.period(source.periodStart(), source.date())),
                words.text("stages.sessions.note"),
                words.text("stages.sessions.alt"),
                map(cells, words, words.text("stages.sessions.axis")),
                HEIGHT,
                false,
                table.table()));
    }

    private static TableBuilder table(Messages words) {
        List<String> headings = new ArrayList<>(List.of(words.text("stages.stage")));
        Names.CHANNELS.forEach(c -> headings.add("#" + words.name("channel", c)));
        return TableBuilder.with(headings.toArray(String[]::new));
    }

    private static HeatMap map(List<List<HeatMap.Cell>> cells, Messages words, String title) {
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (List<HeatMap.Cell> line : cells) {
            for (HeatMap.Cell cell : line) {
                if (cell.value() == null) continue;
                least = Math.min(least, cell.value());
                most = Math.max(most, cell.value());
            }
        }
        return new HeatMap(
                Names.CHANNELS.stream().map(c -> words.name("channel", c)).toList(),
                Names.STAGES.stream().map(s -> words.name("stage", s)).toList(),
                cells,
                least,
                most,
                title);
    }
}
