package org.jejak.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jejak.report.Block.Figure;
import org.jejak.report.Block.Message;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.Quadrant;
import org.jejak.table.AggCxDriver;

/** What goes with satisfied customers: importance against performance. */
final class DriversSection {
    private static final List<String> OUTCOMES = List.of("satisfaction", "retained", "spend");

    private DriversSection() {}

    static Section of(Source source, Messages words) {
        List<Row> rows = source.rows(AggCxDriver.TABLE).stream()
                .sorted(Comparator.comparing((Row r) -> Names.place(OUTCOMES, Cells.text(r, AggCxDriver.OUTCOME)))
                        .thenComparing(r -> -Cells.amount(r, AggCxDriver.IMPORTANCE))
                        .thenComparing(r -> Cells.text(r, AggCxDriver.DRIVER)))
                .toList();
        List<Block> blocks = new ArrayList<>();
        String finding = "";
        Optional<String> outcome = OUTCOMES.stream()
                .filter(o -> rows.stream().anyMatch(r -> o.equals(Cells.text(r, AggCxDriver.OUTCOME)) && isShown(r)))
                .findFirst();
        if (outcome.isEmpty()) blocks.add(new Message(words.text(rows.isEmpty() ? "drivers.none" : "drivers.noValue")));
        else finding = quadrant(rows, outcome.get(), words, blocks);
        return new Section(
                "drivers", words.text("drivers.title"), finding, blocks, List.of(words.text("drivers.note")));
    }

    private static boolean isShown(Row row) {
        return Cells.number(row, AggCxDriver.IMPORTANCE) != null && Cells.number(row, AggCxDriver.PERFORMANCE) != null;
    }

    private static String quadrant(List<Row> all, String outcome, Messages words, List<Block> blocks) {
        List<Row> rows = all.stream()
                .filter(r -> outcome.equals(Cells.text(r, AggCxDriver.OUTCOME)) && isShown(r))
                .toList();
        double importance = rows.stream()
                .mapToDouble(r -> Cells.amount(r, AggCxDriver.IMPORTANCE))
                .average()
                .orElse(0);
        double performance = rows.stream()
                .mapToDouble(r -> Cells.amount(r, AggCxDriver.PERFORMANCE))
                .average()
                .orElse(0);
        double most = rows.stream()
                .mapToDouble(r -> Cells.amount(r, AggCxDriver.IMPORTANCE))
                .max()
                .orElse(1);
        List<Quadrant.Point> points = new ArrayList<>();
        for (Row row : rows) {
            String field = Cells.text(row, AggCxDriver.QUADRANT);
            points.add(new Quadrant.Point(
                    words.name("driver", Cells.text(row, AggCxDriver.DRIVER)),
                    Cells.amount(row, AggCxDriver.PERFORMANCE),
                    Cells.amount(row, AggCxDriver.IMPORTANCE),
                    "fix_first".equals(field)));
        }
        Row first = rows.get(0);
        List<String> mend = rows.stream()
                .filter(r -> "fix_first".equals(Cells.text(r, AggCxDriver.QUADRANT)))
                .map(r -> words.name("driver", Cells.text(r, AggCxDriver.DRIVER)))
                .toList();
        String finding = words.text(
                        "drivers.finding",
                        words.name("driver", Cells.text(first, AggCxDriver.DRIVER)),
                        words.percent(Cells.number(first, AggCxDriver.IMPORTANCE), 0),
                        words.name("outcome", outcome))
                + (mend.isEmpty() ? "" : " " + words.text("drivers.finding.mend", String.join(", ", mend)));
        blocks.add(new Figure(
                "drivers-quadrant",
                words.text("drivers.quadrant", words.name("outcome", outcome)),
                words.text("drivers.quadrant.note", words.percent(Cells.number(first, AggCxDriver.R_SQUARED), 0)),
                words.text("drivers.quadrant.alt", finding),
                new Quadrant(
                        points,
                        Axis.of(words.text("drivers.performance.axis"), v -> words.number(v, 0))
                                .between(0, 100),
                        Axis.of(words.text("drivers.importance.axis"), v -> words.percent(v, 0))
                                .between(0, Math.max(0.1, Math.min(1, Math.ceil(most * 11) / 10))),
                        performance,
                        importance,
                        List.of("fix_first", "keep_up", "low_priority", "maintain").stream()
                                .map(q -> words.name("quadrant", q))
                                .toList()),
                400,
                false,
                table(all, words)));
        return finding;
    }

    /** All outcomes, those without a value too. */
    private static Block.DataTable table(List<Row> rows, Messages words) {
        TableBuilder table = TableBuilder.with(
                words.text("drivers.outcome"),
                words.text("drivers.driver"),
                "#" + words.text("drivers.performance"),
                "#" + words.text("drivers.importance"),
                "#" + words.text("word.interval"),
                "#" + words.text("drivers.effect"),
                "#" + words.text("drivers.uplift"),
                words.text("drivers.field"),
                "#" + words.text("word.contacts"));
        for (Row row : rows) {
            boolean shown = isShown(row);
            String field = Cells.text(row, AggCxDriver.QUADRANT);
            table.row(
                    words.name("outcome", Cells.text(row, AggCxDriver.OUTCOME)),
                    words.name("driver", Cells.text(row, AggCxDriver.DRIVER)),
                    shown ? words.number(Cells.number(row, AggCxDriver.PERFORMANCE), 1) : Messages.NONE,
                    shown
                            ? words.percent(Cells.number(row, AggCxDriver.IMPORTANCE), 1)
                            : words.name("reason", String.valueOf(Cells.text(row, AggCxDriver.REASON))),
                    words.betweenPercent(
                            Cells.number(row, AggCxDriver.IMPORTANCE_LOW),
                            Cells.number(row, AggCxDriver.IMPORTANCE_HIGH),
                            0),
                    words.signed(Cells.number(row, AggCxDriver.EFFECT), 2),
                    words.signed(Cells.number(row, AggCxDriver.UPLIFT), 3),
                    field == null ? Messages.NONE : words.name("quadrant", field),
                    words.count(Cells.number(row, AggCxDriver.N)));
        }
        return table.table();
    }
}
