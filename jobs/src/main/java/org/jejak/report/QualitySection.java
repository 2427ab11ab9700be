package org.jejak.report;

import static org.apache.spark.sql.functions.*;

import java.util.*;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.spark.sql.*;
import org.jejak.report.SourceHealth.Delivered;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.*;

/** Whether the data can be trusted: sources to look at, rejected records by reason, and what checks found. One line when all is well. */
final class QualitySection extends SectionBuilder {
    private static final int DAYS = 30;

    private final SourceHealth health;

    QualitySection(Source source, SourceHealth health, Messages words) {
        super("quality", source, words);
        this.health = health;
    }

    @Override
    String build() {
        String finding = sources();
        reasons();
        checks();
        return finding;
    }

    private String sources() {
        List<Delivered> all = health.all();
        if (all.isEmpty()) {
            message("quality.none");
            return "";
        }
        List<Delivered> troubled = health.troubled();
        if (!troubled.isEmpty())
            block("quality.troubled")
                    .note(words.count((double) SourceHealth.REST))
                    .list(table(troubled));
        block("quality.sources").fold(table(all));
        double read = total(Delivered::read);
        if (read > 0) {
            also(text(
                    "quality.read",
                    words.count(read),
                    words.percent(total(Delivered::accepted) / read, 1),
                    words.count(total(Delivered::duplicate)),
                    words.count(total(Delivered::rejected)),
                    words.count(total(Delivered::leftOut))));
        }
        String silent = health.silent().stream().map(Delivered::name).collect(Collectors.joining(", "));
        if (!silent.isEmpty()) return text("quality.finding.silent", silent, words.count((double) all.size()));
        if (!troubled.isEmpty()) {
            return text(
                    "quality.finding.unusual",
                    words.count((double) all.size()),
                    troubled.stream().map(Delivered::name).collect(Collectors.joining(", ")));
        }
        return text("quality.finding", words.count((double) all.size()));
    }

    private double total(ToDoubleFunction<Delivered> count) {
        return health.all().stream().mapToDouble(count).sum();
    }

    private FigureBuilder<Delivered> table(List<Delivered> sources) {
        return FigureBuilder.of(sources)
                .text(text("quality.source"), Delivered::name)
                .text(text("quality.last"), d -> words.date(d.last()))
                .number(text("quality.files"), Delivered::files, words::count)
                .number(text("quality.read.count"), Delivered::read, words::count)
                .number(text("quality.accepted"), Delivered::accepted, words::count)
                .number(text("quality.duplicate"), Delivered::duplicate, words::count)
                .number(text("quality.rejected"), Delivered::rejected, words::count)
                .number(text("quality.left_out"), Delivered::leftOut, words::count);
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
        if (rows.isEmpty()) return;
        FigureBuilder<Row> figure = FigureBuilder.of(rows)
                .text(text("quality.reason"), name("reject", Rejects.REASON))
                .series(text("quality.records"), Cells.number("records"), words::count);
        Axis axis = Axis.of(text("quality.axis"), words::brief).inStepsOf(1);
        block("quality.reasons").draw(figure.bars(axis), 66 + 28 * rows.size(), figure);
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
