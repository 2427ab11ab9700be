package org.jejak.report;

import static org.apache.spark.sql.functions.*;

import java.time.LocalDate;
import java.util.*;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.jejak.config.ValueSettings;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.*;

/** What customers are worth: the year ahead, segments, and value by the channel that brought them. */
final class ValueSection extends SectionBuilder {
    private static final String EXISTING = "existing";
    private static final String NEW = "new";
    private static final String RECEIPTS = "receipts";
    private static final List<String> POPULATIONS = List.of(EXISTING, NEW, RECEIPTS);
    private static final int YEAR = 365;

    private final ValueSettings settings;
    private final Map<Field, DailyTotals> days;

    ValueSection(Source source, Map<Field, DailyTotals> days, Messages words) {
        super("value", source, words);
        this.days = days;
        settings = source.settings().value();
    }

    @Override
    String build() {
        String forecast = forecast();
        segments();
        channels();
        return forecast;
    }

    private static int month(Row row) {
        return (int) Cells.amount(row, AggRevenueForecast.MONTH_NUMBER);
    }

    /** Expected revenue by month, of customers of today, those to come, and receipts that name nobody. */
    private String forecast() {
        List<Row> all = source.rows(AggRevenueForecast.TABLE).stream()
                .filter(r -> Cells.number(r, AggRevenueForecast.EXPECTED_REVENUE_AMOUNT) != null)
                .filter(r -> !Cells.date(r, AggRevenueForecast.AS_OF_DATE).isAfter(source.date()))
                .sorted(Comparator.comparing(Cells.number(AggRevenueForecast.MONTH_NUMBER)))
                .toList();
        // earlier forecasts are kept, to be held against what came
        LocalDate newest = all.stream()
                .map(r -> Cells.date(r, AggRevenueForecast.AS_OF_DATE))
                .max(Comparator.naturalOrder())
                .orElse(null);
        List<Row> rows = all.stream()
                .filter(r -> Cells.date(r, AggRevenueForecast.AS_OF_DATE).equals(newest))
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
        for (String population : POPULATIONS) {
            Function<Integer, Double> value = of(rows, population, AggRevenueForecast.EXPECTED_REVENUE_AMOUNT);
            if (months.keySet().stream().map(value).noneMatch(Objects::nonNull)) continue;
            Function<Integer, Double> low = of(rows, population, AggRevenueForecast.REVENUE_LOW_AMOUNT);
            Function<Integer, Double> high = of(rows, population, AggRevenueForecast.REVENUE_HIGH_AMOUNT);
            figure.series(name("population", population), value, words::amount)
                    .interval(text("word.interval"), low, high, (l, h) -> words.between(l, h, 0));
        }
        block("value.forecast")
                .note(words.duration(settings.acquisitionWindow()))
                .draw(
                        figure.lines(
                                Axis.of(text("forecast.axis", words.currency()), words::tick), text("forecast.ahead")),
                        300,
                        figure);
        return finding(rows, months.size());
    }

    /** What is expected in all, of whom, and what the same time brought before. */
    private String finding(List<Row> rows, int months) {
        also(text(
                "value.finding.parts",
                words.brief(total(rows, EXISTING, AggRevenueForecast.EXPECTED_REVENUE_AMOUNT)),
                words.brief(total(rows, NEW, AggRevenueForecast.EXPECTED_REVENUE_AMOUNT))));
        double receipts = total(rows, RECEIPTS, AggRevenueForecast.EXPECTED_REVENUE_AMOUNT);
        if (receipts > 0) also(text("value.finding.receipts", words.brief(receipts)));
        also(text("value.finding.interval"));
        double last = lastYear();
        String expected = words.briefMoney(total(rows, null, AggRevenueForecast.EXPECTED_REVENUE_AMOUNT));
        String between = words.betweenBrief(
                total(rows, null, AggRevenueForecast.REVENUE_LOW_AMOUNT),
                total(rows, null, AggRevenueForecast.REVENUE_HIGH_AMOUNT));
        String refunds = text(settings.returns() == ValueSettings.Returns.GROSS ? "value.gross" : "value.net");
        return last <= 0
                ? text("value.finding.alone", words.count((double) months), expected, between, refunds)
                : text("value.finding", words.count((double) months), expected, between, refunds, words.brief(last));
    }

    /** The sum of a population, or of all. */
    private static double total(List<Row> rows, String population, Field field) {
        return rows.stream()
                .filter(r -> population == null || population.equals(Cells.text(r, AggRevenueForecast.POPULATION)))
                .mapToDouble(r -> Cells.amount(r, field))
                .sum();
    }

    /** Revenue of the last 365 days, refunds taken off where the forecast does so too; 0 if the data do not reach so far back. */
    private double lastYear() {
        DailyTotals revenue = days.get(AggChannelDaily.REVENUE_AMOUNT);
        LocalDate first = source.date().minusDays(YEAR - 1L);
        if (!revenue.reaches(first)) return 0;
        double gross = revenue.total(first, source.date());
        return settings.returns() == ValueSettings.Returns.GROSS
                ? gross
                : gross - days.get(AggChannelDaily.REFUND_AMOUNT).total(first, source.date());
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

    private void segments() {
        List<Row> rows = source
                .rows(
                        FactCustomerValue.TABLE,
                        table -> table.filter(FactCustomerValue.IS_IDENTIFIED.col())
                                .filter(FactCustomerValue.PURCHASE_COUNT.col().gt(0))
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
            return;
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
        if (revenue > 0) also(largest(rows, customers, revenue));
    }

    private void expected(List<Row> segments, int height, FigureBuilder<Row> table) {
        FigureBuilder<Row> bars = FigureBuilder.of(segments)
                .text(text("value.segment"), name("segment", FactCustomerValue.RFM_SEGMENT))
                .drawn(text("value.future"), Cells.number("clv"));
        block("value.clv", words.duration(settings.horizon()))
                .note(
                        settings.margin() == 1
                                ? text("value.isRevenue")
                                : text("value.isMargin", words.percent(settings.margin(), 0)))
                .half()
                .draw(bars.bars(Axis.of(words.currency(), words::brief)), height, table);
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

    /** Identified customers; what paid touchpoints brought and what came by itself apart. */
    private void channels() {
        List<Row> rows = source.rows(AggChannelValue.TABLE).stream()
                .filter(r -> Cells.flag(r, AggChannelValue.IS_IDENTIFIED))
                .sorted(Cells.inOrder(AggChannelValue.ACQUISITION_CHANNEL, Names.CHANNELS)
                        .thenComparing(r -> !Cells.flag(r, AggChannelValue.IS_PAID)))
                .toList();
        if (rows.isEmpty()) return;
        block("value.channels")
                .list(FigureBuilder.of(rows)
                        .text(text("value.channel"), name("channel", AggChannelValue.ACQUISITION_CHANNEL))
                        .text(
                                text("value.how"),
                                r -> text(Cells.flag(r, AggChannelValue.IS_PAID) ? "value.paid" : "value.free"))
                        .number(text("word.customers"), Cells.number(AggChannelValue.CUSTOMER_COUNT), words::count)
                        .number(
                                text("value.cost"),
                                r -> hasCost(r)
                                        ? words.amount(Cells.number(r, AggChannelValue.ACQUISITION_COST_AMOUNT))
                                        : Messages.NONE)
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
                        .number(text("value.payback"), this::payback));
    }

    private static boolean hasCost(Row row) {
        return Cells.amount(row, AggChannelValue.ACQUISITION_COST_AMOUNT) > 0;
    }

    private String payback(Row row) {
        Double months = Cells.number(row, AggChannelValue.PAYBACK_MONTHS);
        if (!hasCost(row)) return Messages.NONE;
        if (months == null) return text("value.payback.notYet");
        return months == 0 ? text("value.payback.first") : text("value.payback.months", words.count(months));
    }

    @Override
    List<String> notes() {
        return List.of(text(
                "value.note",
                text(
                        settings.margin() == 1 ? "value.isRevenue" : "value.isMargin",
                        words.percent(settings.margin(), 0)),
                words.percent(settings.discountRate(), 0)));
    }
}
