package org.jejak.command.file;

import static org.apache.spark.sql.functions.*;

import java.io.IOException;
import java.sql.Timestamp;
import java.util.*;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.StructType;
import org.jejak.command.ResultOutput;
import org.jejak.command.SparkSessions;
import org.jejak.journey.AdHocFunnel;
import org.jejak.journey.FunnelStepCounts;
import org.jejak.table.*;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A funnel over a local file of events, without a warehouse. */
@Command(
        name = "funnel",
        mixinStandardHelpOptions = true,
        description = {
            "How many visitors of a file of events go through some steps, and where they drop off.",
            "",
            "Each visitor counts once, by the attempt that got furthest; of those the one that got there first; of those the "
                    + "one that started last. An attempt starts with step 1 and may take --window, inclusive: a step exactly "
                    + "the window after step 1 still counts. Each event is used for one step only, so --steps a,a asks for two "
                    + "events. Events of the same moment have no order: whichever helps the attempt is taken.",
            "  ordered    the steps in their order; any other events may lie between them",
            "  strict     nothing between them, not even the same step again: a b b c stops at b",
            "  unordered  in any order: step k means that k different steps were done, and the first one done starts the window",
            "",
            "--exclude voids the attempts in which something happens after one step and before another, or before the window ends where "
                    + "the attempt never gets there. A visitor with nothing but void attempts is not counted at all.",
            "",
            "reached_count: visitors that got at least this far. open_count: those that got no further, but have an attempt "
                    + "whose window ends after --as-of. dropped_count: the others that got no further. conversion_rate: of "
                    + "entered_count. step_conversion_rate: of the step before. settled_conversion_rate: of entered_count "
                    + "without the visitors that are still on their way to this step. With --visitors the result is one row per visitor and step "
                    + "reached instead.",
            ""
        })
public final class FunnelCommand implements Callable<Integer> {
    private static final Field MEAN_SECONDS_FROM_PREVIOUS =
            Field.decimal("mean_seconds_from_previous", "Mean seconds from the step before.");
    private static final List<Field> COLUMNS = List.of(
            AggFunnel.STEP,
            AggFunnel.STEP_NAME,
            AggFunnel.ENTERED_COUNT,
            AggFunnel.REACHED_COUNT,
            AggFunnel.DROPPED_COUNT,
            AggFunnel.OPEN_COUNT,
            AggFunnel.CONVERSION_RATE,
            AggFunnel.STEP_CONVERSION_RATE,
            AggFunnel.SETTLED_CONVERSION_RATE,
            AggFunnel.MEAN_SECONDS_FROM_START,
            AggFunnel.MEDIAN_SECONDS_FROM_START,
            MEAN_SECONDS_FROM_PREVIOUS,
            AggFunnel.MEDIAN_SECONDS_FROM_PREVIOUS);

    @Mixin
    private EventFile file = new EventFile();

    @Option(names = "--event", required = true, paramLabel = "COLUMN", description = "What was done.")
    private String event;

    @Option(
            names = "--breakdown",
            paramLabel = "COLUMN",
            description =
                    "A funnel for each value of this column, as it is at the first step of the attempt that counts; "
                            + AdHocFunnel.NO_GROUP + " where it is empty.")
    private String breakdown;

    @Mixin
    private FunnelOptions options = new FunnelOptions();

    @Option(
            names = "--visitors",
            description = "Show who reached which step when, ordered by visitor, instead of counts.")
    private boolean visitors;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description =
                    "Until when, inclusive, the events are complete; later ones are left out. Written like the times "
                            + "of the file; a day means its end in --zone. Default: the latest event.")
    private String asOf;

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Override
    public Integer call() throws IOException {
        check();
        try (SparkSession spark = SparkSessions.start("funnel")) {
            output.show(result(spark));
            return 0;
        }
    }

    private void check() {
        file.check();
        options.funnel();
    }

    /** One row per step, groups with more visitors first. */
    Dataset<Row> result(SparkSession spark) {
        check();
        AdHocFunnel funnel = options.funnel();
        Dataset<Row> all = read(spark);
        Timestamp known = asOf == null
                ? all.agg(max(AdHocFunnel.AT.col())).first().getTimestamp(0)
                : file.until(spark, "--as-of", asOf);
        Dataset<Row> events = all.filter(AdHocFunnel.AT.col().leq(lit(known)));
        printNotes(funnel, all, events, known);
        Dataset<Row> reached = funnel.reached(events);
        if (visitors) return visitors(reached);
        Column[] group = breakdown == null ? new Column[0] : new Column[] {AdHocFunnel.GROUP.col()};
        return table(
                spark,
                FunnelStepCounts.of(reached, known, key -> options.steps().size(), group));
    }

    /** The usable events, in the columns of {@link AdHocFunnel}, in any order. What is skipped is printed on stderr. */
    private Dataset<Row> read(SparkSession spark) {
        InputTable table = file.table(AdHocFunnel.VISITOR.name(), AdHocFunnel.AT.name())
                .required(AdHocFunnel.EVENT.name(), "event", event);
        InputTable.Content content = table.value(
                        AdHocFunnel.GROUP.name(), coalesce(table.text(breakdown), lit(AdHocFunnel.NO_GROUP)))
                .read(spark);
        SkippedRows.print(content.skipped(), System.err);
        return content.requireRows("--visitor, --time, --event and --separator").rows();
    }

    /** What was read, and what may be a mistake; on stderr. */
    private static void printNotes(AdHocFunnel funnel, Dataset<Row> all, Dataset<Row> events, Timestamp known) {
        long used = events.count();
        System.err.printf(Locale.ROOT, "%,d events read; windows end by %s%n", used, known.toInstant());
        long later = all.count() - used;
        if (later > 0) System.err.printf(Locale.ROOT, "%,d events left out: after --as-of%n", later);
        List<String> named = Stream.of(funnel.steps(), funnel.excluded())
                .flatMap(List::stream)
                .flatMap(List::stream)
                .distinct()
                .toList();
        List<String> found = events
                .select(AdHocFunnel.EVENT.col())
                .filter(AdHocFunnel.EVENT.col().isin(named.toArray()))
                .distinct()
                .collectAsList()
                .stream()
                .map(r -> r.getString(0))
                .toList();
        for (String name : named)
            if (!found.contains(name) && name.indexOf('|') < 0)
                System.err.println("note: no event is named '" + name + "'");
    }

    /** One row per visitor (and value of the breakdown) and step reached. */
    private Dataset<Row> visitors(Dataset<Row> reached) {
        Column name = lit(null).cast("string");
        for (int step = options.steps().size(); step >= 1; step--)
            name = when(
                            FactFunnelSteps.STEP.col().equalTo(step),
                            FunnelStepCounts.stepName(options.steps(), options.mode(), step))
                    .otherwise(name);
        List<Column> columns = new ArrayList<>(List.of(AdHocFunnel.VISITOR.col()));
        if (breakdown != null) columns.add(AdHocFunnel.GROUP.col());
        columns.addAll(List.of(
                FactFunnelSteps.STEP.col(),
                name.as(FactFunnelSteps.STEP_NAME.name()),
                FactFunnelSteps.REACHED_AT.col(),
                FactFunnelSteps.SECONDS_FROM_PREVIOUS.col(),
                FactFunnelSteps.SECONDS_FROM_START.col(),
                FactFunnelSteps.IS_FURTHEST.col(),
                FactFunnelSteps.OPEN_UNTIL.col()));
        return reached.select(columns.toArray(Column[]::new))
                .orderBy(columns.subList(0, breakdown != null ? 3 : 2).toArray(Column[]::new));
    }

    private Dataset<Row> table(SparkSession spark, Map<List<Object>, List<FunnelStepCounts.Step>> groups) {
        StructType shape = new StructType();
        if (breakdown != null) shape = shape.add(AdHocFunnel.GROUP.name(), AdHocFunnel.GROUP.type());
        for (Field field : COLUMNS) shape = shape.add(field.name(), field.type());
        List<Row> rows = new ArrayList<>();
        if (groups.isEmpty() && breakdown == null)
            groups = Map.of(List.of(), FunnelStepCounts.nobody(options.steps().size()));
        groups.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<List<Object>, List<FunnelStepCounts.Step>> g) ->
                                -g.getValue().get(0).entered())
                        .thenComparing(g -> String.valueOf(g.getKey())))
                .forEach(g -> g.getValue().forEach(step -> rows.add(row(g.getKey(), step))));
        return spark.createDataFrame(rows, shape);
    }

    private Row row(List<Object> group, FunnelStepCounts.Step step) {
        List<Object> cells = new ArrayList<>(group);
        cells.add((long) step.step());
        cells.add(FunnelStepCounts.stepName(options.steps(), options.mode(), step.step()));
        cells.add(step.entered());
        cells.add(step.reached());
        cells.add(step.dropped());
        cells.add(step.open());
        cells.add(step.conversionRate());
        cells.add(step.stepConversionRate());
        cells.add(step.settledConversionRate());
        cells.add(step.meanSeconds());
        cells.add(step.medianSeconds());
        cells.add(step.meanSecondsFromPrevious());
        cells.add(step.medianSecondsFromPrevious());
        return RowFactory.create(cells.toArray());
    }
}
