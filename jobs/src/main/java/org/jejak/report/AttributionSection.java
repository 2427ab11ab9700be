package org.jejak.report;

import static org.apache.spark.sql.functions.sum;

import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.AggAttribution;

/** Who earned the orders, by each model, and how far the models are apart. */
final class AttributionSection extends SectionBuilder {
    private static final String ORDER = "order";
    private static final String UNATTRIBUTED = "(unattributed)";
    private static final String CONVERSIONS = "conversions";

    /** Drawn, in this order; the table has all. */
    private static final List<String> DRAWN = List.of("first", "last", "linear", "time_decay", "markov", "shapley");

    AttributionSection(Source source, Messages words) {
        super("attribution", source, words);
    }

    @Override
    String build() {
        List<Row> rows = source.rows(
                AggAttribution.TABLE,
                table -> table.filter(AggAttribution.CONVERSION_TYPE
                                .col()
                                .equalTo(ORDER)
                                .and(source.inPeriod(AggAttribution.BUSINESS_DATE)))
                        .groupBy(AggAttribution.MODEL.col(), AggAttribution.CHANNEL.col())
                        .agg(sum(AggAttribution.CONVERSION_COUNT.col()).as(CONVERSIONS)));
        if (rows.isEmpty()) {
            message("attribution.none");
            return "";
        }
        Shares shares = Shares.of(rows);
        List<Spread> spreads = shares.spreads();
        models(shares, spreads);
        return finding(shares, spreads.get(0));
    }

    /** On what the share of the channel depends that the models are furthest apart on, and what this report goes by. */
    private String finding(Shares shares, Spread widest) {
        String channel = name("channel", widest.channel);
        String used = shares.models.stream().min(Names.order(PaidSpend.MODELS)).orElseThrow();
        also(text("attribution.finding.used", name("model", used), words.percent(shares.of(used, widest.channel), 0)));
        return text(
                "attribution.finding",
                channel,
                words.percent(widest.least, 0),
                rule(widest.lowest),
                words.percent(widest.most, 0),
                rule(widest.highest));
    }

    /** A model as a rule in plain words. */
    private String rule(String model) {
        return words.has("rule." + model) ? name("rule", model) : text("attribution.by", name("model", model));
    }

    private void models(Shares shares, List<Spread> spreads) {
        FigureBuilder<String> figure =
                FigureBuilder.of(shares.channels).text(text("word.channel"), c -> name("channel", c));
        shares.models.forEach(m -> figure.number(name("model", m), c -> words.percent(shares.of(m, c), 1)));
        figure.number(
                text("attribution.spread"),
                c -> spreads.stream()
                        .filter(s -> s.channel.equals(c))
                        .findFirst()
                        .map(s -> words.number((s.most - s.least) * 100, 1))
                        .orElse(Messages.NONE));
        DRAWN.stream()
                .filter(shares.models::contains)
                .forEach(m -> figure.drawn(name("model", m), c -> shares.of(m, c)));
        block("attribution.models", period())
                .note(words.count((double) shares.models.size()))
                .draw(figure.dots(shares("attribution.axis")), 90 + 34 * figure.size(), figure);
    }

    /** The models that give a channel the least and the most, with their shares. */
    private record Spread(String channel, String lowest, double least, String highest, double most) {}

    /** Each model's share of the conversions by channel; keys are {@code model/channel}. */
    private record Shares(List<String> models, List<String> channels, Map<String, Double> shares) {
        static Shares of(List<Row> rows) {
            Map<String, Double> totals = new HashMap<>();
            Map<String, Double> shares = new HashMap<>();
            TreeSet<String> models = new TreeSet<>();
            TreeSet<String> channels = new TreeSet<>(Names.order(Names.CHANNELS));
            for (Row row : rows) {
                totals.merge(Cells.text(row, AggAttribution.MODEL), Cells.number(row, CONVERSIONS), Double::sum);
                models.add(Cells.text(row, AggAttribution.MODEL));
                channels.add(Cells.text(row, AggAttribution.CHANNEL));
            }
            for (Row row : rows) {
                String model = Cells.text(row, AggAttribution.MODEL);
                double total = totals.get(model);
                shares.put(
                        model + "/" + Cells.text(row, AggAttribution.CHANNEL),
                        total == 0 ? 0 : Cells.number(row, CONVERSIONS) / total);
            }
            return new Shares(List.copyOf(models), List.copyOf(channels), shares);
        }

        /** A channel that a model does not name got nothing by it. */
        double of(String model, String channel) {
            return shares.getOrDefault(model + "/" + channel, 0.0);
        }

        /** By channel, the widest first. */
        List<Spread> spreads() {
            return channels.stream()
                    .filter(c -> channels.size() == 1 || !c.equals(UNATTRIBUTED))
                    .map(this::spread)
                    .sorted(Comparator.comparing((Spread s) -> s.least - s.most).thenComparing(Spread::channel))
                    .toList();
        }

        private Spread spread(String channel) {
            Comparator<String> byShare = Comparator.comparing(m -> of(m, channel));
            String lowest = models.stream().min(byShare).orElseThrow();
            String highest = models.stream()
                    .max(byShare.thenComparing(Comparator.reverseOrder()))
                    .orElseThrow();
            return new Spread(channel, lowest, of(lowest, channel), highest, of(highest, channel));
        }
    }
}
