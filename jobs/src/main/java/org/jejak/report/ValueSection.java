package org.jejak.report;

import static org.apache.spark.sql.functions.*;

import java.util.*;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.*;

/** What customers are worth: segments, the year ahead, and value by the channel that brought them. */
final class ValueSection extends SectionBuilder {
    private static final String EXISTING = "existing";

    ValueSection(Source source, Messages words) {
        super("value", source, words);
    }

    @Override
    String build() {
        String forecast = forecast();
        String segments = segments();
        channels();
        return (forecast + " " + segments).strip();
    }

    private static int month(Row row) {
        return (int) Cells.amount(row, AggRevenueForecast.MONTH_NUMBER);
    }

    /** Expected revenue by month, of customers of today and to come. */
    private String forecast() {
        List<Row> rows = source.rows(AggRevenueForecast.TABLE).stream()
                .filter(r -> Cells.number(r, AggRevenueForecast.EXPECTED_REVENUE_AMOUNT) != null)
                .sorted(Comparator.comparing(Cells.number(AggRevenueForecast.MONTH_NUMBER)))
                .toList();
        if (rows.isEmpty()) {
            message("value.forecast.none");
            return "";
        }
        Map<Integer, Row> months = new TreeMap<>();
        rows.forEach(r -> months.putIfAbsent(month(r), r));
        FigureBuilder<Integer> figure = FigureBuilder.of(List.copyOf(months.keySet()))
                .text(text("forecast.month"), m -> words.date(Cells.date(months.get(m), AggRevenueForecast.FROM_DATE)))
                .labelled(String::valueOf);
        for (String population : List.of(EXISTING, "new")) {
            Function<Integer, Double> value = of(rows, population, AggRevenueForecast.EXPECTED_REVENUE_AMOUNT);
            Function<Integer, Double> low = of(rows, population, AggRevenueForecast.REVENUE_LOW_AMOUNT);
            Function<Integer, Double> high = of(rows, population, AggRevenueForecast.REVENUE_HIGH_AMOUNT);
            figure.number(name("population", population), value, words::amount)
                    .number(text("word.interval"), m -> words.between(low.apply(m), high.apply(m), 0));
            if (months.keySet().stream().map(value).anyMatch(Objects::nonNull))
                figure.drawn(name("population", population), value).within(low, high);
        }
        block("value.forecast")
                .draw(
                        figure.lines(
                                Axis.of(text("forecast.axis", words.currency()), words::tick), text("forecast.ahead")),
                        300,
                        figure);
        double total = rows.stream()
                .filter(Cells.is(AggRevenueForecast.POPULATION, EXISTING))
                .mapToDouble(r -> Cells.amount(r, AggRevenueForecast.EXPECTED_REVENUE_AMOUNT))
                .sum();
        return text("value.finding", words.currency(words.brief(total)));
    }

    /** A column of a population, by month; null where no row has it. */
    private static Function<Integer, Double> of(List<Row> rows, String population, Field field) {
        return month -> rows.stream()
                .filter(Cells.is(AggRevenueForecast.POPULATION, population))
                .filter(r -> month(r) == month)
                .findFirst()
                .map(Cells.number(field))
                .orElse(null);
    }

    private String segments() {
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
                        .thenComparing(Cells.text(FactCustomerValue.RFM_SEGMENT)))
                .toList();
        if (rows.isEmpty()) {
            message("value.none");
            return "";
        }
        double customers = total(rows, "customers");
        double revenue = total(rows, "revenue");
        FigureBuilder<Row> figure = FigureBuilder.of(rows)
                .text(text("value.segment"), name("segment", FactCustomerValue.RFM_SEGMENT))
                .number(text("word.customers"), Cells.number("customers"), words::count)
                .number(text("value.revenue"), Cells.number("revenue"), words::amount)
                .number(text("value.future"), Cells.number("clv"), words::amount)
                .drawn(text("word.customers"), r -> Cells.number(r, "customers") / customers)
                .drawn(
                        text("value.revenue"),
                        r -> revenue == 0 ? null : (Double) (Cells.number(r, "revenue") / revenue));
        int height = 96 + 34 * rows.size();
        block("value.segments").half().draw(figure.bars(shares("value.axis")), height, figure);
        if (rows.stream().anyMatch(r -> Cells.number(r, "clv") != null)) expected(rows, height, figure);
        return revenue == 0 ? "" : largest(rows, customers, revenue);
    }

    private void expected(List<Row> segments, int height, FigureBuilder<Row> table) {
        FigureBuilder<Row> bars = FigureBuilder.of(segments)
                .text(text("value.segment"), name("segment", FactCustomerValue.RFM_SEGMENT))
                .drawn(text("value.future"), Cells.number("clv"));
        block("value.clv").half().draw(bars.bars(Axis.of(words.currency(), words::brief)), height, table);
    }

    private String largest(List<Row> segments, double customers, double revenue) {
        Row top = segments.stream()
                .max(Comparator.comparing(Cells.number("revenue"))
                        .thenComparing(Cells.text(FactCustomerValue.RFM_SEGMENT)))
                .orElseThrow();
        return text(
                "value.finding.segment",
                name("segment", Cells.text(top, FactCustomerValue.RFM_SEGMENT)),
                words.percent(Cells.number(top, "customers") / customers, 0),
                words.percent(Cells.number(top, "revenue") / revenue, 0));
    }

    private static double total(List<Row> rows, String column) {
        return rows.stream().mapToDouble(r -> Cells.number(r, column)).sum();
    }

    private void channels() {
        List<Row> rows = source.rows(AggChannelValue.TABLE).stream()
                .sorted(Cells.inOrder(AggChannelValue.ACQUISITION_CHANNEL, Names.CHANNELS))
                .toList();
        if (rows.isEmpty()) return;
        block("value.channels")
                .list(FigureBuilder.of(rows)
                        .text(text("value.channel"), name("channel", AggChannelValue.ACQUISITION_CHANNEL))
                        .number(text("word.customers"), Cells.number(AggChannelValue.CUSTOMER_COUNT), words::count)
                        .number(
                                text("value.cost"),
                                Cells.number(AggChannelValue.ACQUISITION_COST_AMOUNT),
                                words::amount)
                        .number(
                                text("value.historic"),
                                Cells.number(AggChannelValue.MEAN_HISTORIC_VALUE_AMOUNT),
                                words::amount)
                        .number(
                                text("value.residual"),
                                Cells.number(AggChannelValue.MEAN_RESIDUAL_VALUE_AMOUNT),
                                words::amount)
                        .number(
                                text("value.ratio"),
                                Cells.number(AggChannelValue.VALUE_TO_COST_RATIO),
                                v -> words.number(v, 1))
                        .number(text("value.payback"), Cells.number(AggChannelValue.PAYBACK_MONTHS), words::count));
    }
}
