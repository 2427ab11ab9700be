package org.jejak.report;

import java.time.LocalDate;
import java.util.*;
import java.util.function.Function;
import org.jejak.report.chart.Annotated;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.BarChart;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.*;

/**
 * Page one: how we are, why, and what next.
 *
 * @param tiles five figures
 * @param revenue revenue by month with the events of the year; absent without data
 * @param events what the marks mean
 * @param toKnow the most important findings, at most three
 * @param toDo the largest actions, at most three
 */
public record FrontPage(
        List<Tile> tiles, Optional<Block.Figure> revenue, List<Event> events, List<Point> toKnow, List<Action> toDo) {
    /** Sections whose findings are told first, the most important one first. */
    private static final List<String> TOLD =
            List.of("changes", "value", "drivers", "retention", "impact", "journeys", "cx");

    private static final int MOST = 3;
    private static final int HEIGHT = 250;

    /** An event as a line of the list below a figure. */
    public record Event(String number, String when, String text, boolean isBad) {}

    /** A finding and the section that shows it. */
    public record Point(String text, String section, String title) {}

    static FrontPage of(
            Source source,
            IndexCells cx,
            Map<Field, DailyTotals> days,
            YearEvents events,
            PaidSpend paid,
            List<Section> sections,
            Messages words) {
        return new FrontPage(
                new Tiles(source, words).of(cx, days),
                revenue(source, days.get(AggChannelDaily.REVENUE_AMOUNT), events, words),
                events.all().stream()
                        .map(e -> new Event(String.valueOf(e.number()), events.when(e), e.text(), e.isBad()))
                        .toList(),
                toKnow(sections),
                new Actions(source, words).largest(paid));
    }

    private static List<Point> toKnow(List<Section> sections) {
        return TOLD.stream()
                .flatMap(id -> sections.stream().filter(s -> s.id().equals(id)))
                .filter(s -> !s.finding().isEmpty())
                .limit(MOST)
                .map(s -> new Point(s.finding(), s.id(), s.title()))
                .toList();
    }

    private static Optional<Block.Figure> revenue(Source source, DailyTotals days, YearEvents events, Messages words) {
        List<LocalDate> months = source.yearMonths().stream()
                .filter(m -> days.reaches(m.plusMonths(1).minusDays(1)))
                .toList();
        if (months.isEmpty()) return Optional.empty();
        Function<LocalDate, Double> sum = m -> days.total(m, m.plusMonths(1).minusDays(1));
        FigureBuilder<LocalDate> figure = FigureBuilder.of(months)
                .text(words.text("word.month"), words::month)
                .series(words.text("key.revenue.short"), sum, words::amount)
                .labelled(words::monthAlone);
        double most = months.stream().mapToDouble(sum::apply).max().orElse(0);
        Axis axis = Axis.of(words.text("front.revenue.axis", words.currency()), words::tick)
                .spanning(0, Math.max(1, most));
        String note = source.isMonthOver() ? "" : words.text("front.revenue.running", words.date(source.date()));
        String first = words.month(months.get(0));
        String last = words.month(source.date());
        return Optional.of(new Block.Figure(
                "front-revenue",
                words.text("front.revenue", first, last),
                note,
                words.text("front.revenue.alt", first, last, words.count((double)
                        events.all().size())),
                Annotated.marked(figure.bars(axis, BarChart.Layout.UPRIGHT), events.marks(months)),
                HEIGHT,
                Block.Width.FULL,
                figure.table()));
    }
}
