package org.jejak.report;

import static org.apache.spark.sql.functions.*;

import java.util.*;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.BarChart;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.report.chart.Funnel;
import org.jejak.report.chart.HeatMap;
import org.jejak.table.*;

/** How customers travel: the paths that sell most, how often they go back a stage, and where they drop off. */
final class JourneySection extends SectionBuilder {
    private static final int PATHS = 10;
    private static final int NAMED = 4;
    private static final double WORDS = 1.25;
    private static final String ALL = "all";
    private static final String DEVICE = FactSessions.DEVICE_TYPE.name();

    JourneySection(Source source, Messages words) {
        super("journeys", source, words);
    }

    @Override
    String build() {
        String finding = journeys();
        paths();
        funnel();
        stageChanges();
        return finding;
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

    /** The ten paths with most revenue. */
    private void paths() {
        List<Row> rows = source.rows(
                FactJourneys.TABLE,
                table -> table.filter(source.inPeriod(FactJourneys.STARTED_DATE))
                        .filter(FactJourneys.CHANNEL_PATH.col().isNotNull())
                        .filter(FactJourneys.CHANNEL_PATH.col().notEqual(FactJourneys.NO_TOUCHPOINTS))
                        .groupBy(FactJourneys.CHANNEL_PATH.col())
                        .agg(
                                count(lit(1)).as("journeys"),
                                count(when(FactJourneys.STATE.col().equalTo("converted"), 1))
                                        .as("converted"),
                                sum(FactJourneys.REVENUE_AMOUNT.col()).as("revenue"))
                        .filter(col("revenue").gt(0))
                        .orderBy(col("revenue").desc(), FactJourneys.CHANNEL_PATH.col())
                        .limit(PATHS));
        if (rows.isEmpty()) {
            message("journeys.paths.none");
            return;
        }
        FigureBuilder<Row> figure = FigureBuilder.of(rows)
                .text(text("journeys.path"), this::path)
                .series(text("channels.revenue"), Cells.number("revenue"), words::amount)
                .number(text("journeys.count"), Cells.number("journeys"), words::count)
                .number(text("journeys.converted"), Cells.number("converted"), words::count)
                .number(text("journeys.rate"), r -> words.percent(rate(r), 0));
        List<String> said = rows.stream()
                .map(r -> text(
                        "journeys.paths.bar",
                        words.brief(Cells.number(r, "revenue")),
                        words.percent(rate(r), 0),
                        words.count(Cells.number(r, "journeys"))))
                .toList();
        // room for the words at the longest bar
        Axis axis = Axis.of(text("journeys.paths.axis", words.currency()), words::tick)
                .spanning(0, WORDS * Cells.number(rows.get(0), "revenue"));
        BarChart bars = figure.bars(axis);
        block("journeys.paths", period())
                .alt(path(rows.get(0)))
                .draw(
                        new BarChart(
                                bars.labels(),
                                List.of(bars.bars().get(0).saying(said)),
                                axis,
                                BarChart.Layout.LYING,
                                ""),
                        66 + 34 * rows.size(),
                        figure);
    }

    private static Double rate(Row row) {
        return Cells.number(row, "converted") / Cells.number(row, "journeys");
    }

    /** Channels by name; the middle of a long path is left out. */
    private String path(Row row) {
        List<String> channels = Arrays.stream(
                        Cells.text(row, FactJourneys.CHANNEL_PATH).split(" > "))
                .map(c -> name("channel", c))
                .toList();
        if (channels.size() <= NAMED) return String.join(" \u203a ", channels);
        return channels.stream().limit(NAMED - 1L).collect(Collectors.joining(" \u203a ")) + " \u203a \u2026 \u203a "
                + channels.get(channels.size() - 1);
    }

    /** Changes of stage, and the share of them that went back. */
    private void stageChanges() {
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
            return;
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
        also(finding);
        block("journeys.squiggle", period())
                .alt(finding)
                .half()
                .draw(figure.heat(0.0, text("journeys.squiggle.axis")), 290, figure);
    }

    private HeatMap.Cell cell(double count) {
        return new HeatMap.Cell(count, words.brief(count));
    }

    private void funnel() {
        List<Row> rows = source.rows(
                AggFunnel.TABLE,
                table -> table.filter(source.inPeriod(AggFunnel.MONTH))
                        .filter(AggFunnel.DIMENSION.col().isin(ALL, DEVICE))
                        .groupBy(
                                AggFunnel.FUNNEL_NAME.col(),
                                AggFunnel.MODE.col(),
                                AggFunnel.STEP_COUNT.col(),
                                AggFunnel.STEP.col(),
                                AggFunnel.STEP_NAME.col(),
                                AggFunnel.DIMENSION.col(),
                                AggFunnel.DIMENSION_VALUE.col())
                        .agg(
                                sum(AggFunnel.ENTERED_COUNT.col()).as("entered"),
                                sum(AggFunnel.REACHED_COUNT.col()).as("reached"),
                                sum(AggFunnel.OPEN_COUNT.col()).as("open")));
        List<Row> all = rows.stream().filter(Cells.is(AggFunnel.DIMENSION, ALL)).toList();
        // the ordered funnel that most customers go through to its end
        String funnel = all.stream()
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
        funnel(funnel, steps(all, funnel));
        devices(
                funnel,
                rows.stream().filter(Cells.is(AggFunnel.DIMENSION, DEVICE)).toList());
    }

    private static List<Row> steps(List<Row> rows, String funnel) {
        return rows.stream()
                .filter(Cells.is(AggFunnel.FUNNEL_NAME, funnel))
                .sorted(Comparator.comparing(Cells.number(AggFunnel.STEP)))
                .toList();
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
        Draft block = block("journeys.funnel", name("funnel", funnel), period())
                .alt(
                        chart.steps().get(0).words(),
                        chart.steps().get(steps.size() - 1).words())
                .half();
        for (int i = 1; i < steps.size(); i++) {
            boolean losesNobody =
                    Cells.number(steps.get(i), "reached").equals(Cells.number(steps.get(i - 1), "reached"));
            if (!losesNobody) continue;
            block.noteAlso(text(
                    "journeys.funnel.nobody",
                    name("step", Cells.text(steps.get(i - 1), AggFunnel.STEP_NAME)),
                    name("step", Cells.text(steps.get(i), AggFunnel.STEP_NAME))));
        }
        block.draw(chart, 290, figure);
    }

    /** How far people get on each kind of device. */
    private void devices(String funnel, List<Row> rows) {
        List<Row> ends = rows.stream()
                .filter(Cells.is(AggFunnel.FUNNEL_NAME, funnel))
                .filter(r -> Cells.number(r, AggFunnel.STEP).equals(Cells.number(r, AggFunnel.STEP_COUNT)))
                .filter(r -> Cells.number(r, "entered") > 0)
                .sorted(Comparator.comparing((Row r) -> -Cells.number(r, "entered"))
                        .thenComparing(Cells.text(AggFunnel.DIMENSION_VALUE)))
                .toList();
        if (ends.size() < 2) return;
        block("journeys.devices", name("funnel", funnel), period())
                .half()
                .list(FigureBuilder.of(ends)
                        .text(text("journeys.device"), name("device", AggFunnel.DIMENSION_VALUE))
                        .number(text("journeys.entered"), Cells.number("entered"), words::count)
                        .number(text("journeys.reached"), Cells.number("reached"), words::count)
                        .number(text("journeys.rate"), this::reached));
    }

    /** Share of those who entered that got to a step. */
    private String reached(Row step) {
        double entered = Cells.number(step, "entered");
        return words.percent(entered == 0 ? null : Cells.number(step, "reached") / entered, 0);
    }

    @Override
    List<String> notes() {
        return List.of(
                text("journeys.note", words.duration(source.settings().journey().quietPeriod())));
    }
}
