package org.jejak.report;

import java.time.LocalDate;
import java.util.*;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jejak.table.*;

/**
 * What channels cost and brought in the twelve months up to the date, by model; sums are of paid touchpoints alone.
 *
 * @param all rows of {@code agg_channel_performance}, free reach too
 * @param model the model that the report speaks of; empty without rows
 */
record PaidSpend(List<Row> all, String model) {
    /** The first of these that there is; any other after them. */
    static final List<String> MODELS = List.of("markov", "shapley", "linear", "last_non_direct", "last");

    static PaidSpend of(Source source) {
        List<Row> all = source.rows(
                AggChannelPerformance.TABLE, table -> table.filter(source.inYear(AggChannelPerformance.MONTH)));
        return new PaidSpend(
                all,
                all.stream()
                        .map(Cells.text(AggChannelPerformance.MODEL))
                        .min(Names.order(MODELS))
                        .orElse(""));
    }

    /** Rows of the model that the report speaks of, free reach too, of the months from one on. */
    List<Row> since(LocalDate month) {
        return all.stream()
                .filter(ofModel(model))
                .filter(r -> !Cells.date(r, AggChannelPerformance.MONTH).isBefore(month))
                .toList();
    }

    private Stream<Row> rows() {
        return all.stream().filter(r -> Cells.flag(r, AggChannelPerformance.IS_PAID));
    }

    /** Channels with spend, in the order in which the report shows them. */
    List<String> channels() {
        return rows().filter(ofModel(model))
                .filter(r -> Cells.amount(r, AggChannelPerformance.SPEND_AMOUNT) > 0)
                .map(Cells.text(AggChannelPerformance.CHANNEL))
                .distinct()
                .sorted(Names.order(Names.CHANNELS))
                .toList();
    }

    /**
     * Channels that cost more than the margin of what they brought, by the model that the report speaks of.
     *
     * @param margin share of revenue that is margin
     */
    List<String> losing(double margin) {
        return channels().stream()
                .filter(c -> !isUnknown(c) && spend(List.of(c)) > margin * revenue(List.of(c)))
                .toList();
    }

    /** Whether there was spend in a month without a paid touchpoint, so that nobody knows what it brought. */
    private boolean isUnknown(String channel) {
        return rows().filter(in(List.of(channel))).anyMatch(Cells.is(AggChannelPerformance.NOTE, "no_paid_touches"));
    }

    double spend(List<String> channels) {
        return sum(AggChannelPerformance.SPEND_AMOUNT, ofModel(model).and(in(channels)));
    }

    double revenue(List<String> channels) {
        return sum(AggChannelPerformance.REVENUE_AMOUNT, ofModel(model).and(in(channels)));
    }

    /** Spend less margin, by each model. */
    List<Double> losses(List<String> channels, double margin) {
        double spend = spend(channels);
        return rows().map(Cells.text(AggChannelPerformance.MODEL))
                .distinct()
                .sorted()
                .map(m -> spend
                        - margin
                                * sum(
                                        AggChannelPerformance.REVENUE_AMOUNT,
                                        ofModel(m).and(in(channels))))
                .toList();
    }

    /** Revenue per unit of spend of a month, all channels; null without spend. */
    Double returns(LocalDate month) {
        Predicate<Row> ofMonth = ofModel(model).and(r -> month.equals(Cells.date(r, AggChannelPerformance.MONTH)));
        double spend = sum(AggChannelPerformance.SPEND_AMOUNT, ofMonth);
        return spend == 0 ? null : (Double) (sum(AggChannelPerformance.REVENUE_AMOUNT, ofMonth) / spend);
    }

    private double sum(Field field, Predicate<Row> which) {
        return rows().filter(which).mapToDouble(r -> Cells.amount(r, field)).sum();
    }

    private static Predicate<Row> ofModel(String model) {
        return Cells.is(AggChannelPerformance.MODEL, model);
    }

    private static Predicate<Row> in(List<String> channels) {
        return r -> channels.contains(Cells.text(r, AggChannelPerformance.CHANNEL));
    }
}
