package org.jejak.report;

import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.report.chart.Quadrant;
import org.jejak.table.*;

/** What goes with satisfied customers: importance against performance. */
final class DriversSection extends SectionBuilder {
    private static final List<String> OUTCOMES = List.of("satisfaction", "retained", "spend");
    private static final String SATISFACTION = "satisfaction";
    private static final String FIX_FIRST = "fix_first";
    private static final int NAMED = 3;

    /** Importance below this is not worth a word. */
    private static final double LEAST_NAMED = 0.1;

    DriversSection(Source source, Messages words) {
        super("drivers", source, words);
    }

    @Override
    String build() {
        List<Row> rows = source.rows(AggCxDriver.TABLE).stream()
                .sorted(Comparator.comparing((Row r) -> Names.place(OUTCOMES, Cells.text(r, AggCxDriver.OUTCOME)))
                        .thenComparing(r -> -Cells.amount(r, AggCxDriver.IMPORTANCE))
                        .thenComparing(Cells.text(AggCxDriver.DRIVER)))
                .toList();
        List<Row> shown = rows.stream().filter(DriversSection::isShown).toList();
        Optional<String> outcome = OUTCOMES.stream()
                .filter(o -> shown.stream().anyMatch(Cells.is(AggCxDriver.OUTCOME, o)))
                .findFirst();
        if (outcome.isEmpty()) {
            message(rows.isEmpty() ? "drivers.none" : "drivers.noValue");
            return "";
        }
        List<Row> drivers = shown.stream()
                .filter(Cells.is(AggCxDriver.OUTCOME, outcome.get()))
                .toList();
        String finding = finding(drivers, outcome.get());
        Row first = drivers.get(0);
        block(
                        "drivers.quadrant",
                        name("outcome", outcome.get()),
                        words.period(Cells.date(first, AggCxDriver.FROM_DATE), Cells.date(first, AggCxDriver.TO_DATE)))
                .note(words.percent(Cells.number(first, AggCxDriver.R_SQUARED), 0))
                .alt(finding)
                .draw(quadrant(drivers), 400, table(rows));
        return finding;
    }

    private static boolean isShown(Row row) {
        return Cells.number(row, AggCxDriver.IMPORTANCE) != null && Cells.number(row, AggCxDriver.PERFORMANCE) != null;
    }

    /** The most important driver and the next ones, how often it is done, and what more of it would go with. */
    private String finding(List<Row> drivers, String outcome) {
        List<String> named = drivers.stream()
                .filter(r -> Cells.amount(r, AggCxDriver.IMPORTANCE) >= LEAST_NAMED)
                .limit(NAMED)
                .map(name("driverPlain", AggCxDriver.DRIVER))
                .toList();
        Row first = drivers.get(0);
        String done = words.number(Cells.number(first, AggCxDriver.PERFORMANCE), 0);
        also(text("drivers.finding.done", name("driver", Cells.text(first, AggCxDriver.DRIVER)), done));
        Double uplift = Cells.number(first, AggCxDriver.UPLIFT);
        if (outcome.equals(SATISFACTION) && uplift != null && uplift > 0)
            also(text("drivers.finding.uplift", words.number(uplift * 100, 1)));
        List<String> mend = drivers.stream()
                .filter(Cells.is(AggCxDriver.QUADRANT, FIX_FIRST))
                .map(name("driver", AggCxDriver.DRIVER))
                .toList();
        if (!mend.isEmpty()) also(text("drivers.finding.mend", String.join(", ", mend)));
        String head = named.isEmpty() ? name("driverPlain", Cells.text(first, AggCxDriver.DRIVER)) : named.get(0);
        head = Character.toUpperCase(head.charAt(0)) + head.substring(1);
        return named.size() < 2
                ? text("drivers.finding.one", head, name("outcome", outcome))
                : text(
                        "drivers.finding",
                        head,
                        name("outcome", outcome),
                        String.join(text("word.and"), named.subList(1, named.size())));
    }

    /** Axes over the range of the data; the lines stand at the means. */
    private Quadrant quadrant(List<Row> drivers) {
        DoubleSummaryStatistics importance = Cells.range(drivers, AggCxDriver.IMPORTANCE);
        DoubleSummaryStatistics performance = Cells.range(drivers, AggCxDriver.PERFORMANCE);
        List<Quadrant.Point> points = drivers.stream()
                .map(r -> new Quadrant.Point(
                        name("driver", Cells.text(r, AggCxDriver.DRIVER)),
                        Cells.amount(r, AggCxDriver.PERFORMANCE),
                        Cells.amount(r, AggCxDriver.IMPORTANCE),
                        Cells.number(r, AggCxDriver.IMPORTANCE_LOW),
                        Cells.number(r, AggCxDriver.IMPORTANCE_HIGH),
                        Cells.is(AggCxDriver.QUADRANT, FIX_FIRST).test(r)))
                .toList();
        double top = Cells.range(drivers, AggCxDriver.IMPORTANCE, AggCxDriver.IMPORTANCE_HIGH)
                .getMax();
        return new Quadrant(
                points,
                Axis.of(text("drivers.performance.axis"), v -> words.number(v, v == Math.rint(v) ? 0 : 1))
                        .inStepsOf(1)
                        .spanning(Math.max(0, performance.getMin() - 1), Math.min(100, performance.getMax() + 1)),
                Axis.of(text("drivers.importance.axis"), v -> words.percent(v, 0))
                        .inStepsOf(0.1)
                        .spanning(0, Math.min(1, top)),
                performance.getAverage(),
                importance.getAverage(),
                Stream.of(FIX_FIRST, "keep_up", "low_priority", "maintain")
                        .map(q -> name("quadrant", q))
                        .toList());
    }

    /** All outcomes, those without a value too. */
    private FigureBuilder<Row> table(List<Row> rows) {
        return FigureBuilder.of(rows)
                .text(text("drivers.outcome"), name("outcome", AggCxDriver.OUTCOME))
                .text(text("drivers.driver"), name("driver", AggCxDriver.DRIVER))
                .number(
                        text("drivers.performance"),
                        r -> isShown(r) ? words.number(Cells.number(r, AggCxDriver.PERFORMANCE), 1) : Messages.NONE)
                .number(
                        text("drivers.importance"),
                        r -> isShown(r)
                                ? words.percent(Cells.number(r, AggCxDriver.IMPORTANCE), 1)
                                : name("reason", String.valueOf(Cells.text(r, AggCxDriver.REASON))))
                .number(
                        text("word.interval"),
                        betweenShares(AggCxDriver.IMPORTANCE_LOW, AggCxDriver.IMPORTANCE_HIGH, 0))
                .number(text("drivers.effect"), Cells.number(AggCxDriver.EFFECT), v -> words.signed(v, 2))
                .number(text("drivers.uplift"), Cells.number(AggCxDriver.UPLIFT), v -> words.signed(v, 3))
                .text(text("drivers.field"), r -> {
                    String field = Cells.text(r, AggCxDriver.QUADRANT);
                    return field == null ? Messages.NONE : name("quadrant", field);
                })
                .number(text("word.contacts"), Cells.number(AggCxDriver.N), words::count);
    }
}
