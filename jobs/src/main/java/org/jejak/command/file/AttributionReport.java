package org.jejak.command.file;

import java.io.PrintStream;
import java.util.*;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jejak.attribution.AttributionFit.Transition;
import org.jejak.attribution.DistributedCount.Counted;
import org.jejak.attribution.ModelAccumulator.Credit;
import org.jejak.attribution.ModelAccumulator.Results;
import org.jejak.attribution.ModelAccumulator.Totals;
import org.jejak.command.ResultOutput;
import org.jejak.command.ResultTable;
import org.jejak.config.UsageException;

/** Shows what attribution found: a table of channels and models for people, rows for programs. */
final class AttributionReport {
    private static final String UNATTRIBUTED = "(unattributed)";
    private static final StructType ROWS = new StructType()
            .add("model", DataTypes.StringType)
            .add("channel", DataTypes.StringType)
            .add("conversions", DataTypes.DoubleType)
            .add("conversion_share", DataTypes.DoubleType)
            .add("value", DataTypes.DoubleType)
            .add("value_share", DataTypes.DoubleType)
            .add("effect", DataTypes.DoubleType)
            .add("value_effect", DataTypes.DoubleType)
            .add("standard_error", DataTypes.DoubleType);

    private final Counted counted;
    private final Results results;
    private final Totals totals;
    /** Conversions and value of the file, also those without a touch. */
    private final double conversions;

    private final double value;
    private final List<Credit> credits;

    AttributionReport(Counted counted) {
        this.counted = counted;
        this.results = counted.models().results();
        this.totals = results.totals();
        this.conversions = totals.conversions() + totals.unattributed();
        this.value = totals.value() + totals.unattributedValue();
        this.credits = totals.unattributed() == 0 ? results.credits() : withUnattributed();
    }

    /** Credits with what has no touch as a channel of each model. The file may have a channel of this name already. */
    private List<Credit> withUnattributed() {
        List<Credit> all = new ArrayList<>(results.credits());
        Set<String> models = all.stream().map(Credit::model).collect(Collectors.toCollection(LinkedHashSet::new));
        if (models.isEmpty()) models.add("all");
        for (String model : models) {
            Credit named = all.stream()
                    .filter(c -> c.model().equals(model) && c.channel().equals(UNATTRIBUTED))
                    .findFirst()
                    .orElse(new Credit(model, UNATTRIBUTED, 0, 0, null, null, null));
            all.remove(named);
            all.add(new Credit(
                    model,
                    UNATTRIBUTED,
                    named.conversions() + totals.unattributed(),
                    named.value() + totals.unattributedValue(),
                    named.effect(),
                    named.valueEffect(),
                    named.standardError()));
        }
        return all;
    }

    /**
     * Refuses a result that is not what was asked for.
     *
     * @param mustAll whether every model has to be computed
     * @throws UsageException if one could not be, or if nothing could be used
     */
    void check(boolean mustAll) {
        if (mustAll && !counted.models().skipped().isEmpty())
            throw new UsageException(String.join("; ", counted.models().skipped()));
        if (conversions + totals.nulls() == 0)
            throw new UsageException("nothing to attribute: no usable row has a conversion or a null outcome");
    }

    /** Prints which rows and models were left out. */
    void printNotes(PrintStream notes) {
        List<SkippedRows> skipped = new ArrayList<>();
        counted.rejected().forEach((reason, n) -> skipped.add(new SkippedRows(reason, n[0], n[1] == 0 ? null : n[1])));
        SkippedRows.print(skipped, notes);
        if (counted.touchesLeftOut() > 0)
            notes.printf(Locale.ROOT, "%,d touches left out with these rows%n", counted.touchesLeftOut());
        counted.models().skipped().forEach(reason -> notes.println("model left out: " + reason));
        if (counted.nullsWithoutTouch() > 0)
            notes.printf(
                    Locale.ROOT,
                    "%,.0f null outcomes have no touch and are not counted%n",
                    counted.nullsWithoutTouch());
        if (counted.ties() > 0)
            notes.printf(
                    Locale.ROOT,
                    "%,d touches share their time with a touch of another channel: taken in the order of the file, the one "
                            + "that converts last%n",
                    counted.ties());
    }

    /**
     * Shows the result.
     *
     * @param out where all goes that is not data
     */
    void show(SparkSession spark, ResultOutput output, PrintStream out, boolean explain) {
        long channels = credits.stream()
                .map(Credit::channel)
                .filter(c -> !c.equals(UNATTRIBUTED))
                .distinct()
                .count();
        out.printf(
                Locale.ROOT,
                "%s conversions, value %s; %s outcomes without conversion; %,d channels%s%n",
                shown(conversions),
                shown(value),
                shown(totals.nulls()),
                channels,
                totals.unattributed() == 0 ? "" : "; " + shown(totals.unattributed()) + " conversions have no touch");
        if (totals.conversions() == 0) out.println("no conversions with touches: every channel has 0");
        if (output.isPrinted()) {
            print(out, "Conversions", Credit::conversions, conversions);
            if (value > 0) print(out, "Value", Credit::value, value);
        } else {
            output.show(spark.createDataFrame(rows(), ROWS));
        }
        if (explain) explain(out);
    }

    /** One row per model and channel, in the order of the models, then of names. */
    List<Row> rows() {
        return credits.stream()
                .map(c -> RowFactory.create(
                        c.model(),
                        c.channel(),
                        c.conversions(),
                        conversions > 0 ? c.conversions() / conversions : null,
                        c.value(),
                        value > 0 ? c.value() / value : null,
                        c.effect(),
                        c.valueEffect(),
                        c.standardError()))
                .toList();
    }

    /** A table with a line per channel and a column per model. */
    private void print(PrintStream out, String title, ToDoubleFunction<Credit> number, double total) {
        Map<String, Map<String, Double>> byChannel = new TreeMap<>();
        Map<String, Double> sums = new LinkedHashMap<>();
        for (Credit c : credits) {
            byChannel.computeIfAbsent(c.channel(), k -> new HashMap<>()).put(c.model(), number.applyAsDouble(c));
            sums.merge(c.model(), number.applyAsDouble(c), Double::sum);
        }
        List<Map.Entry<String, Map<String, Double>>> lines = new ArrayList<>(byChannel.entrySet());
        lines.add(Map.entry("total", sums));
        ResultTable<Map.Entry<String, Map<String, Double>>> table =
                new ResultTable<Map.Entry<String, Map<String, Double>>>().column("channel", Map.Entry::getKey);
        for (String model : sums.keySet())
            table.rounded(model, 2, line -> line.getValue().getOrDefault(model, 0.0));
        out.println();
        out.println(title + " (of " + shown(total) + ")");
        table.print(out, lines);
    }

    /** Prints the effects of fitted models, and the transitions of the Markov chain. */
    private void explain(PrintStream out) {
        List<String> fitted = credits.stream()
                .filter(c -> c.effect() != null)
                .map(Credit::model)
                .distinct()
                .toList();
        ResultTable<Credit> effects = new ResultTable<Credit>()
                .column("channel", Credit::channel)
                .rounded("effect", 10, Credit::effect)
                .rounded("value_effect", 10, Credit::valueEffect)
                .column("standard_error", Credit::standardError);
        for (String model : fitted) {
            out.println();
            double p = results.probability(model);
            if (!Double.isNaN(p)) out.println(model + ": P(conversion) = " + p);
            out.println(model + ": sum of effects = " + results.effectSum(model));
            effects.print(
                    out,
                    credits.stream()
                            .filter(c -> c.model().equals(model) && c.effect() != null)
                            .toList());
        }
        if (results.transitions().isEmpty()) {
            if (fitted.contains("markov")) out.println("markov: too many states to print the transitions");
            return;
        }
        out.println();
        out.println("markov: transitions (a state that follows itself is the same visit and not counted)");
        new ResultTable<Transition>()
                .column("from", Transition::from)
                .column("to", Transition::to)
                .rounded("count", 6, Transition::count)
                .rounded("probability", 10, Transition::probability)
                .print(out, results.transitions());
    }

    private static String shown(double number) {
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%,.0f", number)
                : String.format(Locale.ROOT, "%,.2f", number);
    }
}
