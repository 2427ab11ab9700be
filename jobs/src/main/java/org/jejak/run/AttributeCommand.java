package org.jejak.run;

import static org.apache.spark.sql.functions.callUDF;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jejak.attribution.AttributionModel;
import org.jejak.attribution.MarkovOrder;
import org.jejak.attribution.PathRows;
import org.jejak.attribution.PathRules;
import org.jejak.attribution.PathStudy;
import org.jejak.attribution.PathStudy.Counted;
import org.jejak.attribution.TouchRows;
import org.jejak.attribution.Transforms;
import org.jejak.io.OwnFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Attribution on a file of the user's own, without a warehouse. */
@Command(
        name = "attribute",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says which channels earned the conversions in a file of the user's own: CSV, TSV, JSON lines or Parquet; .gz and "
                    + ".zst are unpacked. Exact, and the same to the last bit every time.",
            "--paths: one row per path, with the columns path, total_conversions and, if there are any, "
                    + "total_conversion_value and total_null.",
            "--touches: one row per touch, with the columns customer, time, channel, and conversion or value (without "
                    + "conversion, a value other than 0 is one); if there are any, also kind (view, or anything else) and "
                    + "milestone (lead, opportunity)."
        })
final class AttributeCommand implements Callable<Integer> {
    /** What to read. */
    static final class Input {
        @Option(names = "--paths", paramLabel = "FILE", description = "Aggregated paths.")
        private Path paths;

        @Option(names = "--touches", paramLabel = "FILE", description = "Single touches and conversions.")
        private Path touches;
    }

    @ArgGroup(multiplicity = "1")
    private Input input;

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Option(names = "--explain", description = "Also print P(conversion), the sum of effects and the transitions.")
    private boolean explain;

    @Option(
            names = "--separator",
            paramLabel = "TEXT",
            description = "Between the steps of a path. Default: '${DEFAULT-VALUE}'.",
            defaultValue = " > ")
    private String separator;

    @Option(
            names = "--column-separator",
            paramLabel = "CHAR",
            description = "Between the columns of CSV. Default: ${DEFAULT-VALUE}.",
            defaultValue = ",")
    private String columnSeparator;

    @Option(
            names = "--transform",
            paramLabel = "LIST",
            description =
                    "Changes of every path, in this order: unique, exposure, first, frequency, remove_if_not_all(X), "
                            + "remove_if_last_and_not_all(X), and trim(K), which always comes first.")
    private String transform;

    @Option(
            names = "--lookback",
            paramLabel = "TIME|N",
            description =
                    "Touches that may have earned a conversion: not older than a time (30d, itself included; --touches "
                            + "only), at most the last N, or both: 30d,10. Default: no limit.")
    private String lookBack;

    @Option(names = "--no-nulls", description = "Leave out what did not convert.")
    private boolean noNulls;

    @Option(
            names = "--direct",
            paramLabel = "CHANNEL",
            description = "The channel that last_non_direct passes over. Default: ${DEFAULT-VALUE}.",
            defaultValue = "direct")
    private String direct;

    @Option(
            names = "--touch-gap",
            paramLabel = "TIME",
            description = "--paths: time between touches, the last being at the conversion. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1d")
    private String touchGap;

    @Option(
            names = "--after-conversion",
            paramLabel = "reset|reuse",
            description = "--touches: whether touches are used up by a conversion, or may earn the next one too. "
                    + "Default: ${DEFAULT-VALUE}.",
            defaultValue = "reset")
    private String afterConversion;

    @Option(
            names = "--view-window",
            paramLabel = "TIME",
            description = "--touches: views may earn a conversion for so long. Default: as --lookback.")
    private String viewWindow;

    @Option(
            names = "--view-weight",
            paramLabel = "W",
            description = "--touches: what a view counts next to 1 for anything else. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private double viewWeight;

    @Option(
            names = "--zone",
            description = "--touches: zone of times without offset. Default: ${DEFAULT-VALUE}.",
            defaultValue = "UTC")
    private String zone;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        check();
        SparkSession spark = SparkStarter.start("attribute");
        try {
            PrintStream notes = output.isData() ? System.err : System.out;
            report(spark, System.err).show(spark, output, notes, explain);
            return 0;
        } finally {
            spark.stop();
        }
    }

    /** Finds what is wrong with the options before Spark is started. */
    private void check() {
        counter(models.named(models.isAuto() ? 1 : models.order()));
    }

    /**
     * Reads, counts and computes.
     *
     * @param notes where rows and models that were left out are told
     */
    AttributionReport report(SparkSession spark, PrintStream notes) {
        check();
        OwnFile file = new OwnFile(input.paths == null ? input.touches : input.paths, columnSeparator);
        Dataset<Row> rows = input.paths == null ? touches(spark, file, notes) : paths(spark, file, notes);
        int order = models.isAuto() ? suggestedOrder(rows, notes) : models.order();
        PathStudy.Counter counter = counter(models.named(order));
        Counted counted = PathStudy.of(rows, counter);
        for (String name : counter.options().channels())
            if (!counted.channels().contains(name)) notes.println(unknown(name, counted.channels()));
        return new AttributionReport(counted, models.isChosen(), notes);
    }

    /** A name may be meant for a channel that has the same letters, such as direct for (Direct). */
    private static String unknown(String name, Set<String> channels) {
        String like = channels.stream()
                .filter(c -> letters(c).equals(letters(name)))
                .findFirst()
                .map(c -> "; there is '" + c + "'")
                .orElse("");
        return "no channel is named '" + name + "'" + like + " (--direct, --transform)";
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private int suggestedOrder(Dataset<Row> rows, PrintStream notes) {
        Counted counted = PathStudy.of(rows, counter(List.of(new MarkovOrder(4, 5, 200_000))));
        if (!counted.study().leftOut().isEmpty())
            throw new IllegalArgumentException(counted.study().leftOut().get(0));
        List<MarkovOrder.Score> scores = MarkovOrder.scores(counted.study().results());
        for (MarkovOrder.Score score : scores)
            notes.printf(Locale.ROOT, "Markov order %d: %.5f per step out of sample%n", score.order(), score.score());
        int best = MarkovOrder.best(scores);
        notes.printf("Markov order suggested and used: %d%n", best);
        return best;
    }

    private PathStudy.Counter counter(List<AttributionModel> wanted) {
        String steps = lastTouches() == null ? "" : "trim(" + lastTouches() + ")";
        Transforms transforms = Transforms.parse(
                input.paths == null || steps.isEmpty() ? text(transform) : steps + "," + text(transform));
        PathStudy.Options options = new PathStudy.Options(wanted, false, transforms, direct.strip(), !noNulls);
        if (input.paths != null) {
            if (separator.isEmpty()) throw new IllegalArgumentException("--separator must not be empty");
            if (lookBackTime() != null)
                throw new IllegalArgumentException("--lookback " + lookBack
                        + ": paths have no times; give a number of touches, or a file of --touches");
            return new PathRows(
                    options, separator, Durations.of("--touch-gap", touchGap).toSeconds());
        }
        if (!afterConversion.matches("reset|reuse"))
            throw new IllegalArgumentException("--after-conversion " + afterConversion + " must be reset or reuse");
        if (!(viewWeight >= 0 && viewWeight <= 1000))
            throw new IllegalArgumentException("--view-weight " + viewWeight + " must be between 0 and 1000");
        long back = lookBackTime() == null ? Long.MAX_VALUE : PathRules.micros(lookBackTime());
        return new TouchRows(
                options,
                new PathRules(
                        back,
                        lastTouches() == null ? Integer.MAX_VALUE : lastTouches(),
                        afterConversion.equals("reset"),
                        viewWindow == null ? back : PathRules.micros(Durations.of("--view-window", viewWindow))),
                viewWeight);
    }

    private static String text(String option) {
        return option == null ? "" : option;
    }

    private Integer lastTouches() {
        for (String part : text(lookBack).split(","))
            if (part.strip().matches("[1-9]\\d{0,8}")) return Integer.valueOf(part.strip());
        return null;
    }

    private Duration lookBackTime() {
        for (String part : text(lookBack).split(","))
            if (!part.isBlank() && !part.strip().matches("[1-9]\\d{0,8}"))
                return Durations.of("--lookback", part.strip());
        return null;
    }

    private Dataset<Row> paths(SparkSession spark, OwnFile file, PrintStream notes) {
        List<String> present = present(spark, file);
        List<String> wanted = wanted(
                file,
                present,
                List.of("path", "total_conversions"),
                List.of("total_conversion_value", "total_null"),
                notes);
        Dataset<Row> rows = file.read(spark, wanted);
        return rows.select(
                col(OwnFile.LINE),
                col(OwnFile.REASON),
                col("path"),
                col("total_conversions"),
                orElse(wanted, "total_conversion_value", "0"),
                orElse(wanted, "total_null", "0"));
    }

    private Dataset<Row> touches(SparkSession spark, OwnFile file, PrintStream notes) {
        List<String> present = present(spark, file);
        List<String> wanted = wanted(
                file,
                present,
                List.of("customer", "time", "channel"),
                List.of("conversion", "value", "kind", "milestone"),
                notes);
        if (!wanted.contains("conversion") && !wanted.contains("value"))
            throw new IllegalArgumentException(
                    input.touches + " has no column conversion or value: nothing says who converted");
        try {
            ZoneId.of(zone);
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("--zone " + zone + " must be a zone such as Europe/Berlin or UTC");
        }
        Dataset<Row> rows = file.read(spark, wanted);
        Column conversion = wanted.contains("conversion") ? col("conversion") : conversionByValue(rows, notes);
        return rows.select(
                        col(OwnFile.LINE),
                        col(OwnFile.REASON),
                        col("customer"),
                        callUDF("instant_in", col("time"), lit(zone)).as("at"),
                        col("channel"),
                        conversion.as("conversion"),
                        orElse(wanted, "value", null),
                        orElse(wanted, "kind", null),
                        orElse(wanted, "milestone", null))
                .repartition(col("customer"))
                .sortWithinPartitions("customer");
    }

    /** Where no column says who converted, whoever brought something did. */
    private static Column conversionByValue(Dataset<Row> rows, PrintStream notes) {
        Column value = col("value").try_cast("double");
        long nothing = rows.filter(value.equalTo(0)).count();
        if (nothing > 0)
            notes.printf(
                    Locale.ROOT,
                    "%,d rows with value 0 are no conversions; a column conversion could say otherwise%n",
                    nothing);
        return when(value.notEqual(0), "1");
    }

    private List<String> present(SparkSession spark, OwnFile file) {
        return file.format().equals("json") ? null : file.columns(spark);
    }

    /** Columns to ask the file for: JSON records may have any, other files say what they have. */
    private List<String> wanted(
            OwnFile file, List<String> present, List<String> needed, List<String> optional, PrintStream notes) {
        List<String> wanted = new ArrayList<>(needed);
        optional.stream().filter(c -> present == null || present.contains(c)).forEach(wanted::add);
        if (present == null) return wanted;
        if (present.size() == 1
                && !columnSeparator.equals(";")
                && present.get(0).contains(";"))
            throw new IllegalArgumentException(
                    file.path() + " seems to be separated by semicolons; say --column-separator ';'");
        List<String> other = present.stream().filter(c -> !wanted.contains(c)).toList();
        if (!other.isEmpty() && present.containsAll(needed))
            notes.println("columns not used: " + String.join(", ", other) + " (known: " + String.join(", ", needed)
                    + ", " + String.join(", ", optional) + ")");
        return wanted;
    }

    private static Column orElse(List<String> wanted, String name, String instead) {
        return (wanted.contains(name) ? col(name) : lit(instead).cast("string")).as(name);
    }
}
