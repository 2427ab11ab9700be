package org.jejak.report;

import static org.apache.spark.sql.functions.*;

import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.report.chart.Palette;
import org.jejak.report.chart.Sankey;
import org.jejak.table.AggJourneyStep;

/**
 * The first touchpoints of all journeys of the period as flows, until they convert, lapse or go on.
 *
 * @param moves by step, in the order of their places
 */
record JourneyMap(List<Sankey.Move> moves, Messages words) {
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

    static JourneyMap of(Source source, Messages words) {
        List<Row> rows = source.rows(
                AggJourneyStep.TABLE,
                table -> table.filter(AggJourneyStep.PATH_KIND
                                .col()
                                .equalTo("channel")
                                .and(AggJourneyStep.STEP.col().leq(STEPS))
                                .and(not(AggJourneyStep.IS_OVER.col()))
                                .and(source.inPeriod(AggJourneyStep.MONTH)))
                        .groupBy(
                                AggJourneyStep.STEP.col(),
                                AggJourneyStep.SOURCE_NODE.col(),
                                AggJourneyStep.TARGET_NODE.col())
                        .agg(sum(AggJourneyStep.JOURNEY_COUNT.col()).as("journeys")));
        List<Sankey.Move> moves = rows.stream()
                .map(r -> new Sankey.Move(
                        (int) Cells.amount(r, AggJourneyStep.STEP),
                        Cells.text(r, AggJourneyStep.SOURCE_NODE),
                        Cells.text(r, AggJourneyStep.TARGET_NODE),
                        Cells.number(r, "journeys")))
                .sorted(Comparator.comparing(Sankey.Move::step)
                        .thenComparing(m -> Names.place(ORDER, m.from()))
                        .thenComparing(Sankey.Move::to, Names.order(ORDER)))
                .toList();
        return new JourneyMap(moves, words);
    }

    boolean isEmpty() {
        return moves.isEmpty();
    }

    /** Journeys that begin in the map. */
    double journeys() {
        return moves.stream()
                .filter(m -> m.step() == 1)
                .mapToDouble(Sankey.Move::count)
                .sum();
    }

    /** The drawing. Small places have no name. */
    Sankey chart() {
        double least = LEAST_LABELLED * journeys();
        return Sankey.of(
                moves,
                Comparator.comparing(Sankey.Place::step).thenComparing(Sankey.Place::code, Names.order(ORDER)),
                place -> place.size() < least ? "" : words.name("channel", place.code()),
                place -> words.brief(place.size()),
                JourneyMap::colour);
    }

    private static String colour(String code) {
        String end = COLOURS.get(code);
        return end != null ? end : Palette.series(1 + Names.place(Names.CHANNELS, code));
    }

    /** A line of the table. */
    private record Origin(int step, String from) {}

    /** One line for each step and place, one column for each place after it. */
    FigureBuilder<?> table() {
        Map<Origin, Map<String, Double>> counts = new LinkedHashMap<>();
        moves.forEach(m -> counts.computeIfAbsent(new Origin(m.step(), m.from()), o -> new LinkedHashMap<>())
                .put(m.to(), m.count()));
        FigureBuilder<Origin> table = FigureBuilder.of(List.copyOf(counts.keySet()))
                .number(words.text("journeys.step"), o -> String.valueOf(o.step))
                .text(words.text("journeys.from"), o -> words.name("channel", o.from));
        moves.stream()
                .map(Sankey.Move::to)
                .distinct()
                .sorted(Names.order(ORDER))
                .forEach(to -> table.number(words.name("channel", to), o -> {
                    Double count = counts.get(o).get(to);
                    return count == null ? "" : words.count(count);
                }));
        return table;
    }
}
