package org.jejak.report;

import static org.apache.spark.sql.functions.*;

import java.time.LocalDate;
import java.util.*;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.spark.sql.*;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.BarChart;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.*;

/** What became of the raw records: of this run by source, of the last month by day and reason, and what checks found. */
final class QualitySection extends SectionBuilder {
    private static final int DAYS = 30;

    /** A source that has been silent for longer is named. */
    private static final int SILENT_DAYS = 3;

    QualitySection(Source source, Messages words) {
        super("quality", source, words);
    }

    @Override
    String build() {
        String finding = sources();
        days();
        reasons();
        checks();
        return finding;
    }

    /** Files that this run or an earlier one took in. Runs are called by date and number. */
    private Dataset<Row> soFar(Dataset<Row> files) {
        long number = Long.parseLong(source.runId().replaceFirst(".*/", ""));
        return files.filter(expr("try_cast(substring_index(" + IngestedFiles.RUN_ID.name() + ", '/', -1) AS BIGINT)")
                .leq(number));
    }

    /** What became of the records of a source, or of all, in this run. */
    private record Taken(
            String name,
            double files,
            double read,
            double accepted,
            double duplicate,
            double rejected,
            double leftOut,
            LocalDate last) {}

    private String sources() {
        List<Taken> sources = taken();
        if (sources.isEmpty()) {
            message("quality.none");
            return "";
        }
        Taken all = new Taken(
                text("word.all"),
                total(sources, Taken::files),
                total(sources, Taken::read),
                total(sources, Taken::accepted),
                total(sources, Taken::duplicate),
                total(sources, Taken::rejected),
                total(sources, Taken::leftOut),
                null);
        List<Taken> lines = new ArrayList<>(sources);
        lines.add(all);
        block("quality.sources")
                .list(FigureBuilder.of(lines)
                        .text(text("quality.source"), Taken::name)
                        .number(text("quality.files"), Taken::files, words::count)
                        .number(text("quality.read"), Taken::read, words::count)
                        .number(text("quality.accepted"), Taken::accepted, words::count)
                        .number(text("quality.duplicate"), Taken::duplicate, words::count)
                        .number(text("quality.rejected"), Taken::rejected, words::count)
                        .number(text("quality.left_out"), Taken::leftOut, words::count)
                        .text(text("quality.last"), t -> t == all ? "" : words.date(t.last)));
        silent(sources);
        if (all.read == 0) return text("quality.finding.nothing");
        return text(
                "quality.finding",
                words.count(all.read),
                words.percent(all.accepted / all.read, 1),
                words.count(all.duplicate),
                words.count(all.rejected),
                words.count(all.leftOut));
    }

    /** One for each source that ever delivered, by name. */
    private List<Taken> taken() {
        Column isNow = IngestedFiles.RUN_ID.col().equalTo(source.runId());
        return source
                .rows(
                        IngestedFiles.TABLE,
                        files -> soFar(files)
                                .groupBy(IngestedFiles.SOURCE_NAME.col())
                                .agg(
                                        count(when(isNow, 1)).as("files"),
                                        now(isNow, IngestedFiles.READ_COUNT),
                                        now(isNow, IngestedFiles.ACCEPTED_COUNT),
                                        now(isNow, IngestedFiles.DUPLICATE_COUNT),
                                        now(isNow, IngestedFiles.REJECTED_COUNT),
                                        now(isNow, IngestedFiles.LEFT_OUT_COUNT),
                                        max(IngestedFiles.DELIVERED_DATE.col()).as(IngestedFiles.DELIVERED_DATE.name())))
                .stream()
                .map(r -> new Taken(
                        Cells.text(r, IngestedFiles.SOURCE_NAME),
                        Cells.number(r, "files"),
                        Cells.amount(r, IngestedFiles.READ_COUNT),
                        Cells.amount(r, IngestedFiles.ACCEPTED_COUNT),
                        Cells.amount(r, IngestedFiles.DUPLICATE_COUNT),
                        Cells.amount(r, IngestedFiles.REJECTED_COUNT),
                        Cells.amount(r, IngestedFiles.LEFT_OUT_COUNT),
                        Cells.date(r, IngestedFiles.DELIVERED_DATE)))
                .sorted(Comparator.comparing(Taken::name))
                .toList();
    }

    private static Column now(Column isNow, Field field) {
        return sum(when(isNow, field.col())).as(field.name());
    }

    private static double total(List<Taken> sources, ToDoubleFunction<Taken> count) {
        return sources.stream().mapToDouble(count).sum();
    }

    private void silent(List<Taken> sources) {
        LocalDate since = source.date().minusDays(SILENT_DAYS);
        String silent = sources.stream()
                .filter(t -> t.last != null && t.last.isBefore(since))
                .map(Taken::name)
                .collect(Collectors.joining(", "));
        if (!silent.isEmpty()) message("quality.silent", words.count((double) SILENT_DAYS), silent);
    }

    private void days() {
        Map<LocalDate, Row> found = source
                .rows(
                        IngestedFiles.TABLE,
                        files -> soFar(files)
                                .filter(source.inLastDays(IngestedFiles.DELIVERED_DATE, DAYS))
                                .groupBy(IngestedFiles.DELIVERED_DATE.col())
                                .agg(
                                        sum(IngestedFiles.ACCEPTED_COUNT.col()).as("accepted"),
                                        sum(IngestedFiles.DUPLICATE_COUNT.col()).as("duplicate"),
                                        sum(IngestedFiles.REJECTED_COUNT.col()).as("rejected"),
                                        sum(IngestedFiles.LEFT_OUT_COUNT.col()).as("left_out")))
                .stream()
                .collect(Collectors.toMap(r -> Cells.date(r, IngestedFiles.DELIVERED_DATE), r -> r));
        if (found.isEmpty()) return;
        List<LocalDate> days = source.date()
                .minusDays(DAYS - 1)
                .datesUntil(source.date().plusDays(1))
                .toList();
        FigureBuilder<LocalDate> figure =
                FigureBuilder.of(days).text(text("quality.day"), words::date).labelled(words::day);
        for (String kind : List.of("accepted", "duplicate", "rejected", "left_out")) {
            figure.series(
                    text("quality." + kind),
                    day -> found.containsKey(day) ? Cells.number(found.get(day), kind) : (Double) 0.0,
                    words::count);
        }
        block("quality.days").draw(figure.bars(records(), BarChart.Layout.UPRIGHT_STACKED), 260, figure);
    }

    private Axis records() {
        return Axis.of(text("quality.axis"), words::brief).inStepsOf(1);
    }

    private void reasons() {
        List<Row> rows = source
                .rows(
                        Rejects.TABLE,
                        rejects -> rejects.filter(source.inLastDays(Rejects.DELIVERED_DATE, DAYS))
                                .groupBy(Rejects.REASON.col())
                                .agg(count(lit(1)).as("records")))
                .stream()
                .sorted(Comparator.comparing((Row r) -> -Cells.number(r, "records"))
                        .thenComparing(Cells.text(Rejects.REASON)))
                .toList();
        if (rows.isEmpty()) {
            if (source.has(Rejects.TABLE)) message("quality.noRejects");
            return;
        }
        FigureBuilder<Row> figure = FigureBuilder.of(rows)
                .text(text("quality.reason"), name("reject", Rejects.REASON))
                .series(text("quality.records"), Cells.number("records"), words::count);
        block("quality.reasons").draw(figure.bars(records()), 66 + 28 * rows.size(), figure);
    }

    private void checks() {
        List<Row> rows = source.rows(
                QualityResults.TABLE,
                results -> results.filter(QualityResults.RUN_ID.col().equalTo(source.runId())));
        if (rows.isEmpty()) return;
        List<Row> failed = rows.stream()
                .filter(Cells.is(QualityResults.OUTCOME, "failed"))
                .sorted(Comparator.comparing(Cells.text(QualityResults.TABLE_NAME))
                        .thenComparing(Cells.text(QualityResults.RULE)))
                .toList();
        if (failed.isEmpty()) {
            message("quality.checks.passed", words.count((double) rows.size()));
            return;
        }
        block("quality.checks", words.count((double) failed.size()), words.count((double) rows.size()))
                .list(FigureBuilder.of(failed)
                        .text(text("quality.table"), Cells.text(QualityResults.TABLE_NAME))
                        .text(text("quality.check"), Cells.text(QualityResults.RULE))
                        .text(text("quality.meaning"), Cells.text(QualityResults.MEANING))
                        .number(text("quality.observed"), Cells.number(QualityResults.OBSERVED), words::count)
                        .number(text("quality.threshold"), Cells.number(QualityResults.THRESHOLD), words::count));
    }
}
