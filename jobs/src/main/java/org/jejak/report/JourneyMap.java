package org.jejak.report;

import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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

    static void add(Source source, Messages words, List<Block> blocks) {
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
        }
        leaving.forEach((node, n) -> sizes.merge(node, n, Math::max));
        blocks.add(new Figure(
                "journeys-map",
                words.text("journeys.map", words.period(source.periodStart(), source.date())),
                words.text("journeys.map.note"),
                words.text("journeys.map.alt", words.count(all)),
                new Sankey(nodes(sizes, all, words), flows),
                440,
                false,
                table(rows, words)));
    }

    /** One line for each step and node, one column for each node after it. */
    private static Block.DataTable table(List<Row> rows, Messages words) {
        List<String> targets = rows.stream()
                .map(r -> Cells.text(r, AggJourneyStep.TARGET_NODE))
                .distinct()
                .sorted(Comparator.comparing((String c) -> Names.place(ORDER, c))
                        .thenComparing(c -> c))
                .toList();
        List<String> headings =
                new ArrayList<>(List.of("#" + words.text("journeys.step"), words.text("journeys.from")));
        targets.forEach(t -> headings.add("#" + words.name("channel", t)));
        TableBuilder table = TableBuilder.with(headings.toArray(String[]::new));
        Map<String, List<Row>> lines = new LinkedHashMap<>();
        for (Row row : rows) {
            int step = (int) Cells.amount(row, AggJourneyStep.STEP);
            lines.computeIfAbsent(id(step, Cells.text(row, AggJourneyStep.SOURCE_NODE)), l -> new ArrayList<>())
                    .add(row);
        }
        lines.forEach((line, cells) -> {
            List<String> texts =
                    new ArrayList<>(List.of(String.valueOf(step(line)), words.name("channel", code(line))));
            for (String target : targets) {
                texts.add(cells.stream()
                        .filter(r -> target.equals(Cells.text(r, AggJourneyStep.TARGET_NODE)))
                        .findFirst()
                        .map(r -> words.count(Cells.number(r, "journeys")))
                        .orElse(""));
            }
            table.row(texts);
        });
        return table.table();
    }

    private static List<Sankey.Node> nodes(Map<String, Double> sizes, double all, Messages words) {
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
