package org.jejak.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jejak.report.Block.Figure;
import org.jejak.report.Block.Listing;
import org.jejak.report.Block.Message;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.BarChart;
import org.jejak.report.chart.LineChart;
import org.jejak.table.AggResponseQuality;

/** How fast and how completely people are answered, by contact channel. */
final class RepliesSection {
    private static final String ALL = "(all)";
    private static final int MONTHS = 12;
    private static final List<String> CONTACTS = List.of("chat", "phone", "email");

    private RepliesSection() {}

    static Section of(Source source, Messages words) {
        List<Row> rows = source.rows(
                AggResponseQuality.TABLE,
                table -> table.filter(AggResponseQuality.TOPIC.col().equalTo(ALL)));
        if (rows.isEmpty())
            return new Section(
                    "replies",
                    words.text("replies.title"),
                    "",
                    List.of(new Message(words.text("replies.none"))),
                    List.of());
        List<Row> together = rows.stream()
                .filter(r -> ALL.equals(Cells.text(r, AggResponseQuality.PERIOD)))
                .sorted(Comparator.comparing(
                                (Row r) -> Names.place(CONTACTS, Cells.text(r, AggResponseQuality.CONTACT_CHANNEL)))
                        .thenComparing(r -> Cells.text(r, AggResponseQuality.CONTACT_CHANNEL)))
                .toList();
        List<Row> channels = together.stream()
                .filter(r -> !ALL.equals(Cells.text(r, AggResponseQuality.CONTACT_CHANNEL)))
                .toList();
        List<Block> blocks = new ArrayList<>();
        months(source, rows, channels, words, blocks);
        completeness(channels, words, blocks);
        satisfaction(channels, words, blocks);
        blocks.add(listing(together, words));
        return new Section(
                "replies",
                words.text("replies.title"),
                finding(together, words),
                blocks,
                List.of(words.text("replies.note")));
    }

    private static String finding(List<Row> together, Messages words) {
        return together.stream()
                .filter(r -> ALL.equals(Cells.text(r, AggResponseQuality.CONTACT_CHANNEL)))
                .filter(r -> Cells.number(r, AggResponseQuality.WITHIN_TARGET_SHARE) != null)
                .findFirst()
                .map(r -> {
                    Double complete = Cells.number(r, AggResponseQuality.COMPLETENESS);
                    return words.text(
                            complete == null ? "replies.finding.alone" : "replies.finding",
                            words.percent(Cells.number(r, AggResponseQuality.WITHIN_TARGET_SHARE), 0),
                            words.percent(complete, 0));
                })
                .orElse("");
    }

    private static void months(Source source, List<Row> rows, List<Row> channels, Messages words, List<Block> blocks) {
        List<LocalDate> months = rows.stream()
                .map(r -> Cells.date(r, AggResponseQuality.MONTH))
                .filter(m -> m != null && !m.isAfter(source.date()))
                .distinct()
                .sorted()
                .toList();
        List<LocalDate> shown = months.subList(Math.max(0, months.size() - MONTHS), months.size());
        if (shown.isEmpty() || channels.isEmpty()) return;
        List<LineChart.Line> lines = new ArrayList<>();
        List<String> headings = new ArrayList<>(List.of(words.text("word.month")));
        List<List<String>> texts = new ArrayList<>();
        shown.forEach(m -> texts.add(new ArrayList<>(List.of(words.month(m)))));
        for (Row channel : channels) {
            String code = Cells.text(channel, AggResponseQuality.CONTACT_CHANNEL);
            List<Double> values = new ArrayList<>();
            for (int i = 0; i < shown.size(); i++) {
                LocalDate month = shown.get(i);
                Optional<Row> row = rows.stream()
                        .filter(r -> code.equals(Cells.text(r, AggResponseQuality.CONTACT_CHANNEL))
                                && month.equals(Cells.date(r, AggResponseQuality.MONTH)))
                        .findFirst();
                Double value = row.map(r -> Cells.number(r, AggResponseQuality.WITHIN_TARGET_SHARE))
                        .orElse(null);
                values.add(value);
                texts.get(i)
                        .add(value == null && row.isPresent() ? words.text("word.tooFew") : words.percent(value, 0));
            }
            headings.add("#" + words.name("contact", code));
            if (values.stream().anyMatch(v -> v != null))
                lines.add(LineChart.Line.of(words.name("contact", code), values));
        }
        if (lines.isEmpty()) return;
        // one line has no legend
        String axis = lines.size() == 1
                ? words.text("replies.trend.axis.one", lines.get(0).name())
                : words.text("replies.trend.axis");
        TableBuilder table = TableBuilder.with(headings.toArray(String[]::new));
        texts.forEach(table::row);
        blocks.add(new Figure(
                "replies-trend",
                words.text("replies.trend"),
                "",
                words.text("replies.trend.alt"),
                new LineChart(
                        shown.stream().map(words::month).toList(),
                        lines,
                        Axis.of(axis, v -> words.percent(v, 0)).inStepsOf(0.01).between(0, 1),
                        ""),
                290,
                false,
                table.table()));
    }

    private static void completeness(List<Row> channels, Messages words, List<Block> blocks) {
        List<Row> known = channels.stream()
                .filter(r -> Cells.number(r, AggResponseQuality.COMPLETENESS) != null)
                .toList();
        if (known.isEmpty()) return;
        TableBuilder table = TableBuilder.with(words.text("replies.channel"), "#" + words.text("replies.completeness"));
        known.forEach(r ->
                table.row(name(r, words), words.percent(Cells.number(r, AggResponseQuality.COMPLETENESS), 1)));
        blocks.add(new Figure(
                "replies-completeness",
                words.text("replies.completeness.title"),
                "",
                words.text("replies.completeness.alt"),
                new BarChart(
                        known.stream().map(r -> name(r, words)).toList(),
                        List.of(BarChart.Bars.of(
                                words.text("replies.completeness"),
                                known.stream()
                                        .map(r -> Cells.number(r, AggResponseQuality.COMPLETENESS))
                                        .toList())),
                        Axis.of(words.text("replies.completeness.axis"), v -> words.percent(v, 0))
                                .inStepsOf(0.01)
                                .between(0, 1),
                        BarChart.Layout.LYING,
                        ""),
                70 + 44 * known.size(),
                true,
                table.table()));
    }

    private static void satisfaction(List<Row> channels, Messages words, List<Block> blocks) {
        List<Row> known = channels.stream()
                .filter(r -> Cells.number(r, AggResponseQuality.SATISFACTION_IN_TARGET) != null
                        && Cells.number(r, AggResponseQuality.SATISFACTION_BEYOND_TARGET) != null)
                .toList();
        if (known.isEmpty()) return;
        TableBuilder table = TableBuilder.with(
                words.text("replies.channel"),
                "#" + words.text("replies.inTarget"),
                "#" + words.text("replies.beyond"));
        known.forEach(r -> table.row(
                name(r, words),
                words.percent(Cells.number(r, AggResponseQuality.SATISFACTION_IN_TARGET), 0),
                words.percent(Cells.number(r, AggResponseQuality.SATISFACTION_BEYOND_TARGET), 0)));
        blocks.add(new Figure(
                "replies-satisfaction",
                words.text("replies.satisfaction"),
                "",
                words.text("replies.satisfaction.alt"),
                new BarChart(
                        known.stream().map(r -> name(r, words)).toList(),
                        List.of(
                                BarChart.Bars.of(
                                        words.text("replies.inTarget"),
                                        known.stream()
                                                .map(r -> Cells.number(r, AggResponseQuality.SATISFACTION_IN_TARGET))
                                                .toList()),
                                BarChart.Bars.of(
                                        words.text("replies.beyond"),
                                        known.stream()
                                                .map(r ->
                                                        Cells.number(r, AggResponseQuality.SATISFACTION_BEYOND_TARGET))
                                                .toList())),
                        Axis.of(words.text("replies.satisfaction.axis"), v -> words.percent(v, 0))
                                .inStepsOf(0.01)
                                .between(0, 1),
                        BarChart.Layout.LYING,
                        ""),
                94 + 44 * known.size(),
                true,
                table.table()));
    }

    private static Listing listing(List<Row> together, Messages words) {
        TableBuilder table = TableBuilder.with(
                words.text("replies.channel"),
                "#" + words.text("replies.contacts"),
                "#" + words.text("replies.median"),
                "#" + words.text("replies.p90"),
                "#" + words.text("replies.within"),
                "#" + words.text("replies.firstContact"),
                "#" + words.text("replies.never"));
        for (Row row : together) {
            boolean few = "too_few".equals(Cells.text(row, AggResponseQuality.STATUS));
            table.row(
                    name(row, words),
                    words.count(Cells.number(row, AggResponseQuality.CONTACT_COUNT)),
                    few
                            ? words.text("word.tooFew")
                            : minutes(Cells.number(row, AggResponseQuality.MEDIAN_REPLY_MINUTES), words),
                    few ? Messages.NONE : minutes(Cells.number(row, AggResponseQuality.P90_REPLY_MINUTES), words),
                    few ? Messages.NONE : words.percent(Cells.number(row, AggResponseQuality.WITHIN_TARGET_SHARE), 0),
                    few
                            ? Messages.NONE
                            : words.percent(Cells.number(row, AggResponseQuality.FIRST_CONTACT_RESOLUTION), 0),
                    words.count(Cells.number(row, AggResponseQuality.NEVER_ANSWERED_COUNT)));
        }
        return new Listing("replies-list", words.text("replies.list"), "", table.table());
    }

    private static String minutes(Double minutes, Messages words) {
        if (minutes == null) return Messages.NONE;
        if (minutes < 90) return words.text("number.minutes", words.number(minutes, minutes < 10 ? 1 : 0));
        return words.text("number.hours", words.number(minutes / 60, minutes < 600 ? 1 : 0));
    }

    private static String name(Row row, Messages words) {
        return words.name("contact", Cells.text(row, AggResponseQuality.CONTACT_CHANNEL));
    }
}
