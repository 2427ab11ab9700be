package org.jejak.report;

import java.time.LocalDate;
import java.util.*;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.*;

/** How fast and how completely people are answered, by contact channel. */
final class RepliesSection extends SectionBuilder {
    private static final String ALL = "(all)";
    private static final int MONTHS = 12;
    private static final List<String> CONTACTS = List.of("chat", "phone", "email");

    RepliesSection(Source source, Messages words) {
        super("replies", source, words);
    }

    @Override
    String build() {
        List<Row> rows = source.rows(
                AggResponseQuality.TABLE,
                table -> table.filter(AggResponseQuality.TOPIC.col().equalTo(ALL)));
        if (rows.isEmpty()) {
            message("replies.none");
            return "";
        }
        List<Row> together = rows.stream()
                .filter(Cells.is(AggResponseQuality.PERIOD, ALL))
                .sorted(Cells.inOrder(AggResponseQuality.CONTACT_CHANNEL, CONTACTS))
                .toList();
        List<Row> channels = together.stream()
                .filter(Cells.is(AggResponseQuality.CONTACT_CHANNEL, ALL).negate())
                .toList();
        months(rows, channels);
        completeness(channels);
        satisfaction(channels);
        listing(together);
        return together.stream()
                .filter(Cells.is(AggResponseQuality.CONTACT_CHANNEL, ALL))
                .filter(r -> Cells.number(r, AggResponseQuality.WITHIN_TARGET_SHARE) != null)
                .findFirst()
                .map(this::finding)
                .orElse("");
    }

    private String finding(Row all) {
        Double complete = Cells.number(all, AggResponseQuality.COMPLETENESS);
        return text(
                complete == null ? "replies.finding.alone" : "replies.finding",
                words.percent(Cells.number(all, AggResponseQuality.WITHIN_TARGET_SHARE), 0),
                words.percent(complete, 0));
    }

    /** The share answered in time, by month; one line per contact channel. */
    private void months(List<Row> rows, List<Row> channels) {
        List<LocalDate> months = rows.stream()
                .map(r -> Cells.date(r, AggResponseQuality.MONTH))
                .filter(m -> m != null && !m.isAfter(source.date()))
                .distinct()
                .sorted()
                .toList();
        List<LocalDate> shown = months.subList(Math.max(0, months.size() - MONTHS), months.size());
        FigureBuilder<LocalDate> figure = FigureBuilder.of(shown).text(text("word.month"), words::month);
        List<String> lines = new ArrayList<>();
        for (Row channel : channels) {
            String code = Cells.text(channel, AggResponseQuality.CONTACT_CHANNEL);
            Function<LocalDate, Optional<Row>> find = month -> rows.stream()
                    .filter(Cells.is(AggResponseQuality.CONTACT_CHANNEL, code))
                    .filter(r -> month.equals(Cells.date(r, AggResponseQuality.MONTH)))
                    .findFirst();
            Function<LocalDate, Double> share = month -> find.apply(month)
                    .map(Cells.number(AggResponseQuality.WITHIN_TARGET_SHARE))
                    .orElse(null);
            String contact = name("contact", code);
            figure.number(contact, month -> {
                Double value = share.apply(month);
                boolean isHidden = value == null && find.apply(month).isPresent();
                return isHidden ? text("word.tooFew") : words.percent(value, 0);
            });
            if (shown.stream().map(share).noneMatch(Objects::nonNull)) continue;
            figure.drawn(contact, share);
            lines.add(contact);
        }
        if (lines.isEmpty()) return;
        // one line has no legend
        String title = lines.size() == 1 ? text("replies.trend.axis.one", lines.get(0)) : text("replies.trend.axis");
        Axis axis = Axis.of(title, v -> words.percent(v, 0)).inStepsOf(0.01).between(0, 1);
        block("replies.trend").draw(figure.lines(axis, ""), 290, figure);
    }

    private void completeness(List<Row> channels) {
        List<Row> known = having(channels, AggResponseQuality.COMPLETENESS);
        if (known.isEmpty()) return;
        FigureBuilder<Row> figure = FigureBuilder.of(known)
                .text(text("replies.channel"), name("contact", AggResponseQuality.CONTACT_CHANNEL))
                .series(
                        text("replies.covered"),
                        Cells.number(AggResponseQuality.COMPLETENESS),
                        v -> words.percent(v, 1));
        block("replies.completeness")
                .half()
                .draw(figure.bars(shares("replies.completeness.axis").between(0, 1)), 70 + 44 * figure.size(), figure);
    }

    private void satisfaction(List<Row> channels) {
        List<Row> known = having(
                having(channels, AggResponseQuality.SATISFACTION_IN_TARGET),
                AggResponseQuality.SATISFACTION_BEYOND_TARGET);
        if (known.isEmpty()) return;
        FigureBuilder<Row> figure = FigureBuilder.of(known)
                .text(text("replies.channel"), name("contact", AggResponseQuality.CONTACT_CHANNEL))
                .series(
                        text("replies.inTarget"),
                        Cells.number(AggResponseQuality.SATISFACTION_IN_TARGET),
                        v -> words.percent(v, 0))
                .series(
                        text("replies.beyond"),
                        Cells.number(AggResponseQuality.SATISFACTION_BEYOND_TARGET),
                        v -> words.percent(v, 0));
        block("replies.satisfaction")
                .half()
                .draw(figure.bars(shares("replies.satisfaction.axis").between(0, 1)), 94 + 44 * figure.size(), figure);
    }

    private static List<Row> having(List<Row> rows, Field field) {
        return rows.stream().filter(r -> Cells.number(r, field) != null).toList();
    }

    private void listing(List<Row> together) {
        block("replies.list")
                .list(FigureBuilder.of(together)
                        .text(text("replies.channel"), name("contact", AggResponseQuality.CONTACT_CHANNEL))
                        .number(text("replies.contacts"), Cells.number(AggResponseQuality.CONTACT_COUNT), words::count)
                        .number(
                                text("replies.median"),
                                r -> Cells.isHidden(r)
                                        ? text("word.tooFew")
                                        : minutes(Cells.number(r, AggResponseQuality.MEDIAN_REPLY_MINUTES)))
                        .number(text("replies.p90"), Cells.number(AggResponseQuality.P90_REPLY_MINUTES), this::minutes)
                        .number(
                                text("replies.within"),
                                Cells.number(AggResponseQuality.WITHIN_TARGET_SHARE),
                                v -> words.percent(v, 0))
                        .number(
                                text("replies.firstContact"),
                                Cells.number(AggResponseQuality.FIRST_CONTACT_RESOLUTION),
                                v -> words.percent(v, 0))
                        .number(
                                text("replies.never"),
                                Cells.number(AggResponseQuality.NEVER_ANSWERED_COUNT),
                                words::count));
    }

    /** A time in minutes, or in hours from an hour and a half on. */
    private String minutes(Double minutes) {
        if (minutes == null) return Messages.NONE;
        if (minutes < 90) return text("number.minutes", words.number(minutes, minutes < 10 ? 1 : 0));
        return text("number.hours", words.number(minutes / 60, minutes < 600 ? 1 : 0));
    }
}
