package org.jejak.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jejak.report.Block.Figure;
import org.jejak.report.Block.Listing;
import org.jejak.report.Block.Message;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.BarChart;
import org.jejak.table.AggCxImpact;

/** What bad experiences cost: sales at risk, who buys again, and the estimate against like customers. */
final class ImpactSection {
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

    private ImpactSection() {}

    static Section of(Source source, Messages words) {
        List<Row> rows = source.rows(AggCxImpact.TABLE);
        List<Block> blocks = new ArrayList<>();
        if (rows.isEmpty()) blocks.add(new Message(words.text("impact.none")));
        else {
            returns(rows, words, blocks);
            listing(rows, words, blocks);
        }
        return new Section(
                "impact",
                words.text("impact.title"),
                finding(rows, words),
                blocks,
                rows.isEmpty() ? List.of() : List.of(words.text("impact.note")));
    }

    private static String finding(List<Row> rows, Messages words) {
        Optional<Row> risk = shown(rows, "sales_at_risk");
        Optional<Row> share = shown(rows, "sales_at_risk_share");
        String atRisk = risk.isEmpty() || share.isEmpty()
                ? ""
                : words.text(
                        "impact.finding",
                        words.currency(words.brief(Cells.amount(risk.get(), AggCxImpact.VALUE))),
                        words.percent(Cells.number(share.get(), AggCxImpact.VALUE), 1));
        Optional<Row> effect = shown(rows, "effect_per_customer");
        String estimate = effect.map(e -> words.text(
                        "impact.finding.effect",
                        words.money(Cells.number(e, AggCxImpact.VALUE)),
                        words.text(
                                "number.between",
                                words.amount(Cells.number(e, AggCxImpact.VALUE_LOW)),
                                words.amount(Cells.number(e, AggCxImpact.VALUE_HIGH)))))
                .orElse(rows.isEmpty() ? "" : words.text("impact.finding.noEffect"));
        return (atRisk + " " + estimate).strip();
    }

    private static Optional<Row> shown(List<Row> rows, String measure) {
        return rows.stream()
                .filter(r -> measure.equals(Cells.text(r, AggCxImpact.MEASURE))
                        && Cells.number(r, AggCxImpact.VALUE) != null)
                .min(Comparator.comparing(r -> Cells.text(r, AggCxImpact.COHORT)));
    }

    private static void returns(List<Row> rows, Messages words, List<Block> blocks) {
        TableBuilder table = TableBuilder.with(
                words.text("impact.cohort"),
                words.text("impact.within"),
                "#" + words.text("impact.back"),
                "#" + words.text("word.interval"),
                "#" + words.text("word.customers"));
        List<BarChart.Bars> bars = new ArrayList<>();
        for (String cohort : COHORTS) {
            List<Double> values = new ArrayList<>();
            List<Double> lows = new ArrayList<>();
            List<Double> highs = new ArrayList<>();
            for (String measure : RETURNS) {
                Row row = rows.stream()
                        .filter(r -> measure.equals(Cells.text(r, AggCxImpact.MEASURE))
                                && cohort.equals(Cells.text(r, AggCxImpact.COHORT)))
                        .findFirst()
                        .orElse(null);
                values.add(row == null ? null : Cells.number(row, AggCxImpact.VALUE));
                lows.add(row == null ? null : Cells.number(row, AggCxImpact.VALUE_LOW));
                highs.add(row == null ? null : Cells.number(row, AggCxImpact.VALUE_HIGH));
                if (row != null) {
                    int last = values.size() - 1;
                    table.row(
                            words.name("cohort", cohort),
                            words.name("measure", measure),
                            values.get(last) == null
                                    ? words.name("reason", Cells.text(row, AggCxImpact.REASON))
                                    : words.percent(values.get(last), 1),
                            words.betweenPercent(lows.get(last), highs.get(last), 1),
                            words.count(Cells.number(row, AggCxImpact.N)));
                }
            }
            if (values.stream().anyMatch(v -> v != null)) {
                bars.add(BarChart.Bars.of(words.name("cohort", cohort), values).within(lows, highs));
            }
        }
        if (bars.isEmpty()) return;
        blocks.add(new Figure(
                "impact-returns",
                words.text("impact.returns"),
                words.text("impact.returns.note"),
                words.text("impact.returns.alt"),
                new BarChart(
                        RETURNS.stream().map(r -> words.name("measure", r)).toList(),
                        bars,
                        Axis.of(words.text("impact.returns.axis"), v -> words.percent(v, 0))
                                .inStepsOf(0.01),
                        BarChart.Layout.UPRIGHT,
                        ""),
                300,
                false,
                table.table()));
    }

    private static void listing(List<Row> rows, Messages words, List<Block> blocks) {
        TableBuilder table = TableBuilder.with(
                words.text("impact.measure"),
                words.text("impact.cohort"),
                "#" + words.text("word.value"),
                "#" + words.text("word.interval"),
                "#" + words.text("word.customers"));
        rows.stream()
                .filter(r -> MEASURES.contains(Cells.text(r, AggCxImpact.MEASURE)))
                .sorted(Comparator.comparing((Row r) -> Names.place(MEASURES, Cells.text(r, AggCxImpact.MEASURE)))
                        .thenComparing(r -> Cells.text(r, AggCxImpact.COHORT)))
                .forEach(r -> table.row(
                        words.name("measure", Cells.text(r, AggCxImpact.MEASURE)),
                        cohort(Cells.text(r, AggCxImpact.COHORT), words),
                        Cells.number(r, AggCxImpact.VALUE) == null
                                ? words.name("reason", Cells.text(r, AggCxImpact.REASON))
                                : written(r, AggCxImpact.VALUE, words),
                        Cells.number(r, AggCxImpact.VALUE_LOW) == null
                                ? Messages.NONE
                                : words.text(
                                        "number.between",
                                        written(r, AggCxImpact.VALUE_LOW, words),
                                        written(r, AggCxImpact.VALUE_HIGH, words)),
                        words.count(Cells.number(r, AggCxImpact.N))));
        if (!table.isEmpty()) {
            blocks.add(new Listing(
                    "impact-list", words.text("impact.list"), words.text("impact.list.note"), table.table()));
        }
    }

    private static String cohort(String code, Messages words) {
        return String.join(
                " \u2212 ",
                java.util.Arrays.stream(code.split(" - "))
                        .map(c -> words.name("cohort", c))
                        .toList());
    }

    private static String written(Row row, org.jejak.table.Field field, Messages words) {
        Double value = Cells.number(row, field);
        Double p = Cells.number(row, AggCxImpact.P_VALUE);
        return switch (Cells.text(row, AggCxImpact.UNIT)) {
            // of a test only its p-value says something
            case "chi_square" ->
                p == null
                        ? Messages.NONE
                        : p < LEAST_P
                                ? words.text("impact.pValue.small", words.number(LEAST_P, 3))
                                : words.text("impact.pValue", words.number(p, 3));
            case "share" -> words.percent(value, 1);
            case "currency" -> words.money(value);
            default -> words.number(value, 2);
        };
    }
}
