package org.jejak.report;

import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jejak.report.Block.Figure;
import org.jejak.report.Block.Message;
import org.jejak.report.chart.Palette;
import org.jejak.report.chart.Sankey;
import org.jejak.table.AggJourneyStep;

/** The first touchpoints of all journeys of the period as flows, until they convert, lapse or go on. */
final class JourneyMap {
    private static final int STEPS = 3;
    private static final double LEAST_LABELLED = 0.02;

    /** From top to bottom: the good end, channels, those that go on, the other ends. */
    private static final List<String> ORDER = List.of(
            "(converted)",
            "direct",
            "referral",
            "organic_search",
            "paid_search",
            "social",
            "email",
            "display",
            "other",
            "(other)",
            "(still going)",
            "(open)",
            "(lapsed)");

    private static final Map<String, String> COLOURS = Map.of(
            "(converted)", Palette.MAIN,
            "(open)", "#9fb0bd",
            "(lapsed)", "#c6ced5",
            "(still going)", "#9fb0bd");

    private JourneyMap() {}

    static void add(Source source, Words words, List<Block> blocks) {
        List<Row> rows = source
                .rows(
                        AggJourneyStep.TABLE,
                        table -> table.filter(AggJourneyStep.PATH_KIND
                                        .col()
                                        .equalTo("channel")
                                        .and(AggJourneyStep.STEP.col().leq(STEPS))
                                        .and(not(AggJourneyStep.IS_OVER.col()))
                                        .and(JourneySection.inPeriod(AggJourneyStep.STARTED_MONTH, source)))
                                .groupBy(
                                        AggJourneyStep.STEP.col(),
                                        AggJourneyStep.SOURCE_NODE.col(),
                                        AggJourneyStep.TARGET_NODE.col())
                                .agg(sum(AggJourneyStep.JOURNEY_COUNT.col()).as("journeys")))
                .stream()
                .sorted(Comparator.comparing((Row r) -> Cells.number(r, AggJourneyStep.STEP))
                        .thenComparing(r -> Names.place(ORDER, Cells.text(r, AggJourneyStep.SOURCE_NODE)))
                        .thenComparing(r -> Names.place(ORDER, Cells.text(r, AggJourneyStep.TARGET_NODE)))
                        .thenComparing(r -> Cells.text(r, AggJourneyStep.TARGET_NODE)))
                .toList();
        if (rows.isEmpty()) {
            blocks.add(new Message(words.text("journeys.map.none")));
            return;
        }
        Tabular table = Tabular.with(
                "#" + words.text("journeys.step"),
                words.text("journeys.from"),
                words.text("journeys.to"),
                "#" + words.text("word.journeys"));
        Map<String, Double> sizes = new TreeMap<>();
        Map<String, Double> leaving = new TreeMap<>();
        List<Sankey.Flow> flows = new ArrayList<>();
        double all = 0;
        for (Row row : rows) {
            int step = (int) Cells.amount(row, AggJourneyStep.STEP);
            double n = Cells.number(row, "journeys");
            String from = id(step - 1, Cells.text(row, AggJourneyStep.SOURCE_NODE));
            String to = id(step, Cells.text(row, AggJourneyStep.TARGET_NODE));
            flows.add(new Sankey.Flow(from, to, n));
            if (step == 1) all += n;
            leaving.merge(from, n, Double::sum);
            sizes.merge(to, n, Double::sum);
            table.row(
                    words.count((double) step),
                    words.name("channel", Cells.text(row, AggJourneyStep.SOURCE_NODE)),
                    words.name("channel", Cells.text(row, AggJourneyStep.TARGET_NODE)),
                    words.count(n));
        }
        leaving.forEach((node, n) -> sizes.merge(node, n, Math::max));
        blocks.add(new Figure(
                "journeys-map",
                words.text("journeys.map", words.month(source.periodStart()), words.day(source.date())),
                words.text("journeys.map.note"),
                words.text("journeys.map.alt", words.count(all)),
                new Sankey(nodes(sizes, all, words), flows),
                440,
                false,
                table.table()));
    }

    private static List<Sankey.Node> nodes(Map<String, Double> sizes, double all, Words words) {
        return sizes.keySet().stream()
                .sorted(Comparator.comparing(JourneyMap::step)
                        .thenComparing(id -> Names.place(ORDER, code(id)))
                        .thenComparing(id -> id))
                .map(id -> new Sankey.Node(
                        id,
                        sizes.get(id) < LEAST_LABELLED * all ? "" : words.name("channel", code(id)),
                        words.brief(sizes.get(id)),
                        step(id),
                        colour(code(id))))
                .toList();
    }

    private static String colour(String code) {
        String end = COLOURS.get(code);
        return end != null ? end : Palette.series(1 + Names.place(Names.CHANNELS, code));
    }

    private static String id(int column, String code) {
        return column + "/" + code;
    }

    private static int step(String id) {
        return Integer.parseInt(id.substring(0, id.indexOf('/')));
    }

    private static String code(String id) {
        return id.substring(id.indexOf('/') + 1);
    }
}
