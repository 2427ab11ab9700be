package org.jejak.report;

import static org.apache.spark.sql.functions.*;

import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.report.chart.Funnel;
import org.jejak.report.chart.HeatMap;
import org.jejak.table.*;

/** How customers travel: the journey map, how often they go back a stage, and where they drop off. */
final class JourneySection extends SectionBuilder {
    JourneySection(Source source, Messages words) {
        super("journeys", source, words);
    }

    @Override
    String build() {
        map();
        String back = stageChanges();
        funnel();
        return (journeys() + " " + back).strip();
    }

    /** How many journeys began, and the share that has converted. */
    private String journeys() {
        List<Row> states = source.rows(
                FactJourneys.TABLE,
                rows -> rows.filter(source.inPeriod(FactJourneys.STARTED_DATE))
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
                : text(
                        "journeys.finding",
                        words.count(all),
                        words.month(source.periodStart()),
                        words.percent(converted / all, 0));
    }

    private void map() {
        JourneyMap map = JourneyMap.of(source, words);
        if (map.isEmpty()) {
            message("journeys.map.none");
            return;
        }
        block("journeys.map", period()).alt(words.count(map.journeys())).draw(map.chart(), 440, map.table());
    }

    /** Changes of stage, and the share of them that went back. */
    private String stageChanges() {
        Map<String, Double> moves = new HashMap<>();
        source.rows(
                        AggStageTransition.TABLE,
                        table -> table.filter(source.inPeriod(AggStageTransition.MONTH))
                                .filter(AggStageTransition.DIRECTION.col().notEqual("current"))
                                .groupBy(AggStageTransition.SOURCE_STAGE.col(), AggStageTransition.TARGET_STAGE.col())
                                .agg(sum(AggStageTransition.STAY_COUNT.col()).as("moves")))
                .forEach(r -> moves.put(
                        Cells.text(r, AggStageTransition.SOURCE_STAGE) + ">"
                                + Cells.text(r, AggStageTransition.TARGET_STAGE),
                        Cells.number(r, "moves")));
        if (moves.isEmpty()) {
            message("journeys.squiggle.none");
            return "";
        }
        FigureBuilder<String> figure = FigureBuilder.of(Names.STAGES)
                .text(text("journeys.from"), s -> name("stage", s))
                .labelled(s -> name("stageShort", s));
        double all = 0;
        double back = 0;
        for (String to : Names.STAGES) {
            for (String from : Names.STAGES) {
                double n = moves.getOrDefault(from + ">" + to, 0.0);
                all += n;
                if (Names.STAGES.indexOf(to) < Names.STAGES.indexOf(from)) back += n;
            }
            figure.cells(
                    name("stageShort", to),
                    from -> from.equals(to) ? HeatMap.Cell.EMPTY : cell(moves.getOrDefault(from + ">" + to, 0.0)),
                    from -> from.equals(to) ? Messages.NONE : words.count(moves.getOrDefault(from + ">" + to, 0.0)));
        }
        String finding = all == 0 ? "" : text("journeys.finding.back", words.percent(back / all, 0));
        block("journeys.squiggle")
                .alt(finding)
                .half()
                .draw(figure.heat(0.0, text("journeys.squiggle.axis")), 290, figure);
        return finding;
    }

    private HeatMap.Cell cell(double count) {
        return new HeatMap.Cell(count, words.brief(count));
    }

    private void funnel() {
        List<Row> rows = source.rows(
                AggFunnel.TABLE,
                table -> table.filter(source.inPeriod(AggFunnel.MONTH))
                        .filter(AggFunnel.DIMENSION.col().equalTo("all"))
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
        String funnel = rows.stream()
                .max(Comparator.comparing((Row r) -> "ordered".equals(Cells.text(r, AggFunnel.MODE)))
                        .thenComparing(
                                r -> Cells.number(r, AggFunnel.STEP).equals(Cells.number(r, AggFunnel.STEP_COUNT)))
                        .thenComparing(Cells.number("reached"))
                        .thenComparing(Cells.text(AggFunnel.FUNNEL_NAME)))
                .map(Cells.text(AggFunnel.FUNNEL_NAME))
                .orElse(null);
        if (funnel == null) {
            message("journeys.funnel.none");
            return;
        }
        List<Row> steps = rows.stream()
                .filter(Cells.is(AggFunnel.FUNNEL_NAME, funnel))
                .sorted(Comparator.comparing(Cells.number(AggFunnel.STEP)))
                .toList();
        funnel(funnel, steps);
    }

    private void funnel(String funnel, List<Row> steps) {
        FigureBuilder<Row> figure = FigureBuilder.of(steps)
                .text(text("journeys.step"), name("step", AggFunnel.STEP_NAME))
                .series(text("word.customers"), Cells.number("reached"), words::count)
                .number(text("journeys.ofFirst"), this::reached)
                .number(text("journeys.onTheWay"), Cells.number("open"), words::count);
        Funnel chart = figure.funnel(
                row -> words.count(Cells.number(row, "reached")) + " (" + reached(row) + ")",
                text("journeys.funnel.axis"));
        block("journeys.funnel", name("funnel", funnel))
                .alt(
                        chart.steps().get(0).words(),
                        chart.steps().get(steps.size() - 1).words())
                .half()
                .draw(chart, 290, figure);
    }

    /** Share of those who entered that got to a step. */
    private String reached(Row step) {
        double entered = Cells.number(step, "entered");
        return words.percent(entered == 0 ? null : Cells.number(step, "reached") / entered, 0);
    }
}
