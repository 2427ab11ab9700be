package org.jejak.report;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.report.Block.Figure;
import org.jejak.report.Block.Listing;
import org.jejak.report.Block.Message;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.BarChart;
import org.jejak.table.Field;
import org.jejak.table.IngestedFiles;
import org.jejak.table.QualityResults;
import org.jejak.table.Rejects;

/** What became of the raw records: of this run by source, of the last month by day and reason, and what checks found. */
final class QualitySection {
    private static final int DAYS = 30;

    /** A source that has been silent for longer is named. */
    private static final int SILENT_DAYS = 3;

    private QualitySection() {}

    static Section of(Source source, Messages words) {
        List<Block> blocks = new ArrayList<>();
        String finding = sources(source, words, blocks);
        days(source, words, blocks);
        reasons(source, words, blocks);
        checks(source, words, blocks);
        return new Section(
                "quality", words.text("quality.title"), finding, blocks, List.of(words.text("quality.note")));
    }

    /** Files that this run or an earlier one took in. Runs are called by date and number. */
    private static Dataset<Row> soFar(Dataset<Row> files, Source source) {
        long number = Long.parseLong(source.runId().replaceFirst(".*/", ""));
        return files.filter(org.apache
                .spark
                .sql
                .functions
                .expr("try_cast(substring_index(" + IngestedFiles.RUN_ID.name() + ", '/', -1) AS BIGINT)")
                .leq(number));
    }

    private static String sources(Source source, Messages words, List<Block> blocks) {
        Column isNow = IngestedFiles.RUN_ID.col().equalTo(source.runId());
        List<Row> rows = source
                .rows(
                        IngestedFiles.TABLE,
                        files -> soFar(files, source)
                                .groupBy(IngestedFiles.SOURCE_NAME.col())
                                .agg(
                                        count(when(isNow, 1)).as("files"),
                                        now(isNow, IngestedFiles.READ_COUNT),
                                        now(isNow, IngestedFiles.ACCEPTED_COUNT),
                                        now(isNow, IngestedFiles.DUPLICATE_COUNT),
                                        now(isNow, IngestedFiles.REJECTED_COUNT),
                                        max(IngestedFiles.DELIVERED_ON.col()).as(IngestedFiles.DELIVERED_ON.name())))
                .stream()
                .sorted(Comparator.comparing(r -> Cells.text(r, IngestedFiles.SOURCE_NAME)))
                .toList();
        if (rows.isEmpty()) {
            blocks.add(new Message(words.text("quality.none")));
            return "";
        }
        TableBuilder table = TableBuilder.with(
                words.text("quality.source"),
                "#" + words.text("quality.files"),
                "#" + words.text("quality.read"),
                "#" + words.text("quality.accepted"),
                "#" + words.text("quality.duplicate"),
                "#" + words.text("quality.rejected"),
                words.text("quality.last"));
        List<Field> counts = List.of(
                IngestedFiles.READ_COUNT,
                IngestedFiles.ACCEPTED_COUNT,
                IngestedFiles.DUPLICATE_COUNT,
                IngestedFiles.REJECTED_COUNT);
        double[] totals = new double[counts.size()];
        double files = 0;
        List<String> silent = new ArrayList<>();
        for (Row row : rows) {
            LocalDate last = Cells.date(row, IngestedFiles.DELIVERED_ON);
            List<String> texts = new ArrayList<>(
                    List.of(Cells.text(row, IngestedFiles.SOURCE_NAME), words.count(Cells.number(row, "files"))));
            files += Cells.number(row, "files");
            for (int i = 0; i < totals.length; i++) {
                totals[i] += Cells.amount(row, counts.get(i));
                texts.add(words.count(Cells.amount(row, counts.get(i))));
            }
            texts.add(words.date(last));
            table.row(texts);
            if (last != null && last.isBefore(source.date().minusDays(SILENT_DAYS))) {
                silent.add(Cells.text(row, IngestedFiles.SOURCE_NAME));
            }
        }
        List<String> all = new ArrayList<>(List.of(words.text("word.all"), words.count(files)));
        for (double total : totals) all.add(words.count(total));
        all.add("");
        table.row(all);
        blocks.add(new Listing("quality-sources", words.text("quality.sources"), "", table.table()));
        if (!silent.isEmpty())
            blocks.add(new Message(
                    words.text("quality.silent", words.count((double) SILENT_DAYS), String.join(", ", silent))));
        return totals[0] == 0
                ? words.text("quality.finding.nothing")
                : words.text(
                        "quality.finding",
                        words.count(totals[0]),
                        words.percent(totals[1] / totals[0], 1),
                        words.count(totals[2]),
                        words.count(totals[3]));
    }

    private static Column now(Column isNow, Field field) {
        return sum(when(isNow, field.col())).as(field.name());
    }

    private static Column recent(Field day, Source source) {
        return day.col()
                .between(lit(Date.valueOf(source.date().minusDays(DAYS - 1))), lit(Date.valueOf(source.date())));
    }

    private static void days(Source source, Messages words, List<Block> blocks) {
        List<Row> rows = source.rows(
                IngestedFiles.TABLE,
                files -> soFar(files, source)
                        .filter(recent(IngestedFiles.DELIVERED_ON, source))
                        .groupBy(IngestedFiles.DELIVERED_ON.col())
                        .agg(
                                sum(IngestedFiles.ACCEPTED_COUNT.col()).as("accepted"),
                                sum(IngestedFiles.DUPLICATE_COUNT.col()).as("duplicate"),
                                sum(IngestedFiles.REJECTED_COUNT.col()).as("rejected")));
        if (rows.isEmpty()) return;
        Map<LocalDate, Row> found = new TreeMap<>();
        rows.forEach(r -> found.put(Cells.date(r, IngestedFiles.DELIVERED_ON), r));
        List<LocalDate> days = source.date()
                .minusDays(DAYS - 1)
                .datesUntil(source.date().plusDays(1))
                .toList();
        TableBuilder table = TableBuilder.with(
                words.text("quality.day"),
                "#" + words.text("quality.accepted"),
                "#" + words.text("quality.duplicate"),
                "#" + words.text("quality.rejected"));
        List<BarChart.Bars> bars = new ArrayList<>();
        for (String kind : List.of("accepted", "duplicate", "rejected")) {
            bars.add(BarChart.Bars.of(
                    words.text("quality." + kind),
                    days.stream()
                            .map(d -> found.containsKey(d) ? Cells.number(found.get(d), kind) : (Double) 0.0)
                            .toList()));
        }
        for (int i = 0; i < days.size(); i++) {
            table.row(
                    words.date(days.get(i)),
                    words.count(bars.get(0).values().get(i)),
                    words.count(bars.get(1).values().get(i)),
                    words.count(bars.get(2).values().get(i)));
        }
        blocks.add(new Figure(
                "quality-days",
                words.text("quality.days"),
                "",
                words.text("quality.days.alt"),
                new BarChart(
                        days.stream().map(words::day).toList(),
                        bars,
                        Axis.of(words.text("quality.axis"), words::brief).inStepsOf(1),
                        BarChart.Layout.UPRIGHT_STACKED,
                        ""),
                260,
                false,
                table.table()));
    }

    private static void reasons(Source source, Messages words, List<Block> blocks) {
        List<Row> rows = source
                .rows(
                        Rejects.TABLE,
                        rejects -> rejects.filter(recent(Rejects.DELIVERED_ON, source))
                                .groupBy(Rejects.REASON.col())
                                .agg(count(lit(1)).as("records")))
                .stream()
                .sorted(Comparator.comparing((Row r) -> -Cells.number(r, "records"))
                        .thenComparing(r -> Cells.text(r, Rejects.REASON)))
                .toList();
        if (rows.isEmpty()) {
            if (source.tables().apply(Rejects.TABLE).isPresent())
                blocks.add(new Message(words.text("quality.noRejects")));
            return;
        }
        TableBuilder table = TableBuilder.with(words.text("quality.reason"), "#" + words.text("quality.records"));
        rows.forEach(r -> table.row(
                words.name("reject", Cells.text(r, Rejects.REASON)), words.count(Cells.number(r, "records"))));
        blocks.add(new Figure(
                "quality-reasons",
                words.text("quality.reasons"),
                "",
                words.text("quality.reasons.alt"),
                new BarChart(
                        rows.stream()
                                .map(r -> words.name("reject", Cells.text(r, Rejects.REASON)))
                                .toList(),
                        List.of(BarChart.Bars.of(
                                words.text("quality.records"),
                                rows.stream()
                                        .map(r -> Cells.number(r, "records"))
                                        .toList())),
                        Axis.of(words.text("quality.axis"), words::brief).inStepsOf(1),
                        BarChart.Layout.LYING,
                        ""),
                66 + 28 * rows.size(),
                false,
                table.table()));
    }

    private static void checks(Source source, Messages words, List<Block> blocks) {
        List<Row> rows = source
                .rows(
                        QualityResults.TABLE,
                        results -> results.filter(QualityResults.RUN_ID.col().equalTo(source.runId())))
                .stream()
                .sorted(Comparator.comparing((Row r) -> Cells.text(r, QualityResults.TABLE_NAME))
                        .thenComparing(r -> Cells.text(r, QualityResults.RULE)))
                .toList();
        if (rows.isEmpty()) return;
        List<Row> failed = rows.stream()
                .filter(r -> "failed".equals(Cells.text(r, QualityResults.OUTCOME)))
                .toList();
        if (failed.isEmpty()) {
            blocks.add(new Message(words.text("quality.checks.passed", words.count((double) rows.size()))));
            return;
        }
        TableBuilder table = TableBuilder.with(
                words.text("quality.table"),
                words.text("quality.check"),
                words.text("quality.meaning"),
                "#" + words.text("quality.observed"),
                "#" + words.text("quality.threshold"));
        failed.forEach(r -> table.row(
                Cells.text(r, QualityResults.TABLE_NAME),
                Cells.text(r, QualityResults.RULE),
                Cells.text(r, QualityResults.MEANING),
                words.number(Cells.number(r, QualityResults.OBSERVED), 0),
                words.number(Cells.number(r, QualityResults.THRESHOLD), 0)));
        blocks.add(new Listing(
                "quality-checks",
                words.text("quality.checks", words.count((double) failed.size()), words.count((double) rows.size())),
                "",
                table.table()));
    }
}
