package org.jejak.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jejak.report.Block.Figure;
import org.jejak.report.Block.Listing;
import org.jejak.report.Block.Message;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.BarChart;
import org.jejak.table.AggBudgetAdvice;
import org.jejak.table.AggChannelPerformance;

/** What channels cost and bring, and how the same budget could bring more. */
final class ChannelSection {
    private static final String TOTAL = "(total)";
    private static final List<String> MODELS = List.of("markov", "shapley", "linear", "last_non_direct", "last");

    private ChannelSection() {}

    static Section of(Source source, Messages words) {
        List<Block> blocks = new ArrayList<>();
        String performance = performance(source, words, blocks);
        String advice = advice(source, words, blocks);
        return new Section(
                "channels",
                words.text("channels.title"),
                (performance + " " + advice).strip(),
                blocks,
                List.of(words.text("channels.note")));
    }

    /** What a channel cost and brought in the period. */
    private static final class Totals {
        double spend;
        double revenue;
        double conversions;
        double newCustomers;

        void add(Totals other) {
            spend += other.spend;
            revenue += other.revenue;
            conversions += other.conversions;
            newCustomers += other.newCustomers;
        }
    }

    private static String performance(Source source, Messages words, List<Block> blocks) {
        List<Row> all = source.rows(
                AggChannelPerformance.TABLE,
                table -> table.filter(JourneySection.inPeriod(AggChannelPerformance.BUSINESS_MONTH, source)));
        String model = all.stream()
                .map(r -> Cells.text(r, AggChannelPerformance.MODEL))
                .min(Comparator.comparing((String m) -> Names.place(MODELS, m)).thenComparing(m -> m))
                .orElse(null);
        if (model == null) {
            blocks.add(new Message(words.text("channels.none")));
            return "";
        }
        Map<String, Totals> channels = new TreeMap<>(Comparator.comparing((String c) -> Names.place(Names.CHANNELS, c))
                .thenComparing(c -> c));
        Totals sum = new Totals();
        for (Row row : all) {
            if (!model.equals(Cells.text(row, AggChannelPerformance.MODEL))) continue;
            for (Totals to : List.of(
                    channels.computeIfAbsent(Cells.text(row, AggChannelPerformance.CHANNEL), c -> new Totals()), sum)) {
                to.spend += Cells.amount(row, AggChannelPerformance.SPEND_AMOUNT);
                to.revenue += Cells.amount(row, AggChannelPerformance.REVENUE_AMOUNT);
                to.conversions += Cells.amount(row, AggChannelPerformance.CONVERSIONS);
                to.newCustomers += Cells.amount(row, AggChannelPerformance.NEW_CUSTOMER_CONVERSIONS);
            }
        }
        String period = words.period(source.periodStart(), source.date());
        listing(channels, sum, period, model, words, blocks);
        returns(channels, words, blocks);
        if (sum.spend == 0) return words.text("channels.finding.noSpend", words.money(sum.revenue));
        double paid = channels.values().stream()
                .filter(t -> t.spend > 0)
                .mapToDouble(t -> t.revenue)
                .sum();
        return words.text(
                "channels.finding",
                words.currency(words.brief(sum.spend)),
                words.currency(words.brief(paid)),
                words.number(paid / sum.spend, 1));
    }

    private static void listing(
            Map<String, Totals> channels, Totals sum, String period, String model, Messages words, List<Block> blocks) {
        TableBuilder table = TableBuilder.with(
                words.text("word.channel"),
                "#" + words.text("channels.spend"),
                "#" + words.text("channels.orders"),
                "#" + words.text("channels.newCustomers"),
                "#" + words.text("channels.revenue"),
                "#" + words.text("channels.cpa"),
                "#" + words.text("channels.roas"));
        channels.forEach((channel, t) -> row(table, words.name("channel", channel), t, words));
        Totals paid = new Totals();
        channels.values().stream().filter(t -> t.spend > 0).forEach(paid::add);
        if (paid.spend > 0) row(table, words.text("channels.paid"), paid, words);
        // revenue that no spend brought, per unit of spend, would say nothing
        table.row(
                words.text("word.all"),
                sum.spend == 0 ? Messages.NONE : words.amount(sum.spend),
                words.number(sum.conversions, 0),
                words.number(sum.newCustomers, 0),
                words.amount(sum.revenue),
                Messages.NONE,
                Messages.NONE);
        blocks.add(new Listing(
                "channels-list", words.text("channels.list", period, words.name("model", model)), "", table.table()));
    }

    private static void row(TableBuilder table, String name, Totals t, Messages words) {
        table.row(
                name,
                t.spend == 0 ? Messages.NONE : words.amount(t.spend),
                words.number(t.conversions, 0),
                words.number(t.newCustomers, 0),
                words.amount(t.revenue),
                t.spend == 0 || t.conversions == 0 ? Messages.NONE : words.amount(t.spend / t.conversions),
                t.spend == 0 ? Messages.NONE : words.number(t.revenue / t.spend, 2));
    }

    private static void returns(Map<String, Totals> channels, Messages words, List<Block> blocks) {
        List<Map.Entry<String, Totals>> paid =
                channels.entrySet().stream().filter(e -> e.getValue().spend > 0).toList();
        if (paid.isEmpty()) return;
        TableBuilder table = TableBuilder.with(
                words.text("word.channel"), "#" + words.text("channels.spend"), "#" + words.text("channels.roas"));
        paid.forEach(e -> table.row(
                words.name("channel", e.getKey()),
                words.amount(e.getValue().spend),
                words.number(e.getValue().revenue / e.getValue().spend, 2)));
        blocks.add(new Figure(
                "channels-return",
                words.text("channels.return"),
                "",
                words.text("channels.return.alt"),
                new BarChart(
                        paid.stream()
                                .map(e -> words.name("channel", e.getKey()))
                                .toList(),
                        List.of(BarChart.Bars.of(
                                words.text("channels.roas"),
                                paid.stream()
                                        .map(e -> e.getValue().revenue / e.getValue().spend)
                                        .toList())),
                        Axis.of(words.text("channels.return.axis"), v -> words.number(v, v == Math.rint(v) ? 0 : 1))
                                .inStepsOf(0.1),
                        BarChart.Layout.LYING,
                        ""),
                76 + 38 * paid.size(),
                true,
                table.table()));
    }

    private static String advice(Source source, Messages words, List<Block> blocks) {
        List<Row> all = source.rows(AggBudgetAdvice.TABLE);
        String objective = all.stream()
                .map(r -> Cells.text(r, AggBudgetAdvice.OBJECTIVE))
                .max(Comparator.naturalOrder())
                .orElse(null);
        if (objective == null) {
            blocks.add(new Message(words.text("advice.none")));
            return "";
        }
        List<Row> rows = all.stream()
                .filter(r -> objective.equals(Cells.text(r, AggBudgetAdvice.OBJECTIVE)))
                .sorted(Comparator.comparing((Row r) -> TOTAL.equals(Cells.text(r, AggBudgetAdvice.CHANNEL)))
                        .thenComparing(r -> Names.place(Names.CHANNELS, Cells.text(r, AggBudgetAdvice.CHANNEL)))
                        .thenComparing(r -> Cells.text(r, AggBudgetAdvice.CHANNEL)))
                .toList();
        TableBuilder table = TableBuilder.with(
                words.text("word.channel"),
                "#" + words.text("advice.now"),
                "#" + words.text("advice.advised"),
                "#" + words.text("advice.gain"),
                "#" + words.text("word.interval90"),
                words.text("advice.why"));
        for (Row row : rows) {
            String reason = Cells.text(row, AggBudgetAdvice.REASON);
            table.row(
                    TOTAL.equals(Cells.text(row, AggBudgetAdvice.CHANNEL))
                            ? words.text("word.all")
                            : words.name("channel", Cells.text(row, AggBudgetAdvice.CHANNEL)),
                    words.amount(Cells.number(row, AggBudgetAdvice.CURRENT_SPEND_AMOUNT)),
                    words.amount(Cells.number(row, AggBudgetAdvice.ADVISED_SPEND_AMOUNT)),
                    words.signed(Cells.number(row, AggBudgetAdvice.GAIN), 0),
                    words.between(
                            Cells.number(row, AggBudgetAdvice.GAIN_LOW),
                            Cells.number(row, AggBudgetAdvice.GAIN_HIGH),
                            0),
                    reason == null ? "" : words.name("advice", reason));
        }
        boolean any = rows.stream().anyMatch(r -> Cells.flag(r, AggBudgetAdvice.HAS_ADVICE));
        if (any) blocks.add(drawn(rows, table, words));
        blocks.add(new Listing(
                "advice-list",
                words.text("advice.list", words.name("objective", objective)),
                words.text("advice.note"),
                table.table()));
        return rows.stream()
                .filter(r -> TOTAL.equals(Cells.text(r, AggBudgetAdvice.CHANNEL))
                        && Cells.flag(r, AggBudgetAdvice.HAS_ADVICE))
                .findFirst()
                .filter(r -> Cells.number(r, AggBudgetAdvice.GAIN) != null)
                .map(r -> words.text(
                        "advice.finding",
                        "revenue".equals(objective)
                                ? words.currency(words.brief(Cells.amount(r, AggBudgetAdvice.GAIN)))
                                : words.text("advice.conversions", words.brief(Cells.amount(r, AggBudgetAdvice.GAIN)))))
                .orElse(words.text("advice.finding.none"));
    }

    private static Figure drawn(List<Row> rows, TableBuilder table, Messages words) {
        List<Row> channels = rows.stream()
                .filter(r -> !TOTAL.equals(Cells.text(r, AggBudgetAdvice.CHANNEL)))
                .toList();
        return new Figure(
                "advice-budget",
                words.text("advice.title"),
                "",
                words.text("advice.alt"),
                new BarChart(
                        channels.stream()
                                .map(r -> words.name("channel", Cells.text(r, AggBudgetAdvice.CHANNEL)))
                                .toList(),
                        List.of(
                                BarChart.Bars.of(
                                        words.text("advice.now"),
                                        channels.stream()
                                                .map(r -> Cells.amount(r, AggBudgetAdvice.CURRENT_SPEND_AMOUNT))
                                                .toList()),
                                BarChart.Bars.of(
                                        words.text("advice.advised"),
                                        channels.stream()
                                                .map(r -> Cells.amount(r, AggBudgetAdvice.ADVISED_SPEND_AMOUNT))
                                                .toList())),
                        Axis.of(words.text("advice.axis", words.currency()), words::brief),
                        BarChart.Layout.LYING,
                        ""),
                94 + 44 * channels.size(),
                true,
                table.table());
    }
}
