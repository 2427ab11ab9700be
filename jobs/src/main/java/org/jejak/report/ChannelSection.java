package org.jejak.report;

import java.time.LocalDate;
import java.util.*;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.Annotated;
import org.jejak.report.chart.Annotated.Target;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.*;

/** What channels cost and bring, paid touchpoints and free reach apart, and how the same budget could bring more. */
final class ChannelSection extends SectionBuilder {
    private static final Predicate<Row> IS_TOTAL = Cells.is(AggBudgetAdvice.CHANNEL, "(total)");

    private final PaidSpend paid;

    ChannelSection(Source source, PaidSpend paid, Messages words) {
        super("channels", source, words);
        this.paid = paid;
    }

    @Override
    String build() {
        String finding = performance();
        advice();
        return finding;
    }

    /** What a channel, or several together, cost and brought in the period. Spend stands with paid touchpoints alone. */
    private static final class Totals {
        final String name;
        double spend;
        double orders;
        double revenue;
        double freeOrders;
        double freeRevenue;

        Totals(String name) {
            this.name = name;
        }

        void add(Row row) {
            if (!Cells.flag(row, AggChannelPerformance.IS_PAID)) {
                freeOrders += Cells.amount(row, AggChannelPerformance.CONVERSION_COUNT);
                freeRevenue += Cells.amount(row, AggChannelPerformance.REVENUE_AMOUNT);
                return;
            }
            spend += Cells.amount(row, AggChannelPerformance.SPEND_AMOUNT);
            orders += Cells.amount(row, AggChannelPerformance.CONVERSION_COUNT);
            revenue += Cells.amount(row, AggChannelPerformance.REVENUE_AMOUNT);
        }

        /** Null without spend or without paid orders, of which nobody knows. */
        Double perOrder() {
            return spend == 0 || orders == 0 ? null : (Double) (spend / orders);
        }

        Double perSpend() {
            return spend == 0 || orders == 0 ? null : (Double) (revenue / spend);
        }
    }

    private String performance() {
        List<Row> rows = paid.since(source.periodStart());
        if (rows.isEmpty()) {
            message("channels.none");
            return "";
        }
        Map<String, Totals> byCode = new TreeMap<>(Names.order(Names.CHANNELS));
        Totals sum = new Totals(text("word.all"));
        for (Row row : rows) {
            byCode.computeIfAbsent(Cells.text(row, AggChannelPerformance.CHANNEL), c -> new Totals(name("channel", c)))
                    .add(row);
            sum.add(row);
        }
        List<Totals> channels = List.copyOf(byCode.values());
        listing(channels, sum);
        returns(channels.stream().filter(t -> t.spend > 0).toList());
        months();
        if (sum.spend == 0) return text("channels.finding.noSpend", period(), words.money(sum.freeRevenue));
        Double each = sum.perSpend();
        if (each == null) return text("channels.finding.unknown", period(), words.briefMoney(sum.spend));
        return text(
                each < 1 ? "channels.finding.loss" : "channels.finding",
                period(),
                words.briefMoney(sum.spend),
                words.briefMoney(sum.revenue),
                words.number(each, 2));
    }

    private void listing(List<Totals> channels, Totals sum) {
        List<Totals> lines = new ArrayList<>(channels);
        lines.add(sum);
        block("channels.list", period(), name("model", paid.model()))
                .list(FigureBuilder.of(lines)
                        .text(text("word.channel"), t -> t.name)
                        .number(text("channels.spend"), t -> t.spend == 0 ? Messages.NONE : words.amount(t.spend))
                        .number(text("channels.orders"), t -> t.orders == 0 ? Messages.NONE : words.count(t.orders))
                        .number(text("channels.revenue"), t -> t.orders == 0 ? Messages.NONE : words.amount(t.revenue))
                        .number(text("channels.cpa"), Totals::perOrder, words::amount)
                        .number(text("channels.roas"), Totals::perSpend, v -> words.number(v, 2))
                        .number(text("channels.free.orders"), t -> t.freeOrders, words::count)
                        .number(text("channels.free.revenue"), t -> t.freeRevenue, words::amount));
    }

    private void returns(List<Totals> bought) {
        if (bought.stream().map(Totals::perSpend).allMatch(Objects::isNull)) return;
        FigureBuilder<Totals> figure = FigureBuilder.of(bought)
                .text(text("word.channel"), t -> t.name)
                .number(text("channels.spend"), t -> t.spend, words::amount)
                .series(text("channels.roas"), Totals::perSpend, v -> words.number(v, 2));
        Axis axis =
                Axis.of(text("channels.return.axis"), v -> words.number(v, 2)).inStepsOf(0.1);
        block("channels.return", period()).half().draw(figure.bars(axis), 230, figure);
    }

    /** All paid channels together, month by month; at the line ads earn what they cost. */
    private void months() {
        List<LocalDate> months = source.yearMonths().stream()
                .filter(m -> paid.returns(m) != null)
                .toList();
        if (months.size() < 2) return;
        double even = 1 / Math.max(source.settings().value().margin(), 0.001);
        FigureBuilder<LocalDate> figure = FigureBuilder.of(months)
                .text(text("word.month"), words::month)
                .labelled(words::monthAlone)
                .series(text("channels.roas"), paid::returns, v -> words.number(v, 2));
        double most = Math.max(
                even * 1.1, months.stream().mapToDouble(paid::returns).max().orElse(0));
        Axis axis = Axis.of(text("channels.return.axis"), v -> words.number(v, 2))
                .inStepsOf(0.1)
                .spanning(0, most);
        block("channels.months", name("model", paid.model()))
                .half()
                .draw(
                        Annotated.marked(figure.lines(axis, ""), List.of())
                                .aimingAt(new Target(even, text("channels.even"))),
                        230,
                        figure);
    }

    private void advice() {
        List<Row> all = source.rows(AggBudgetAdvice.TABLE);
        String objective = all.stream()
                .map(Cells.text(AggBudgetAdvice.OBJECTIVE))
                .max(Comparator.naturalOrder())
                .orElse(null);
        if (objective == null) {
            message("advice.none");
            return;
        }
        List<Row> rows = all.stream()
                .filter(Cells.is(AggBudgetAdvice.OBJECTIVE, objective))
                .sorted(Comparator.comparing(IS_TOTAL::test)
                        .thenComparing(Cells.inOrder(AggBudgetAdvice.CHANNEL, Names.CHANNELS)))
                .toList();
        Optional<Row> total = rows.stream()
                .filter(IS_TOTAL)
                .filter(r -> Cells.flag(r, AggBudgetAdvice.HAS_ADVICE))
                .findFirst();
        if (total.isEmpty()) {
            message("advice.finding.none");
            block("advice.list", name("objective", objective)).fold(advised(rows));
            return;
        }
        String gain = words.brief(Cells.amount(total.get(), AggBudgetAdvice.GAIN));
        also(text(
                "advice.finding",
                "revenue".equals(objective) ? words.currency(gain) : text("advice.conversions", gain)));
        FigureBuilder<Row> bars =
                advised(rows.stream().filter(IS_TOTAL.negate()).toList());
        block("advice.budget")
                .half()
                .draw(
                        bars.bars(Axis.of(text("advice.axis", words.currency()), words::brief)),
                        94 + 44 * bars.size(),
                        advised(rows));
        block("advice.list", name("objective", objective)).list(advised(rows));
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
