package org.jejak.report;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

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
import org.jejak.report.chart.LineChart;
import org.jejak.table.AggChannelValue;
import org.jejak.table.AggRevenueForecast;
import org.jejak.table.FactCustomerValue;

/** What customers are worth: segments, the year ahead, and value by the channel that brought them. */
final class ValueSection {
    private static final List<String> POPULATIONS = List.of("existing", "new");

    private ValueSection() {}

    static Section of(Source source, Messages words) {
        List<Block> blocks = new ArrayList<>();
        String forecast = forecast(source, words, blocks);
        String segments = segments(source, words, blocks);
        channels(source, words, blocks);
        return new Section(
                "value",
                words.text("value.title"),
                (forecast + " " + segments).strip(),
                blocks,
                List.of(words.text("value.note")));
    }

    private static String forecast(Source source, Messages words, List<Block> blocks) {
        List<Row> rows = source.rows(AggRevenueForecast.TABLE).stream()
                .filter(r -> Cells.number(r, AggRevenueForecast.EXPECTED_REVENUE_AMOUNT) != null)
                .sorted(Comparator.comparing(r -> Cells.number(r, AggRevenueForecast.MONTH_NUMBER)))
                .toList();
        if (rows.isEmpty()) {
            blocks.add(new Message(words.text("forecast.none")));
            return "";
        }
        Map<Integer, Row> months = new TreeMap<>();
        rows.forEach(r -> months.putIfAbsent((int) Cells.amount(r, AggRevenueForecast.MONTH_NUMBER), r));
        TableBuilder table = TableBuilder.with(
                words.text("forecast.month"),
                "#" + words.name("population", "existing"),
                "#" + words.text("word.interval"),
                "#" + words.name("population", "new"),
                "#" + words.text("word.interval"));
        List<LineChart.Line> lines = new ArrayList<>();
        List<List<String>> texts = new ArrayList<>();
        months.values()
                .forEach(r ->
                        texts.add(new ArrayList<>(List.of(words.date(Cells.date(r, AggRevenueForecast.FROM_DATE))))));
        double total = 0;
        for (String population : POPULATIONS) {
            List<Double> values = new ArrayList<>();
            List<Double> lows = new ArrayList<>();
            List<Double> highs = new ArrayList<>();
            int place = 0;
            for (Integer month : months.keySet()) {
                Row row = rows.stream()
                        .filter(r -> population.equals(Cells.text(r, AggRevenueForecast.POPULATION))
                                && (int) Cells.amount(r, AggRevenueForecast.MONTH_NUMBER) == month)
                        .findFirst()
                        .orElse(null);
                values.add(row == null ? null : Cells.number(row, AggRevenueForecast.EXPECTED_REVENUE_AMOUNT));
                lows.add(row == null ? null : Cells.number(row, AggRevenueForecast.REVENUE_LOW_AMOUNT));
                highs.add(row == null ? null : Cells.number(row, AggRevenueForecast.REVENUE_HIGH_AMOUNT));
                texts.get(place).add(words.amount(values.get(place)));
                texts.get(place).add(words.between(lows.get(place), highs.get(place), 0));
                place++;
            }
            if (values.stream().noneMatch(v -> v != null)) continue;
            if ("existing".equals(population))
                total = values.stream()
                        .filter(v -> v != null)
                        .mapToDouble(v -> v)
                        .sum();
            lines.add(LineChart.Line.of(words.name("population", population), values)
                    .within(lows, highs));
        }
        texts.forEach(table::row);
        blocks.add(new Figure(
                "value-forecast",
                words.text("forecast.title"),
                words.text("forecast.note"),
                words.text("forecast.alt"),
                new LineChart(
                        months.keySet().stream().map(String::valueOf).toList(),
                        lines,
                        Axis.of(words.text("forecast.axis", words.currency()), words::tick),
                        words.text("forecast.ahead")),
                300,
                false,
                table.table()));
        return words.text("value.finding", words.currency(words.brief(total)));
    }

    private static String segments(Source source, Messages words, List<Block> blocks) {
        List<Row> rows = source
                .rows(
                        FactCustomerValue.TABLE,
                        table -> table.filter(
                                        FactCustomerValue.PURCHASE_COUNT.col().gt(0))
                                .groupBy(FactCustomerValue.RFM_SEGMENT.col())
                                .agg(
                                        count(lit(1)).as("customers"),
                                        sum(FactCustomerValue.REVENUE_AMOUNT.col())
                                                .as("revenue"),
                                        sum(FactCustomerValue.CLV_AMOUNT.col()).as("clv")))
                .stream()
                .sorted(Comparator.comparing((Row r) -> -Cells.number(r, "customers"))
                        .thenComparing(r -> Cells.text(r, FactCustomerValue.RFM_SEGMENT)))
                .toList();
        if (rows.isEmpty()) {
            blocks.add(new Message(words.text("value.none")));
            return "";
        }
        double customers =
                rows.stream().mapToDouble(r -> Cells.number(r, "customers")).sum();
        double revenue =
                rows.stream().mapToDouble(r -> Cells.number(r, "revenue")).sum();
        boolean hasClv = rows.stream().anyMatch(r -> Cells.number(r, "clv") != null);
        TableBuilder table = TableBuilder.with(
                words.text("value.segment"),
                "#" + words.text("word.customers"),
                "#" + words.text("value.revenue"),
                "#" + words.text("value.clv"));
        for (Row row : rows) {
            table.row(
                    name(row, words),
                    words.count(Cells.number(row, "customers")),
                    words.amount(Cells.number(row, "revenue")),
                    words.amount(Cells.number(row, "clv")));
        }
        List<String> names = rows.stream().map(r -> name(r, words)).toList();
        List<Double> counts =
                rows.stream().map(r -> Cells.number(r, "customers") / customers).toList();
        List<Double> revenues = rows.stream()
                .map(r -> revenue == 0 ? null : Cells.number(r, "revenue") / revenue)
                .toList();
        int height = 96 + 34 * rows.size();
        blocks.add(new Figure(
                "value-segments",
                words.text("value.segments"),
                words.text("value.segments.note"),
                words.text("value.segments.alt"),
                new BarChart(
                        names,
                        List.of(
                                BarChart.Bars.of(words.text("word.customers"), counts),
                                BarChart.Bars.of(words.text("value.revenue"), revenues)),
                        Axis.of(words.text("value.axis"), v -> words.percent(v, 0))
                                .inStepsOf(0.01),
                        BarChart.Layout.LYING,
                        ""),
                height,
                true,
                table.table()));
        if (hasClv) {
            blocks.add(new Figure(
                    "value-clv",
                    words.text("value.expected"),
                    words.text("value.expected.note"),
                    words.text("value.expected.alt"),
                    new BarChart(
                            names,
                            List.of(BarChart.Bars.of(
                                    words.text("value.clv"),
                                    rows.stream()
                                            .map(r -> Cells.number(r, "clv"))
                                            .toList())),
                            Axis.of(words.currency(), words::brief),
                            BarChart.Layout.LYING,
                            ""),
                    height,
                    true,
                    table.table()));
        }
        Row top = rows.stream()
                .max(Comparator.comparing((Row r) -> Cells.number(r, "revenue"))
                        .thenComparing(r -> Cells.text(r, FactCustomerValue.RFM_SEGMENT)))
                .orElseThrow();
        return revenue == 0
                ? ""
                : words.text(
                        "value.finding.segment",
                        name(top, words),
                        words.percent(Cells.number(top, "customers") / customers, 0),
                        words.percent(Cells.number(top, "revenue") / revenue, 0));
    }

    private static String name(Row row, Messages words) {
        return words.name("segment", Cells.text(row, FactCustomerValue.RFM_SEGMENT));
    }

    private static void channels(Source source, Messages words, List<Block> blocks) {
        List<Row> rows = source.rows(AggChannelValue.TABLE).stream()
                .sorted(Comparator.comparing((Row r) ->
                                Names.place(Names.CHANNELS, Cells.text(r, AggChannelValue.ACQUISITION_CHANNEL)))
                        .thenComparing(r -> Cells.text(r, AggChannelValue.ACQUISITION_CHANNEL)))
                .toList();
        if (rows.isEmpty()) return;
        TableBuilder table = TableBuilder.with(
                words.text("value.channel"),
                "#" + words.text("word.customers"),
                "#" + words.text("value.cost"),
                "#" + words.text("value.historic"),
                "#" + words.text("value.residual"),
                "#" + words.text("value.ratio"),
                "#" + words.text("value.payback"));
        for (Row row : rows) {
            table.row(
                    words.name("channel", Cells.text(row, AggChannelValue.ACQUISITION_CHANNEL)),
                    words.count(Cells.number(row, AggChannelValue.CUSTOMER_COUNT)),
                    words.amount(Cells.number(row, AggChannelValue.ACQUISITION_COST_AMOUNT)),
                    words.amount(Cells.number(row, AggChannelValue.MEAN_HISTORIC_VALUE_AMOUNT)),
                    words.amount(Cells.number(row, AggChannelValue.MEAN_RESIDUAL_VALUE_AMOUNT)),
                    words.number(Cells.number(row, AggChannelValue.VALUE_TO_COST_RATIO), 1),
                    words.number(Cells.number(row, AggChannelValue.PAYBACK_MONTHS), 0));
        }
        blocks.add(new Listing(
                "value-channels", words.text("value.channels"), words.text("value.channels.note"), table.table()));
    }
}
