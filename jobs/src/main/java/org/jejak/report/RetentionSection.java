package org.jejak.report;

import static org.apache.spark.sql.functions.*;

import java.time.LocalDate;
import java.util.*;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.report.chart.HeatMap;
import org.jejak.table.*;

/** Who comes back, of the customers that can be recognised: monthly cohorts of first orders, and revenue kept. */
final class RetentionSection extends SectionBuilder {
    private static final int COHORTS = 12;
    private static final int MONTHS = 6;
    private static final int MOST_EXPECTED = 24;
    private static final String ALL = "all";

    RetentionSection(Source source, Messages words) {
        super("retention", source, words);
    }

    @Override
    String build() {
        List<Row> rows = source.rows(
                AggRetentionCohort.TABLE,
                table -> table.filter(AggRetentionCohort.IS_IDENTIFIED.col())
                        .filter(AggRetentionCohort.COHORT_BASIS
                                .col()
                                .equalTo("order")
                                .and(AggRetentionCohort.GRANULARITY.col().equalTo("month"))
                                .and(AggRetentionCohort.WINDOW_KIND.col().equalTo("calendar"))
                                .and(AggRetentionCohort.DIMENSION.col().equalTo(ALL))));
        String finding = "";
        if (rows.isEmpty()) message("retention.none");
        else {
            cohorts(rows);
            finding = together(rows);
        }
        receipts();
        movements();
        return finding;
    }

    private static boolean isObserved(Row row) {
        return !Cells.flag(row, AggRetentionCohort.IS_PROJECTED);
    }

    private static int month(Row row) {
        return (int) Cells.amount(row, AggRetentionCohort.PERIOD_NUMBER);
    }

    /** Orders without an identifier: how many, and their share of revenue. */
    private void receipts() {
        Map<Boolean, Row> found = new HashMap<>();
        source.rows(
                        FactCustomerValue.TABLE,
                        table -> table.filter(
                                        FactCustomerValue.PURCHASE_COUNT.col().gt(0))
                                .groupBy(FactCustomerValue.IS_IDENTIFIED.col())
                                .agg(
                                        count(lit(1)).as("customers"),
                                        sum(FactCustomerValue.REVENUE_AMOUNT.col())
                                                .as("revenue")))
                .forEach(r -> found.put(Cells.flag(r, FactCustomerValue.IS_IDENTIFIED), r));
        Row receipts = found.get(false);
        if (receipts == null) return;
        double own = Cells.number(receipts, "revenue");
        double all = own + (found.get(true) == null ? 0 : Cells.number(found.get(true), "revenue"));
        also(text(
                "retention.receipts",
                words.count(Cells.number(receipts, "customers")),
                words.percent(all == 0 ? null : own / all, 0)));
    }

    /** A line per cohort, a column per month since the first order. */
    private void cohorts(List<Row> rows) {
        Map<LocalDate, Map<Integer, Row>> cohorts = byCohort(rows);
        List<LocalDate> shown = cohorts.keySet().stream()
                .skip(Math.max(0, cohorts.size() - COHORTS))
                .toList();
        if (shown.isEmpty()) {
            message("retention.short");
            return;
        }
        FigureBuilder<LocalDate> figure = FigureBuilder.of(shown)
                .text(text("retention.cohort"), words::month)
                .number(text("word.customers"), cohort -> {
                    Row first = cohorts.get(cohort).get(0);
                    return words.count(first == null ? null : Cells.number(first, AggRetentionCohort.CUSTOMER_COUNT));
                });
        int longest = shown.stream()
                .flatMap(c -> cohorts.get(c).keySet().stream())
                .max(Comparator.naturalOrder())
                .orElse(1);
        boolean hasOpen = false;
        for (int k = 1; k <= Math.min(COHORTS, longest); k++) {
            int month = k;
            hasOpen |= shown.stream().map(c -> cell(cohorts.get(c).get(month))).anyMatch(c -> c.value() == null);
            figure.cells(
                    String.valueOf(k),
                    cohort -> cell(cohorts.get(cohort).get(month)),
                    cohort -> share(cohorts.get(cohort).get(month)));
        }
        Draft block = block("retention.cohorts", words.month(shown.get(0)), words.month(shown.get(shown.size() - 1)))
                .alt(words.month(shown.get(0)), words.month(shown.get(shown.size() - 1)));
        if (hasOpen) block.noteAlso(text("retention.cohorts.open"));
        block.draw(figure.heat(0.0, text("retention.axis")), 70 + 30 * shown.size(), figure);
    }

    /** What was observed, by cohort and month; only cohorts with a month after the first. */
    private Map<LocalDate, Map<Integer, Row>> byCohort(List<Row> rows) {
        Map<LocalDate, Map<Integer, Row>> cohorts = new TreeMap<>();
        for (Row row : rows) {
            LocalDate cohort = Cells.date(row, AggRetentionCohort.COHORT_DATE);
            if (cohort == null || !isObserved(row) || cohort.isAfter(source.date())) continue;
            cohorts.computeIfAbsent(cohort, c -> new TreeMap<>()).put(month(row), row);
        }
        cohorts.values().removeIf(line -> line.keySet().stream().noneMatch(k -> k >= 1));
        return cohorts;
    }

    /** A month that is not over looks worse than it will be: no colour. */
    private HeatMap.Cell cell(Row row) {
        Double rate = row == null ? null : Cells.number(row, AggRetentionCohort.RETENTION_RATE);
        if (rate == null) return HeatMap.Cell.NOTHING;
        boolean isWhole = Cells.flag(row, AggRetentionCohort.IS_COMPLETE);
        return new HeatMap.Cell(isWhole ? rate : null, words.number(rate * 100, 0), rate);
    }

    private String share(Row row) {
        Double rate = row == null ? null : Cells.number(row, AggRetentionCohort.RETENTION_RATE);
        if (rate == null) return "";
        return words.percent(rate, 1) + (Cells.flag(row, AggRetentionCohort.IS_COMPLETE) ? "" : "*");
    }

    private String together(List<Row> rows) {
        List<Row> all = rows.stream()
                .filter(Cells.is(AggRetentionCohort.COHORT, ALL))
                .filter(r -> month(r) >= 1)
                .sorted(Comparator.comparing(RetentionSection::month))
                .toList();
        List<Row> observed = all.stream()
                .filter(r -> isObserved(r)
                        && Cells.flag(r, AggRetentionCohort.IS_COMPLETE)
                        && Cells.number(r, AggRetentionCohort.RETENTION_RATE) != null)
                .toList();
        if (observed.isEmpty()) return "";
        List<Row> expected = all.stream()
                .filter(Cells.is(AggRetentionCohort.SERIES, "sbg"))
                .filter(r -> Cells.number(r, AggRetentionCohort.RETENTION_OR_AFTER_RATE) != null)
                .limit(MOST_EXPECTED)
                .toList();
        Function<Integer, Double> in = rate(observed, AggRetentionCohort.RETENTION_RATE);
        curves(observed, expected, in);
        Double first = in.apply(1);
        Double third = in.apply(3);
        return third == null
                ? text("retention.finding.one", words.percent(first, 0))
                : text("retention.finding", words.percent(first, 0), words.percent(third, 0));
    }

    /** All cohorts together, as observed and as expected. */
    private void curves(List<Row> observed, List<Row> expected, Function<Integer, Double> in) {
        int longest = Math.max(
                month(observed.get(observed.size() - 1)),
                expected.isEmpty() ? 0 : month(expected.get(expected.size() - 1)));
        FigureBuilder<Integer> figure = FigureBuilder.of(
                        IntStream.rangeClosed(1, longest).boxed().toList())
                .number(text("retention.period"), String::valueOf)
                .series(text("retention.on"), in, v -> words.percent(v, 1))
                .series(
                        text("retention.after"),
                        rate(observed, AggRetentionCohort.RETENTION_OR_AFTER_RATE),
                        v -> words.percent(v, 1));
        Draft block = block("retention.all");
        if (!expected.isEmpty()) {
            Function<Integer, Double> model = rate(expected, AggRetentionCohort.RETENTION_OR_AFTER_RATE);
            figure.series(text("retention.sbg"), model, v -> words.percent(v, 1))
                    .asForecast();
            block.noteAlso(text("retention.all.expected"));
        }
        block.draw(figure.lines(shares("retention.all.axis"), text("retention.period")), 300, figure);
    }

    /** A rate by month; null where no row has it. */
    private static Function<Integer, Double> rate(List<Row> rows, Field field) {
        return month -> rows.stream()
                .filter(r -> month(r) == month)
                .findFirst()
                .map(Cells.number(field))
                .orElse(null);
    }

    private void movements() {
        List<Row> months = source
                .rows(
                        AggRevenueMovement.TABLE,
                        table -> table.filter(AggRevenueMovement.IS_IDENTIFIED.col())
                                .filter(AggRevenueMovement.GRANULARITY
                                        .col()
                                        .equalTo("month")
                                        .and(AggRevenueMovement.DIMENSION.col().equalTo(ALL))
                                        .and(AggRevenueMovement.IS_COMPLETE.col())))
                .stream()
                .filter(r -> !Cells.date(r, AggRevenueMovement.PERIOD_DATE).isAfter(source.date()))
                .sorted(Comparator.comparing(r -> Cells.date(r, AggRevenueMovement.PERIOD_DATE)))
                .toList();
        if (months.isEmpty()) return;
        Row newest = months.get(months.size() - 1);
        if (Cells.amount(newest, AggRevenueMovement.REVENUE_AMOUNT) > 0)
            also(text(
                    "retention.repeat",
                    words.monthInFull(Cells.date(newest, AggRevenueMovement.PERIOD_DATE)),
                    repeatShare(newest)));
        Double trailing = Cells.number(newest, AggRevenueMovement.NRR_TRAILING_RATE);
        if (trailing != null) also(text("retention.trailing", words.percent(trailing, 0)));
        block("retention.movement")
                .list(FigureBuilder.of(months.subList(Math.max(0, months.size() - MONTHS), months.size()))
                        .text(text("word.month"), r -> words.month(Cells.date(r, AggRevenueMovement.PERIOD_DATE)))
                        .number(text("movement.revenue"), amount(AggRevenueMovement.REVENUE_AMOUNT))
                        .number(text("movement.new"), amount(AggRevenueMovement.NEW_REVENUE_AMOUNT))
                        .number(text("movement.reactivated"), amount(AggRevenueMovement.REACTIVATED_REVENUE_AMOUNT))
                        .number(text("movement.expansion"), amount(AggRevenueMovement.EXPANSION_AMOUNT))
                        .number(text("movement.contraction"), loss(AggRevenueMovement.CONTRACTION_AMOUNT))
                        .number(text("movement.churned"), loss(AggRevenueMovement.CHURNED_REVENUE_AMOUNT))
                        .number(text("movement.repeat"), this::repeatShare));
    }

    /** The share of revenue that did not come from first orders and their customers' first month. */
    private String repeatShare(Row row) {
        double revenue = Cells.amount(row, AggRevenueMovement.REVENUE_AMOUNT);
        return words.percent(
                revenue <= 0 ? null : 1 - Cells.amount(row, AggRevenueMovement.NEW_REVENUE_AMOUNT) / revenue, 0);
    }

    private Function<Row, String> amount(Field field) {
        return row -> words.amount(Cells.number(row, field));
    }

    private Function<Row, String> loss(Field field) {
        return row -> words.amount(-Cells.amount(row, field));
    }
}
