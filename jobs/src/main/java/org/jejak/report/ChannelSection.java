package org.jejak.report;

import java.util.*;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.*;

/** What channels cost and bring, and how the same budget could bring more. */
final class ChannelSection extends SectionBuilder {
    private static final Predicate<Row> IS_TOTAL = Cells.is(AggBudgetAdvice.CHANNEL, "(total)");
    private static final List<String> MODELS = List.of("markov", "shapley", "linear", "last_non_direct", "last");

    ChannelSection(Source source, Messages words) {
        super("channels", source, words);
    }

    @Override
    String build() {
        return (performance() + " " + advice()).strip();
    }

    /** What a channel, or several together, cost and brought in the period. */
    private static final class Totals {
        final String name;
        double spend;
        double revenue;
        double conversions;
        double newCustomers;
        double paidRevenue;
        double paidConversions;

        Totals(String name) {
            this.name = name;
        }

        void add(Row row) {
            spend += Cells.amount(row, AggChannelPerformance.SPEND_AMOUNT);
            revenue += Cells.amount(row, AggChannelPerformance.REVENUE_AMOUNT);
            conversions += Cells.amount(row, AggChannelPerformance.CONVERSION_COUNT);
            newCustomers += Cells.amount(row, AggChannelPerformance.NEW_CUSTOMER_CONVERSION_COUNT);
            if (!Cells.flag(row, AggChannelPerformance.IS_PAID)) return;
            paidRevenue += Cells.amount(row, AggChannelPerformance.REVENUE_AMOUNT);
            paidConversions += Cells.amount(row, AggChannelPerformance.CONVERSION_COUNT);
        }

        void add(Totals other) {
            spend += other.spend;
            revenue += other.revenue;
            conversions += other.conversions;
            newCustomers += other.newCustomers;
            paidRevenue += other.paidRevenue;
            paidConversions += other.paidConversions;
        }

        boolean isPaid() {
            return spend > 0;
        }

        Double perConversion() {
            return spend == 0 || paidConversions == 0 ? null : (Double) (spend / paidConversions);
        }

        Double perSpend() {
            return spend == 0 || paidConversions == 0 ? null : (Double) (paidRevenue / spend);
        }
    }

    private String performance() {
        List<Row> all = source.rows(
                AggChannelPerformance.TABLE,
                table -> table.filter(source.inPeriod(AggChannelPerformance.MONTH)));
        String model = all.stream()
                .map(Cells.text(AggChannelPerformance.MODEL))
                .min(Names.order(MODELS))
                .orElse(null);
        if (model == null) {
            message("channels.none");
            return "";
        }
        Map<String, Totals> byCode = new TreeMap<>(Names.order(Names.CHANNELS));
        all.stream()
                .filter(Cells.is(AggChannelPerformance.MODEL, model))
                .forEach(r -> byCode.computeIfAbsent(
                                Cells.text(r, AggChannelPerformance.CHANNEL), c -> new Totals(name("channel", c)))
                        .add(r));
        List<Totals> channels = List.copyOf(byCode.values());
        List<Totals> paid = channels.stream().filter(Totals::isPaid).toList();
        Totals sum = together("word.all", channels);
        Totals sumOfPaid = together("channels.paid", paid);
        listing(channels, sumOfPaid, sum, model);
        returns(paid);
        if (sum.spend == 0) return text("channels.finding.noSpend", words.money(sum.revenue));
        return text(
                "channels.finding",
                words.currency(words.brief(sum.spend)),
                words.currency(words.brief(sumOfPaid.paidRevenue)),
                words.number(sumOfPaid.paidRevenue / sum.spend, 1));
    }

    private Totals together(String key, List<Totals> some) {
        Totals sum = new Totals(text(key));
        some.forEach(sum::add);
        return sum;
    }

    private void listing(List<Totals> channels, Totals paid, Totals sum, String model) {
        List<Totals> lines = new ArrayList<>(channels);
        if (paid.isPaid()) lines.add(paid);
        lines.add(sum);
        block("channels.list", period(), name("model", model))
                .list(FigureBuilder.of(lines)
                        .text(text("word.channel"), t -> t.name)
                        .number(text("channels.spend"), t -> t.spend == 0 ? Messages.NONE : words.amount(t.spend))
                        .number(text("channels.orders"), t -> t.conversions, words::count)
                        .number(text("channels.newCustomers"), t -> t.newCustomers, words::count)
                        .number(text("channels.revenue"), t -> t.revenue, words::amount)
                        // revenue that no spend brought, per unit of spend, would say nothing
                        .number(text("channels.cpa"), t -> t == sum ? null : t.perConversion(), words::amount)
                        .number(text("channels.roas"), t -> t == sum ? null : t.perSpend(), v -> words.number(v, 2)));
    }

    private void returns(List<Totals> paid) {
        if (paid.isEmpty()) return;
        FigureBuilder<Totals> figure = FigureBuilder.of(paid)
                .text(text("word.channel"), t -> t.name)
                .number(text("channels.spend"), t -> t.spend, words::amount)
                .series(text("channels.roas"), Totals::perSpend, v -> words.number(v, 2));
        Axis axis = Axis.of(text("channels.return.axis"), v -> words.number(v, v == Math.rint(v) ? 0 : 1))
                .inStepsOf(0.1);
        block("channels.return").half().draw(figure.bars(axis), 76 + 38 * figure.size(), figure);
    }

    private String advice() {
        List<Row> all = source.rows(AggBudgetAdvice.TABLE);
        String objective = all.stream()
                .map(Cells.text(AggBudgetAdvice.OBJECTIVE))
                .max(Comparator.naturalOrder())
                .orElse(null);
        if (objective == null) {
            message("advice.none");
            return "";
        }
        List<Row> rows = all.stream()
                .filter(Cells.is(AggBudgetAdvice.OBJECTIVE, objective))
                .sorted(Comparator.comparing(IS_TOTAL::test)
                        .thenComparing(Cells.inOrder(AggBudgetAdvice.CHANNEL, Names.CHANNELS)))
                .toList();
        FigureBuilder<Row> table = advised(rows);
        if (rows.stream().anyMatch(r -> Cells.flag(r, AggBudgetAdvice.HAS_ADVICE))) {
            FigureBuilder<Row> bars =
                    advised(rows.stream().filter(IS_TOTAL.negate()).toList());
            block("advice.budget")
                    .half()
                    .draw(
                            bars.bars(Axis.of(text("advice.axis", words.currency()), words::brief)),
                            94 + 44 * bars.size(),
                            table);
        }
        block("advice.list", name("objective", objective)).list(table);
        return rows.stream()
                .filter(IS_TOTAL)
                .filter(r -> Cells.flag(r, AggBudgetAdvice.HAS_ADVICE))
                .findFirst()
                .map(Cells.number(AggBudgetAdvice.GAIN))
                .map(words::brief)
                .map(gain -> "revenue".equals(objective) ? words.currency(gain) : text("advice.conversions", gain))
                .map(gain -> text("advice.finding", gain))
                .orElse(text("advice.finding.none"));
    }

    private FigureBuilder<Row> advised(List<Row> rows) {
        return FigureBuilder.of(rows)
                .text(
                        text("word.channel"),
                        r -> IS_TOTAL.test(r)
                                ? text("word.all")
                                : name("channel", Cells.text(r, AggBudgetAdvice.CHANNEL)))
                .number(text("advice.now"), Cells.number(AggBudgetAdvice.CURRENT_SPEND_AMOUNT), words::amount)
                .number(text("advice.advised"), Cells.number(AggBudgetAdvice.ADVISED_SPEND_AMOUNT), words::amount)
                .drawn(text("advice.now"), r -> Cells.amount(r, AggBudgetAdvice.CURRENT_SPEND_AMOUNT))
                .drawn(text("advice.advised"), r -> Cells.amount(r, AggBudgetAdvice.ADVISED_SPEND_AMOUNT))
                .number(text("advice.gain"), Cells.number(AggBudgetAdvice.GAIN), v -> words.signed(v, 0))
                .number(text("word.interval90"), between(AggBudgetAdvice.GAIN_LOW, AggBudgetAdvice.GAIN_HIGH, 0))
                .text(text("advice.why"), r -> {
                    String reason = Cells.text(r, AggBudgetAdvice.REASON);
                    return reason == null ? "" : name("advice", reason);
                });
    }
}
