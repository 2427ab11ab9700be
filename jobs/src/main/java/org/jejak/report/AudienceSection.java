package org.jejak.report;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trunc;

import java.time.LocalDate;
import java.util.*;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.*;

/** Who customers are to those who write to them: sizes of segments, how well scores tell who will, and what customers agreed to. */
final class AudienceSection extends SectionBuilder {
    private static final int MOST_SEGMENTS = 15;
    private static final int MOST_SCORES = 3;
    private static final int MOST_PURPOSES = 3;
    private static final String ALL = "all";
    private static final String RELIABILITY = "reliability";
    private static final String TENTH = "tenth";
    private static final String MONTH = "month";
    private static final String CUSTOMERS = "customers";

    AudienceSection(Source source, Messages words) {
        super("audience", source, words);
    }

    @Override
    String build() {
        Optional<String> largest = segments();
        Optional<String> best = scores();
        boolean hasConsents = consents();
        if (largest.isEmpty() && best.isEmpty() && !hasConsents) message("audience.none");
        return best.or(() -> largest).orElse("");
    }

    private Optional<String> segments() {
        List<Row> rows = source
                .rows(AggSegmentDaily.TABLE, table -> table.filter(source.inLastDays(AggSegmentDaily.LOGICAL_DATE, 1)))
                .stream()
                .sorted(Comparator.comparing((Row r) -> -Cells.amount(r, AggSegmentDaily.MEMBER_COUNT))
                        .thenComparing(Cells.text(AggSegmentDaily.SEGMENT)))
                .limit(MOST_SEGMENTS)
                .toList();
        if (rows.isEmpty()) return Optional.empty();
        FigureBuilder<Row> figure = FigureBuilder.of(rows)
                .text(text("audience.segment"), code(AggSegmentDaily.SEGMENT))
                .series(text("word.customers"), Cells.number(AggSegmentDaily.MEMBER_COUNT), words::count)
                .number(text("audience.entered"), Cells.number(AggSegmentDaily.ENTERED_COUNT), words::count)
                .number(text("audience.left"), Cells.number(AggSegmentDaily.LEFT_COUNT), words::count);
        Axis axis = Axis.of(text("word.customers"), words::brief).inStepsOf(1);
        block("audience.segments", words.date(source.date())).draw(figure.bars(axis), 66 + 28 * rows.size(), figure);
        Row first = rows.get(0);
        return Optional.of(text(
                "audience.finding.segment",
                code(AggSegmentDaily.SEGMENT).apply(first),
                words.count(Cells.number(first, AggSegmentDaily.MEMBER_COUNT))));
    }

    /** A figure for each score whose model is in use; of them the finding is about the one that tells best. */
    private Optional<String> scores() {
        Set<List<String>> chosen = source
                .rows(
                        AggScoreModel.TABLE,
                        table -> table.filter(AggScoreModel.IS_CHOSEN.col())
                                .dropDuplicates(new String[] {AggScoreModel.SCORE.name(), AggScoreModel.MODEL.name()}))
                .stream()
                .map(r -> List.of(Cells.text(r, AggScoreModel.SCORE), Cells.text(r, AggScoreModel.MODEL)))
                .collect(Collectors.toSet());
        Map<String, List<Row>> tested = source.rows(AggScoreValidation.TABLE).stream()
                .filter(r -> chosen.contains(
                        List.of(Cells.text(r, AggScoreValidation.SCORE), Cells.text(r, AggScoreValidation.MODEL))))
                .sorted(Comparator.comparing(r -> Cells.amount(r, AggScoreValidation.BUCKET_NUMBER)))
                .collect(
                        Collectors.groupingBy(Cells.text(AggScoreValidation.SCORE), TreeMap::new, Collectors.toList()));
        tested.entrySet().stream().limit(MOST_SCORES).forEach(e -> reliability(e.getKey(), e.getValue()));
        return tested.values().stream()
                .flatMap(rows -> rows.stream()
                        .filter(Cells.is(AggScoreValidation.ASPECT, ALL))
                        .filter(r -> Cells.number(r, AggScoreValidation.AUC) != null))
                .max(Comparator.comparing(r -> Cells.number(r, AggScoreValidation.AUC)))
                .map(all -> finding(all, tested.get(Cells.text(all, AggScoreValidation.SCORE))));
    }

    private String finding(Row all, List<Row> rows) {
        rows.stream()
                .filter(Cells.is(AggScoreValidation.ASPECT, TENTH))
                .findFirst()
                .ifPresent(best -> also(text(
                        "audience.finding.tenth",
                        words.percent(Cells.number(best, AggScoreValidation.ACTUAL), 0),
                        words.percent(Cells.number(all, AggScoreValidation.ACTUAL), 0))));
        return text(
                "audience.finding",
                code(AggScoreValidation.SCORE).apply(all),
                words.percent(Cells.number(all, AggScoreValidation.AUC), 0));
    }

    /** What was expected beside what happened, in bins of customers by what was expected. */
    private void reliability(String score, List<Row> rows) {
        List<Row> bins = rows.stream()
                .filter(Cells.is(AggScoreValidation.ASPECT, RELIABILITY))
                .filter(r -> Cells.number(r, AggScoreValidation.EXPECTED) != null)
                .toList();
        Row all = rows.stream()
                .filter(Cells.is(AggScoreValidation.ASPECT, ALL))
                .findFirst()
                .orElse(null);
        if (bins.isEmpty() || all == null) return;
        FigureBuilder<Row> figure = FigureBuilder.of(bins)
                .text(text("audience.bin"), bin(AggScoreValidation.EXPECTED))
                .number(text("word.customers"), Cells.number(AggScoreValidation.CUSTOMER_COUNT), words::count)
                .series(text("audience.actual"), Cells.number(AggScoreValidation.ACTUAL), v -> words.percent(v, 1))
                .interval(
                        text("word.interval"),
                        Cells.number(AggScoreValidation.ACTUAL_LOW),
                        Cells.number(AggScoreValidation.ACTUAL_HIGH),
                        (low, high) -> words.betweenPercent(low, high, 1))
                .series(text("audience.expected"), Cells.number(AggScoreValidation.EXPECTED), v -> words.percent(v, 1));
        block("audience.reliability", words.name("score", score))
                .of(score)
                .note(
                        words.date(Cells.date(all, AggScoreValidation.ORIGIN_DATE)),
                        words.percent(Cells.number(all, AggScoreValidation.BRIER_SKILL), 0))
                .alt(words.name("score", score))
                .draw(figure.dots(shares("audience.axis")), 90 + 26 * bins.size(), figure);
    }

    private Function<Row, String> bin(Field expected) {
        return row -> words.percent(Cells.number(row, expected), 1);
    }

    /** The latest word of customers on each purpose: when it was said, and how it stands. Whether there is any. */
    private boolean consents() {
        Column day = from_utc_timestamp(
                FactConsent.SINCE_AT.col(), source.settings().zone().getId());
        List<Row> rows = source.rows(
                FactConsent.TABLE,
                table -> table.groupBy(
                                FactConsent.PURPOSE.col(),
                                FactConsent.STATE.col(),
                                trunc(day, MONTH).as(MONTH))
                        .agg(count(lit(1)).as(CUSTOMERS)));
        if (rows.isEmpty()) return false;
        Map<String, List<Row>> purposes = rows.stream()
                .collect(Collectors.groupingBy(Cells.text(FactConsent.PURPOSE), TreeMap::new, Collectors.toList()));
        List<String> bySize = purposes.keySet().stream()
                .sorted(Comparator.comparing((String p) -> -said(purposes.get(p)))
                        .thenComparing(p -> p))
                .toList();
        bySize.stream()
                .filter(p -> said(purposes.get(p)) > 0)
                .limit(MOST_PURPOSES)
                .forEach(p -> months(p, purposes.get(p)));
        block("audience.consents")
                .list(FigureBuilder.of(bySize)
                        .text(text("audience.purpose"), p -> words.name("purpose", p))
                        .number(
                                text("audience.granted"),
                                p -> total(purposes.get(p), FactConsent.GRANTED),
                                words::count)
                        .number(
                                text("audience.withdrawn"),
                                p -> total(purposes.get(p), FactConsent.WITHDRAWN),
                                words::count)
                        .number(
                                text("audience.unknown"),
                                p -> total(purposes.get(p), FactConsent.UNKNOWN),
                                words::count));
        return true;
    }

    private static double said(List<Row> rows) {
        return total(rows, FactConsent.GRANTED) + total(rows, FactConsent.WITHDRAWN);
    }

    private static double total(List<Row> rows, String state) {
        return sum(rows.stream().filter(Cells.is(FactConsent.STATE, state)));
    }

    private static double sum(Stream<Row> rows) {
        return rows.mapToDouble(r -> Cells.number(r, CUSTOMERS)).sum();
    }

    private void months(String purpose, List<Row> rows) {
        FigureBuilder<LocalDate> figure = FigureBuilder.of(source.yearMonths())
                .text(text("word.month"), words::month)
                .labelled(words::monthAlone)
                .series(text("audience.granted"), in(rows, FactConsent.GRANTED), words::count)
                .series(text("audience.withdrawn"), in(rows, FactConsent.WITHDRAWN), words::count);
        Axis axis = Axis.of("", words::brief).inStepsOf(1);
        block("audience.months", words.name("purpose", purpose))
                .of(purpose)
                .alt(words.name("purpose", purpose))
                .third()
                .draw(figure.lines(axis, ""), 190, figure);
    }

    private static Function<LocalDate, Double> in(List<Row> rows, String state) {
        return month -> sum(rows.stream()
                .filter(Cells.is(FactConsent.STATE, state))
                .filter(r -> r.getAs(MONTH) != null
                        && month.equals(r.<java.sql.Date>getAs(MONTH).toLocalDate())));
    }

    /** A name of the settings, as words. */
    private Function<Row, String> code(Field field) {
        return name(field.name(), field);
    }
}
