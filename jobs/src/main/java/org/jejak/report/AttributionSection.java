package org.jejak.report;

import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.jejak.report.Block.Figure;
import org.jejak.report.Block.Listing;
import org.jejak.report.Block.Message;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.DotRange;
import org.jejak.table.AggAttribution;

/** Who earned the orders, by each model, and how far the models are apart. */
final class AttributionSection {
    private static final String ORDER = "order";
    private static final String UNATTRIBUTED = "(unattributed)";

    /** Drawn, in this order; the table has all. */
    private static final List<String> DRAWN = List.of("first", "last", "linear", "time_decay", "markov", "shapley");

    private AttributionSection() {}

    static Section of(Source source, Messages words) {
        List<Row> rows = source.rows(
                AggAttribution.TABLE,
                table -> table.filter(AggAttribution.CONVERSION_TYPE
                                .col()
                                .equalTo(ORDER)
                                .and(JourneySection.inPeriod(AggAttribution.BUSINESS_DATE, source)))
                        .groupBy(AggAttribution.MODEL.col(), AggAttribution.CHANNEL.col())
                        .agg(sum(AggAttribution.CONVERSIONS.col()).as("conversions")));
        if (rows.isEmpty()) {
            return new Section(
                    "attribution",
                    words.text("attribution.title"),
                    "",
                    List.of(new Message(words.text("attribution.none"))),
                    List.of());
        }
        Shares shares = Shares.of(rows);
        List<Block> blocks = new ArrayList<>();
        blocks.add(figure(source, shares, words));
        blocks.add(disagreement(shares, words));
        Spread widest = shares.spreads().get(0);
        String finding = words.text(
                "attribution.finding",
                words.name("channel", widest.channel),
                words.percent(widest.least, 0),
                words.name("model", widest.lowest),
                words.percent(widest.most, 0),
                words.name("model", widest.highest));
        return new Section(
                "attribution",
                words.text("attribution.title"),
                finding,
                blocks,
                List.of(words.text("attribution.note")));
    }

    private static Figure figure(Source source, Shares shares, Messages words) {
        List<String> headings = new ArrayList<>(List.of(words.text("word.channel")));
        shares.models.forEach(m -> headings.add("#" + words.name("model", m)));
        TableBuilder table = TableBuilder.with(headings.toArray(String[]::new));
        for (String channel : shares.channels) {
            List<String> texts = new ArrayList<>(List.of(words.name("channel", channel)));
            shares.models.forEach(m -> texts.add(words.percent(shares.of(m, channel), 1)));
            table.row(texts);
        }
        List<DotRange.Answer> answers = shares.models.stream()
                .filter(DRAWN::contains)
                .sorted(Comparator.comparing(DRAWN::indexOf))
                .map(m -> new DotRange.Answer(
                        words.name("model", m),
                        shares.channels.stream().map(c -> shares.of(m, c)).toList()))
                .toList();
        return new Figure(
                "attribution-models",
                words.text("attribution.models", words.period(source.periodStart(), source.date())),
                words.text("attribution.models.note", words.count((double) shares.models.size())),
                words.text("attribution.models.alt"),
                new DotRange(
                        shares.channels.stream()
                                .map(c -> words.name("channel", c))
                                .toList(),
                        answers,
                        Axis.of(words.text("attribution.axis"), v -> words.percent(v, 0))
                                .inStepsOf(0.01)),
                90 + 34 * shares.channels.size(),
                false,
                table.table());
    }

    private static Listing disagreement(Shares shares, Messages words) {
        TableBuilder table = TableBuilder.with(
                words.text("word.channel"),
                "#" + words.text("attribution.least"),
                words.text("attribution.by"),
                "#" + words.text("attribution.most"),
                words.text("attribution.by"),
                "#" + words.text("attribution.spread"));
        for (Spread spread : shares.spreads()) {
            table.row(
                    words.name("channel", spread.channel),
                    words.percent(spread.least, 1),
                    words.name("model", spread.lowest),
                    words.percent(spread.most, 1),
                    words.name("model", spread.highest),
                    words.number((spread.most - spread.least) * 100, 1));
        }
        return new Listing("attribution-disagreement", words.text("attribution.disagreement"), "", table.table());
    }

    /** How far the models are apart on one channel. */
    private record Spread(String channel, String lowest, double least, String highest, double most) {}

    /** Each model's share of the conversions by channel. */
    private record Shares(List<String> models, List<String> channels, Map<String, Double> shares) {
        static Shares of(List<Row> rows) {
            Map<String, Double> totals = new HashMap<>();
            Map<String, Double> shares = new HashMap<>();
            TreeSet<String> models = new TreeSet<>();
            TreeSet<String> channels = new TreeSet<>(Comparator.comparing((String c) -> Names.place(Names.CHANNELS, c))
                    .thenComparing(c -> c));
            for (Row row : rows) {
                totals.merge(Cells.text(row, AggAttribution.MODEL), Cells.number(row, "conversions"), Double::sum);
                models.add(Cells.text(row, AggAttribution.MODEL));
                channels.add(Cells.text(row, AggAttribution.CHANNEL));
            }
            for (Row row : rows) {
                String model = Cells.text(row, AggAttribution.MODEL);
                double total = totals.get(model);
                shares.put(
                        model + "/" + Cells.text(row, AggAttribution.CHANNEL),
                        total == 0 ? 0 : Cells.number(row, "conversions") / total);
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
                    .map(c -> {
                        Comparator<String> byShare = Comparator.comparing(m -> of(m, c));
                        String lowest = models.stream().min(byShare).orElseThrow();
                        String highest = models.stream()
                                .max(byShare.thenComparing(Comparator.reverseOrder()))
                                .orElseThrow();
                        return new Spread(c, lowest, of(lowest, c), highest, of(highest, c));
                    })
                    .sorted(Comparator.comparing((Spread s) -> s.least - s.most).thenComparing(Spread::channel))
                    .toList();
        }
    }
}
