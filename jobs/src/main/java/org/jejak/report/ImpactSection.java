package org.jejak.report;

import java.util.*;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jejak.config.ExperienceSettings.Impact;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.BarChart;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.*;

/** What bad experiences cost: sales at risk beyond what is usual, who buys again, and the estimate against similar customers. */
final class ImpactSection extends SectionBuilder {
    private static final String ALL = CxCell.ALL;
    private static final List<String> RETURNS = List.of("repurchase_30", "repurchase_90", "repurchase_180");
    private static final List<String> COHORTS = List.of("not_bad", "recovered", "not_recovered");
    private static final List<String> MAIN =
            List.of("bad_share", "excess_sales_at_risk_share", "excess_sales_at_risk", "sales_at_risk");
    private static final List<String> MEASURES = List.of(
            "bad_revenue_share",
            "stop_share",
            "reduce_share",
            "excess_stop_share",
            "excess_reduce_share",
            "mean_cut",
            "sales_at_risk_share",
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

    private final Impact settings;

    ImpactSection(Source source, Messages words) {
        super("impact", source, words);
        settings = source.settings().experience().impact();
    }

    @Override
    String build() {
        List<Row> rows = source.rows(AggCxImpact.TABLE);
        if (rows.isEmpty()) {
            message("impact.none");
            return "";
        }
        List<Row> all =
                rows.stream().filter(Cells.is(AggCxImpact.CONTACT_KIND, ALL)).toList();
        listing("impact.main", all, MAIN)
                .ifPresent(table -> block("impact.main").list(table));
        kinds(rows);
        returns(all);
        listing("impact.list", all, MEASURES)
                .ifPresent(table -> block("impact.list").fold(table));
        String finding = atRisk(all);
        point(all);
        effect(all);
        return finding;
    }

    /** The excess first; gross figures are what others publish. */
    private String atRisk(List<Row> rows) {
        Optional<Row> risk = shown(rows, "excess_sales_at_risk");
        Optional<Row> share = shown(rows, "excess_sales_at_risk_share");
        Optional<Row> gross = shown(rows, "sales_at_risk");
        Optional<Row> grossShare = shown(rows, "sales_at_risk_share");
        if (gross.isPresent() && grossShare.isPresent()) {
            also(text(
                    "impact.finding.gross",
                    words.briefMoney(value(gross.get())),
                    words.percent(value(grossShare.get()), 1)));
        }
        if (risk.isEmpty() || share.isEmpty()) return "";
        boolean isSure = Cells.amount(risk.get(), AggCxImpact.VALUE_LOW) > 0;
        return text(
                isSure ? "impact.finding" : "impact.finding.unsure",
                words.briefMoney(value(risk.get())),
                words.percent(value(share.get()), 1),
                words.betweenBrief(
                        Cells.number(risk.get(), AggCxImpact.VALUE_LOW),
                        Cells.number(risk.get(), AggCxImpact.VALUE_HIGH)));
    }

    private static Double value(Row row) {
        return Cells.number(row, AggCxImpact.VALUE);
    }

    /** What a point of the index is worth. */
    private void point(List<Row> rows) {
        shown(rows, "point_value")
                .filter(r -> Cells.amount(r, AggCxImpact.VALUE_LOW) > 0)
                .ifPresent(r ->
                        also(text("impact.finding.point", words.money(value(r)), words.duration(settings.window()))));
    }

    /** Whether the bad experience caused it, or why that cannot be told. */
    private void effect(List<Row> rows) {
        Optional<Row> effect = shown(rows, "effect_per_customer");
        if (effect.isPresent()) {
            also(text(
                    "impact.finding.effect",
                    words.money(value(effect.get())),
                    text(
                            "number.between",
                            words.amount(Cells.number(effect.get(), AggCxImpact.VALUE_LOW)),
                            words.amount(Cells.number(effect.get(), AggCxImpact.VALUE_HIGH))),
                    words.duration(settings.window())));
            return;
        }
        rows.stream()
                .filter(Cells.is(AggCxImpact.MEASURE, "effect_per_customer"))
                .map(Cells.text(AggCxImpact.REASON))
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(reason -> also(text("impact.finding.noEffect", why(reason, rows))));
    }

    private String why(String reason, List<Row> rows) {
        Double balance = shown(rows, "worst_balance").map(ImpactSection::value).orElse(null);
        Double matched = shown(rows, "matched_share").map(ImpactSection::value).orElse(null);
        if (reason.equals("unbalanced") && balance != null)
            return text("impact.why.unbalanced", words.number(balance, 2), words.number(settings.mostImbalance(), 2));
        if (reason.equals("low_match") && matched != null)
            return text("impact.why.low_match", words.percent(matched, 0), words.percent(settings.leastMatched(), 0));
        return words.has("impact.why." + reason) ? text("impact.why." + reason) : name("reason", reason);
    }

    private static Optional<Row> shown(List<Row> rows, String measure) {
        return rows.stream()
                .filter(Cells.is(AggCxImpact.MEASURE, measure))
                .filter(r -> value(r) != null)
                .min(Comparator.comparing(Cells.text(AggCxImpact.COHORT)));
    }

    /** The excess by kind of contact. Kinds overlap: a customer can have two. */
    private void kinds(List<Row> rows) {
        List<Row> kinds = rows.stream()
                .filter(Cells.is(AggCxImpact.MEASURE, "excess_sales_at_risk"))
                .filter(Cells.is(AggCxImpact.CONTACT_KIND, ALL).negate())
                .filter(r -> value(r) != null)
                .sorted(Comparator.comparing((Row r) -> -value(r)).thenComparing(Cells.text(AggCxImpact.CONTACT_KIND)))
                .toList();
        if (kinds.isEmpty()) return;
        FigureBuilder<Row> figure = FigureBuilder.of(kinds)
                .text(text("impact.kind"), name("badContact", AggCxImpact.CONTACT_KIND))
                .labelled(
                        r -> name("badContact", Cells.text(r, AggCxImpact.CONTACT_KIND)) + "  " + words.brief(value(r)))
                .drawn(text("impact.excess"), Cells.number(AggCxImpact.VALUE))
                .within(Cells.number(AggCxImpact.VALUE_LOW), Cells.number(AggCxImpact.VALUE_HIGH))
                .number(text("impact.excess"), r -> written(r, value(r)))
                .number(text("word.interval"), this::interval)
                .number(text("word.customers"), Cells.number(AggCxImpact.N), words::count);
        block("impact.kinds")
                .draw(figure.bars(Axis.of(words.currency(), words::tick)), 66 + 36 * figure.size(), figure);
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
                .note(words.duration(settings.recoveredWithin()))
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

    /** A table of some measures; empty if there is none of them. */
    private Optional<FigureBuilder<Row>> listing(String key, List<Row> rows, List<String> measures) {
        List<Row> lines = rows.stream()
                .filter(r -> measures.contains(Cells.text(r, AggCxImpact.MEASURE)))
                .sorted(Cells.inOrder(AggCxImpact.MEASURE, measures).thenComparing(Cells.text(AggCxImpact.COHORT)))
                .toList();
        if (lines.isEmpty()) return Optional.empty();
        FigureBuilder<Row> table =
                FigureBuilder.of(lines).text(text("impact.measure"), name("measure", AggCxImpact.MEASURE));
        if (key.equals("impact.list")) table.text(text("impact.cohort"), this::cohort);
        return Optional.of(table.number(text("word.value"), r -> valueOrReason(r, v -> written(r, v)))
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
        Double value = value(row);
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

    @Override
    List<String> notes() {
        return List.of(text("impact.note", words.duration(settings.window())));
    }
}
