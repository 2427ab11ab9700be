package org.jejak.report;

import java.util.*;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.BarChart;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.*;

/** What bad experiences cost: sales at risk, who buys again, and the estimate against similar customers. */
final class ImpactSection extends SectionBuilder {
    private static final List<String> RETURNS = List.of("repurchase_30", "repurchase_90", "repurchase_180");
    private static final List<String> COHORTS = List.of("not_bad", "recovered", "not_recovered");
    private static final List<String> MEASURES = List.of(
            "bad_share",
            "bad_revenue_share",
            "stop_share",
            "reduce_share",
            "mean_cut",
            "sales_at_risk_share",
            "sales_at_risk",
            "log_rank",
            "effect_per_customer",
            "effect_total",
            "effect_share",
            "placebo",
            "worst_balance",
            "matched_share",
            "point_retention",
            "point_value");

    private static final double LEAST_P = 0.001;

    ImpactSection(Source source, Messages words) {
        super("impact", source, words);
    }

    @Override
    String build() {
        List<Row> rows = source.rows(
                AggCxImpact.TABLE, all -> all.filter(AggCxImpact.CONTACT_KIND.col().equalTo(CxCell.ALL)));
        if (rows.isEmpty()) {
            message("impact.none");
            return "";
        }
        returns(rows);
        listing(rows);
        return (atRisk(rows) + " " + effect(rows)).strip();
    }

    private String atRisk(List<Row> rows) {
        Optional<Double> risk = shown(rows, "sales_at_risk").map(Cells.number(AggCxImpact.VALUE));
        Optional<Double> share = shown(rows, "sales_at_risk_share").map(Cells.number(AggCxImpact.VALUE));
        return risk.isEmpty() || share.isEmpty()
                ? ""
                : text("impact.finding", words.currency(words.brief(risk.get())), words.percent(share.get(), 1));
    }

    private String effect(List<Row> rows) {
        return shown(rows, "effect_per_customer")
                .map(e -> text(
                        "impact.finding.effect",
                        words.money(Cells.number(e, AggCxImpact.VALUE)),
                        text(
                                "number.between",
                                words.amount(Cells.number(e, AggCxImpact.VALUE_LOW)),
                                words.amount(Cells.number(e, AggCxImpact.VALUE_HIGH)))))
                .orElse(text("impact.finding.noEffect"));
    }

    private static Optional<Row> shown(List<Row> rows, String measure) {
        return rows.stream()
                .filter(Cells.is(AggCxImpact.MEASURE, measure))
                .filter(r -> Cells.number(r, AggCxImpact.VALUE) != null)
                .min(Comparator.comparing(Cells.text(AggCxImpact.COHORT)));
    }

    /** Shares that bought again, by cohort and time. */
    private void returns(List<Row> rows) {
        FigureBuilder<String> bars = FigureBuilder.of(RETURNS).text("", m -> name("measure", m));
        List<Row> lines = new ArrayList<>();
        boolean isEmpty = true;
        for (String cohort : COHORTS) {
            Function<String, Optional<Row>> find = measure -> rows.stream()
                    .filter(Cells.is(AggCxImpact.MEASURE, measure).and(Cells.is(AggCxImpact.COHORT, cohort)))
                    .findFirst();
            RETURNS.forEach(m -> find.apply(m).ifPresent(lines::add));
            Function<String, Double> value = number(find, AggCxImpact.VALUE);
            if (RETURNS.stream().map(value).noneMatch(Objects::nonNull)) continue;
            isEmpty = false;
            bars.drawn(name("cohort", cohort), value)
                    .within(number(find, AggCxImpact.VALUE_LOW), number(find, AggCxImpact.VALUE_HIGH));
        }
        if (isEmpty) return;
        block("impact.returns")
                .draw(
                        bars.bars(shares("impact.returns.axis"), BarChart.Layout.UPRIGHT),
                        300,
                        FigureBuilder.of(lines)
                                .text(text("impact.cohort"), name("cohort", AggCxImpact.COHORT))
                                .text(text("impact.within"), name("measure", AggCxImpact.MEASURE))
                                .number(text("impact.back"), r -> valueOrReason(r, v -> words.percent(v, 1)))
                                .number(
                                        text("word.interval"),
                                        betweenShares(AggCxImpact.VALUE_LOW, AggCxImpact.VALUE_HIGH, 1))
                                .number(text("word.customers"), Cells.number(AggCxImpact.N), words::count));
    }

    private static Function<String, Double> number(Function<String, Optional<Row>> find, Field field) {
        return measure -> find.apply(measure).map(Cells.number(field)).orElse(null);
    }

    private void listing(List<Row> rows) {
        List<Row> lines = rows.stream()
                .filter(r -> MEASURES.contains(Cells.text(r, AggCxImpact.MEASURE)))
                .sorted(Cells.inOrder(AggCxImpact.MEASURE, MEASURES).thenComparing(Cells.text(AggCxImpact.COHORT)))
                .toList();
        if (lines.isEmpty()) return;
        block("impact.list")
                .list(FigureBuilder.of(lines)
                        .text(text("impact.measure"), name("measure", AggCxImpact.MEASURE))
                        .text(text("impact.cohort"), this::cohort)
                        .number(text("word.value"), r -> valueOrReason(r, v -> written(r, v)))
                        .number(text("word.interval"), this::interval)
                        .number(text("word.customers"), Cells.number(AggCxImpact.N), words::count));
    }

    /** A cohort, or the difference of two. */
    private String cohort(Row row) {
        return Arrays.stream(Cells.text(row, AggCxImpact.COHORT).split(" - "))
                .map(c -> name("cohort", c))
                .collect(Collectors.joining(" \u2212 "));
    }

    private String valueOrReason(Row row, Function<Double, String> format) {
        Double value = Cells.number(row, AggCxImpact.VALUE);
        return value == null ? name("reason", Cells.text(row, AggCxImpact.REASON)) : format.apply(value);
    }

    private String interval(Row row) {
        Double low = Cells.number(row, AggCxImpact.VALUE_LOW);
        if (low == null) return Messages.NONE;
        return text("number.between", written(row, low), written(row, Cells.number(row, AggCxImpact.VALUE_HIGH)));
    }

    /** A value in the unit of its row. */
    private String written(Row row, Double value) {
        return switch (Cells.text(row, AggCxImpact.UNIT)) {
            case "chi_square" -> pValue(Cells.number(row, AggCxImpact.P_VALUE));
            case "share" -> words.percent(value, 1);
            case "currency" -> words.money(value);
            default -> words.number(value, 2);
        };
    }

    /** Of a test only its p-value says something. */
    private String pValue(Double p) {
        if (p == null) return Messages.NONE;
        return p < LEAST_P
                ? text("impact.pValue.small", words.number(LEAST_P, 3))
                : text("impact.pValue", words.number(p, 3));
    }
}
