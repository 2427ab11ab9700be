package org.jejak.report;

import java.time.LocalDate;
import java.util.*;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jejak.config.ExperienceSettings.ReplyTarget;
import org.jejak.report.chart.Annotated;
import org.jejak.report.chart.Annotated.Target;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.*;

/** How fast and how completely people are answered, by contact channel. */
final class RepliesSection extends SectionBuilder {
    private static final String ALL = CxCell.ALL;
    private static final List<String> CONTACTS = List.of(ALL, "email", "chat", "phone", "social");
    private static final int MOST_FIGURES = 3;

    private final YearEvents events;

    RepliesSection(Source source, YearEvents events, Messages words) {
        super("replies", source, words);
        this.events = events;
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
        months(rows, together);
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
        if (complete != null) also(text("replies.finding.complete", words.percent(complete, 0)));
        Double inTarget = Cells.number(all, AggResponseQuality.SATISFACTION_IN_TARGET);
        Double beyond = Cells.number(all, AggResponseQuality.SATISFACTION_BEYOND_TARGET);
        if (inTarget != null && beyond != null)
            also(text("replies.finding.satisfaction", words.percent(inTarget, 0), words.percent(beyond, 0)));
        return text("replies.finding", words.percent(Cells.number(all, AggResponseQuality.WITHIN_TARGET_SHARE), 0));
    }

    /** One small figure for all and for each contact channel that has two months or more; a sentence names the others. */
    private void months(List<Row> rows, List<Row> together) {
        List<LocalDate> months = source.yearMonths();
        List<String> few = new ArrayList<>();
        Map<String, Function<LocalDate, Optional<Row>>> shown = new LinkedHashMap<>();
        for (Row channel : together) {
            String code = Cells.text(channel, AggResponseQuality.CONTACT_CHANNEL);
            Function<LocalDate, Optional<Row>> find = month -> rows.stream()
                    .filter(Cells.is(AggResponseQuality.CONTACT_CHANNEL, code))
                    .filter(r -> month.equals(Cells.date(r, AggResponseQuality.MONTH)))
                    .findFirst();
            long known = months.stream()
                    .filter(m ->
                            share(find, AggResponseQuality.WITHIN_TARGET_SHARE).apply(m) != null)
                    .count();
            if (known >= 2 && shown.size() < MOST_FIGURES) shown.put(code, find);
            else if (known < 2 && !code.equals(ALL)) few.add(name("contact", code));
        }
        Axis axis = axis(months, shown.values());
        shown.forEach((code, find) -> figure(code, find, months, axis));
        if (!few.isEmpty()) message("replies.few", String.join(", ", few));
    }

    /** The same axis in all figures, over the range of the data, so that they can be compared. */
    private Axis axis(List<LocalDate> months, Collection<Function<LocalDate, Optional<Row>>> shown) {
        Double target = source.settings().report().targets().get("replies");
        DoubleSummaryStatistics range = shown.stream()
                .flatMap(find -> months.stream()
                        .flatMap(m -> Stream.of(
                                share(find, AggResponseQuality.WITHIN_TARGET_LOW)
                                        .apply(m),
                                share(find, AggResponseQuality.WITHIN_TARGET_HIGH)
                                        .apply(m))))
                .filter(Objects::nonNull)
                .mapToDouble(v -> v)
                .summaryStatistics();
        double low = range.getCount() == 0 ? 0 : range.getMin();
        double high = range.getCount() == 0 ? 1 : range.getMax();
        return Axis.of("", v -> words.percent(v, 0))
                .inStepsOf(0.1)
                .spanning(
                        target == null ? low : Math.min(low, target),
                        Math.min(1, target == null ? high : Math.max(high, target)));
    }

    private static Function<LocalDate, Double> share(Function<LocalDate, Optional<Row>> find, Field field) {
        return month -> find.apply(month).map(Cells.number(field)).orElse(null);
    }

    private void figure(String code, Function<LocalDate, Optional<Row>> find, List<LocalDate> months, Axis axis) {
        Function<LocalDate, Double> share = share(find, AggResponseQuality.WITHIN_TARGET_SHARE);
        Function<LocalDate, Double> low = share(find, AggResponseQuality.WITHIN_TARGET_LOW);
        Function<LocalDate, Double> high = share(find, AggResponseQuality.WITHIN_TARGET_HIGH);
        FigureBuilder<LocalDate> figure = FigureBuilder.of(months)
                .text(text("word.month"), words::month)
                .labelled(words::monthAlone)
                .drawn(name("contact", code), share)
                .within(low, high)
                .number(text("replies.within"), month -> {
                    Double value = share.apply(month);
                    boolean isHidden = value == null && find.apply(month).isPresent();
                    return isHidden ? text("word.tooFew") : words.percent(value, 0);
                })
                .number(text("word.interval"), m -> words.betweenPercent(low.apply(m), high.apply(m), 0))
                .number(
                        text("replies.contacts"),
                        m -> find.apply(m)
                                .map(Cells.number(AggResponseQuality.CONTACT_COUNT))
                                .orElse(0.0),
                        words::count);
        Double target = source.settings().report().targets().get("replies");
        block("replies.trend", title(code))
                .of(code)
                .alt(name("contact", code))
                .third()
                .draw(
                        Annotated.marked(figure.lines(axis, ""), slow(months, code))
                                .aimingAt(
                                        target == null
                                                ? null
                                                : new Target(target, text("word.target", words.percent(target, 0)))),
                        190,
                        figure);
    }

    /** Marks of weeks in which this channel was slow. */
    private List<Annotated.Mark> slow(List<LocalDate> months, String code) {
        return events.marks(
                months,
                e -> e.kind().equals("slow_replies")
                        && (code.equals(ALL) || e.subject().equals(code)));
    }

    private String title(String code) {
        ReplyTarget target = source.settings().experience().timeliness().get(code);
        return target == null
                ? name("contact", code)
                : text("replies.trend.within", name("contact", code), words.duration(target.target()));
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
                        .number(text("replies.within"), percent(AggResponseQuality.WITHIN_TARGET_SHARE))
                        .number(text("replies.covered"), percent(AggResponseQuality.COMPLETENESS))
                        .number(text("replies.firstContact"), percent(AggResponseQuality.FIRST_CONTACT_RESOLUTION))
                        .number(
                                text("replies.never"),
                                Cells.number(AggResponseQuality.NEVER_ANSWERED_COUNT),
                                words::count));
    }

    private Function<Row, String> percent(Field field) {
        return row -> words.percent(Cells.number(row, field), 0);
    }

    /** A time in minutes, or in hours from an hour and a half on. */
    private String minutes(Double minutes) {
        if (minutes == null) return Messages.NONE;
        if (minutes < 90) return text("number.minutes", words.number(minutes, minutes < 10 ? 1 : 0));
        return text("number.hours", words.number(minutes / 60, minutes < 600 ? 1 : 0));
    }

    @Override
    List<String> notes() {
        String targets = source.settings().experience().timeliness().entrySet().stream()
                .map(e -> name("contact", e.getKey()) + " "
                        + words.duration(e.getValue().target()))
                .collect(Collectors.joining(", "));
        return List.of(text("replies.note", targets));
    }
}
