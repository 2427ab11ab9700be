package org.jejak.report;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.sql.Date;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.jejak.report.Block.Figure;
import org.jejak.report.Block.Message;
import org.jejak.report.chart.Funnel;
import org.jejak.report.chart.HeatMap;
import org.jejak.table.AggFunnel;
import org.jejak.table.AggStageTransition;
import org.jejak.table.FactJourneys;
import org.jejak.table.Field;

/** How customers travel: the journey map, how often they go back a stage, and where they drop off. */
final class JourneySection {
    private JourneySection() {}

    static Section of(Source source, Messages words) {
        List<Block> blocks = new ArrayList<>();
        String journeys = journeys(source, words);
        JourneyMap.add(source, words, blocks);
        String back = squiggle(source, words, blocks);
        funnel(source, words, blocks);
        return new Section(
                "journeys",
                words.text("journeys.title"),
                (journeys + " " + back).strip(),
                blocks,
                List.of(words.text("journeys.note")));
    }

    /** Rows of the period by the first-of-month column of a table. */
    static Column inPeriod(Field month, Source source) {
        return month.col().between(lit(Date.valueOf(source.periodStart())), lit(Date.valueOf(source.date())));
    }

    private static String journeys(Source source, Messages words) {
        List<Row> states = source.rows(
                FactJourneys.TABLE,
                rows -> rows.filter(inPeriod(FactJourneys.STARTED_DATE, source))
                        .groupBy(FactJourneys.STATE.col())
                        .agg(count(lit(1)).as("journeys")));
        double all = 0;
        double converted = 0;
        for (Row row : states) {
            all += Cells.number(row, "journeys");
            if ("converted".equals(Cells.text(row, FactJourneys.STATE))) converted += Cells.number(row, "journeys");
        }
        return all == 0
                ? ""
                : words.text(
                        "journeys.finding",
                        words.count(all),
                        words.month(source.periodStart()),
                        words.percent(converted / all, 0));
    }

    private static String squiggle(Source source, Messages words, List<Block> blocks) {
        List<Row> rows = source.rows(
                AggStageTransition.TABLE,
                table -> table.filter(inPeriod(AggStageTransition.ENTERED_MONTH, source))
                        .filter(AggStageTransition.DIRECTION.col().notEqual("current"))
                        .groupBy(AggStageTransition.SOURCE_STAGE.col(), AggStageTransition.TARGET_STAGE.col())
                        .agg(sum(AggStageTransition.STAY_COUNT.col()).as("moves")));
        Map<String, Double> moves = new HashMap<>();
        for (Row row : rows) {
            moves.put(
                    Cells.text(row, AggStageTransition.SOURCE_STAGE) + ">"
                            + Cells.text(row, AggStageTransition.TARGET_STAGE),
                    Cells.number(row, "moves"));
        }
        if (moves.isEmpty()) {
            blocks.add(new Message(words.text("journeys.squiggle.none")));
            return "";
        }
        double all = 0;
        double back = 0;
        List<List<HeatMap.Cell>> cells = new ArrayList<>();
        List<String> headings = new ArrayList<>(List.of(words.text("journeys.from")));
        Names.STAGES.forEach(s -> headings.add("#" + words.name("stageShort", s)));
        TableBuilder table = TableBuilder.with(headings.toArray(String[]::new));
        double darkest = moves.values().stream().mapToDouble(v -> v).max().orElse(1);
        for (int from = 0; from < Names.STAGES.size(); from++) {
            List<HeatMap.Cell> line = new ArrayList<>();
            List<String> texts = new ArrayList<>(List.of(words.name("stage", Names.STAGES.get(from))));
            for (int to = 0; to < Names.STAGES.size(); to++) {
                double n = moves.getOrDefault(Names.STAGES.get(from) + ">" + Names.STAGES.get(to), 0.0);
                all += n;
                if (to < from) back += n;
                line.add(from == to ? HeatMap.Cell.EMPTY : new HeatMap.Cell(n, words.brief(n)));
                texts.add(from == to ? Messages.NONE : words.count(n));
            }
            cells.add(line);
            table.row(texts);
        }
        String finding = all == 0 ? "" : words.text("journeys.finding.back", words.percent(back / all, 0));
        blocks.add(new Figure(
                "journeys-squiggle",
                words.text("journeys.squiggle"),
                words.text("journeys.squiggle.note"),
                words.text("journeys.squiggle.alt", finding),
                new HeatMap(
                        Names.STAGES.stream()
                                .map(s -> words.name("stageShort", s))
                                .toList(),
                        Names.STAGES.stream()
                                .map(s -> words.name("stageShort", s))
                                .toList(),
                        cells,
                        0,
                        darkest,
                        words.text("journeys.squiggle.axis")),
                290,
                true,
                table.table()));
        return finding;
    }

    private static void funnel(Source source, Messages words, List<Block> blocks) {
        List<Row> rows = source.rows(
                AggFunnel.TABLE,
                table -> table.filter(inPeriod(AggFunnel.STARTED_MONTH, source))
                        .groupBy(
                                AggFunnel.FUNNEL_NAME.col(),
                                AggFunnel.MODE.col(),
                                AggFunnel.STEP_COUNT.col(),
                                AggFunnel.STEP.col(),
                                AggFunnel.STEP_NAME.col())
                        .agg(
                                sum(AggFunnel.ENTERED_COUNT.col()).as("entered"),
                                sum(AggFunnel.REACHED_COUNT.col()).as("reached"),
                                sum(AggFunnel.OPEN_COUNT.col()).as("open")));
        // the ordered funnel that most customers go through to its end
        String name = rows.stream()
                .max(Comparator.comparing((Row r) -> "ordered".equals(Cells.text(r, AggFunnel.MODE)))
                        .thenComparing(
                                r -> Cells.number(r, AggFunnel.STEP).equals(Cells.number(r, AggFunnel.STEP_COUNT)))
                        .thenComparing(r -> Cells.number(r, "reached"))
                        .thenComparing(r -> Cells.text(r, AggFunnel.FUNNEL_NAME)))
                .map(r -> Cells.text(r, AggFunnel.FUNNEL_NAME))
                .orElse(null);
        if (name == null) {
            blocks.add(new Message(words.text("journeys.funnel.none")));
            return;
        }
        List<Row> steps = rows.stream()
                .filter(r -> name.equals(Cells.text(r, AggFunnel.FUNNEL_NAME)))
                .sorted(Comparator.comparing(r -> Cells.number(r, AggFunnel.STEP)))
                .toList();
        TableBuilder table = TableBuilder.with(
                words.text("journeys.step"),
                "#" + words.text("word.customers"),
                "#" + words.text("journeys.ofFirst"),
                "#" + words.text("journeys.onTheWay"));
        List<Funnel.Step> drawn = new ArrayList<>();
        for (Row step : steps) {
            double reached = Cells.number(step, "reached");
            double entered = Cells.number(step, "entered");
            String share = words.percent(entered == 0 ? null : reached / entered, 0);
            String label = words.name("step", Cells.text(step, AggFunnel.STEP_NAME));
            drawn.add(new Funnel.Step(label, reached, words.count(reached) + " (" + share + ")"));
            table.row(label, words.count(reached), share, words.count(Cells.number(step, "open")));
        }
        blocks.add(new Figure(
                "journeys-funnel",
                words.text("journeys.funnel", words.name("funnel", name)),
                words.text("journeys.funnel.note"),
                words.text(
                        "journeys.funnel.alt",
                        drawn.get(0).words(),
                        drawn.get(drawn.size() - 1).words()),
                new Funnel(drawn, words.text("journeys.funnel.axis")),
                290,
                true,
                table.table()));
    }
}
