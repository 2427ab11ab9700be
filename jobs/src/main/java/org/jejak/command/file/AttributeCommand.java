package org.jejak.command.file;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.*;
import java.util.concurrent.Callable;
import org.apache.spark.sql.*;
import org.jejak.attribution.AttributionModel;
import org.jejak.attribution.DistributedCount;
import org.jejak.attribution.DistributedCount.Counted;
import org.jejak.attribution.MarkovOrder;
import org.jejak.attribution.PathRows;
import org.jejak.attribution.PathRules;
import org.jejak.attribution.TouchRows;
import org.jejak.attribution.Transforms;
import org.jejak.command.Durations;
import org.jejak.command.ResultOutput;
import org.jejak.command.SparkSessions;
import org.jejak.config.AttributionSettings;
import org.jejak.config.ConversionType;
import org.jejak.config.UsageException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Attribution on a local file, without a warehouse. */
@Command(
        name = "attribute",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        defaultValueProvider = AttributeCommand.Nightly.class,
        description = {
            "Says which channels earned the conversions in a local file: CSV, TSV, JSON lines or Parquet; .gz and "
                    + ".zst are unpacked. Exact, and the same to the last bit every time.",
            "--paths: one row per path, with the columns path, total_conversions and, if there are any, "
                    + "total_conversion_value and total_null. Or one row per journey: path, converted (true or false, 1 or 0) "
                    + "and, if there are any, total_conversion_value and count. Both may have hours_before: how long before the "
                    + "outcome each step was, written as the path is.",
            "--touches: one row per touch, with the columns customer, time, channel, and conversion or value (without "
                    + "conversion, a value other than 0 is one); if there are any, also kind (view, or anything else) and "
                    + "milestone (lead, opportunity)."
        })
public final class AttributeCommand implements Callable<Integer> {
    /** The defaults of options that have a setting: what nights do unless they are told otherwise. */
    static final class Nightly implements IDefaultValueProvider {
        @Override
        public String defaultValue(ArgSpec argument) {
            if (!(argument instanceof OptionSpec option)) return null;
            AttributionSettings usual = AttributionSettings.USUAL;
            return switch (option.longestName()) {
                case "--after-conversion" -> usual.reset() ? "reset" : "reuse";
                case "--view-window" -> Durations.text(usual.viewWindow());
                case "--view-weight" -> String.valueOf(usual.viewWeight());
                case "--direct" -> usual.direct();
                default -> null;
            };
        }
    }

    /** What to read. */
    static final class Input {
        @Option(names = "--paths", paramLabel = "FILE", description = "Aggregated paths.")
        private Path paths;

        @Option(names = "--touches", paramLabel = "FILE", description = "Single touches and conversions.")
        private Path touches;
    }

    private static final String NO_LIMIT = "none";
    private static final String NUMBER = "[1-9]\\d{0,8}";

    @ArgGroup(multiplicity = "1")
    private Input input;

    @Mixin
    private AttributionFile file = new AttributionFile();

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
                            + "only), at most the last N, or both: 30d,10; none is no limit. Default: none for --paths; for --touches "
                            + "the look-back of an order and the most touches of jejak.attribution in reference.conf, which is printed.")
    private String lookBack;

    @Option(names = "--no-nulls", description = "Leave out what did not convert.")
    private boolean noNulls;

    @Option(
            names = "--direct",
            paramLabel = "CHANNEL",
            description = "The channel that last_non_direct passes over. Default: ${DEFAULT-VALUE}.")
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
                    + "Default: ${DEFAULT-VALUE}.")
    private String afterConversion;

    @Option(
            names = "--view-window",
            paramLabel = "TIME",
            description =
                    "--touches: views may earn a conversion for so long, but no longer than --lookback; none is no "
                            + "limit. Default: ${DEFAULT-VALUE}.")
    private String viewWindow;

    @Option(
            names = "--view-weight",
            paramLabel = "W",
            description = "--touches: what a view counts next to 1 for anything else. Default: ${DEFAULT-VALUE}.")
    private double viewWeight;

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Override
    public Integer call() throws IOException {
        check();
        try (SparkSession spark = SparkSessions.start("attribute")) {
            PrintStream notes = output.isData() ? System.err : System.out;
            report(spark, System.err).show(spark, output, notes, explain);
            return 0;
        }
    }

    /** Finds what is wrong with the options before Spark is started. */
    private void check() {
        file.check(input.paths != null);
        counter(models.named(models.isAuto() ? 1 : models.order()));
    }

    /**
     * Reads, counts and computes.
     *
     * @param notes where rows and models that are left out are listed
     */
    AttributionReport report(SparkSession spark, PrintStream notes) {
        check();
        Dataset<Row> rows = input.paths == null
                ? file.touches(spark, input.touches, notes)
                : file.paths(spark, input.paths, separator, notes);
        if (input.paths == null)
            notes.printf(
                    "touches count by --lookback %s --after-conversion %s --view-window %s --view-weight %s%n",
                    lookBack(), afterConversion, viewWindow, viewWeight);
        int order = models.isAuto() ? suggestedOrder(rows, notes) : models.order();
        DistributedCount.Counter counter = counter(models.named(order));
        Counted counted = DistributedCount.of(rows, counter);
        AmountParser.requireOne(counted.currencies(), input.paths == null ? input.touches : input.paths);
        AttributionReport report = new AttributionReport(counted);
        for (String name : counter.options().channels())
            if (!counted.channels().contains(name)) notes.println(unknown(name, counted.channels()));
        if (input.paths != null) printOtherSeparator(counted.channels(), notes);
        report.printNotes(notes);
        if (counted.rejected().containsKey("no_outcome"))
            notes.println(
                    "a path that is 0 conversions and 0 null outcomes counts for nothing; if each row is one journey, "
                            + "name the column of its 0 or 1: --column converted=...");
        report.check(models.isChosen());
        return report;
    }

    /** Names of channels that look like paths are pointed out: a path that is not split is one channel. */
    private void printOtherSeparator(Set<String> channels, PrintStream notes) {
        for (String other : List.of(">", "→", "|", ";", ",")) {
            long holding = channels.stream().filter(c -> c.contains(other)).count();
            if (holding > 0 && 2 * holding >= channels.size() && !separator.equals(other))
                notes.println(holding + " of " + channels.size() + " channels have '" + other
                        + "' in their names: is --separator '" + other + "' meant?");
        }
    }

    /** A name may be meant for a channel that has the same letters, such as direct for (Direct). */
    private static String unknown(String name, Set<String> channels) {
        String like = channels.stream()
                .filter(c -> AttributionFile.letters(c).equals(AttributionFile.letters(name)))
                .findFirst()
                .map(c -> "; there is '" + c + "'")
                .orElse("");
        return "no channel is named '" + name + "'" + like + " (--direct, --transform)";
    }

    private int suggestedOrder(Dataset<Row> rows, PrintStream notes) {
        Counted counted = DistributedCount.of(rows, counter(List.of(new MarkovOrder(4, 5, 200_000))));
        if (!counted.models().skipped().isEmpty())
            throw new UsageException(counted.models().skipped().get(0));
        List<MarkovOrder.Score> scores = MarkovOrder.scores(counted.models().results());
        for (MarkovOrder.Score score : scores)
            notes.printf(Locale.ROOT, "Markov order %d: %.5f per step out of sample%n", score.order(), score.score());
        int best = MarkovOrder.best(scores);
        notes.printf("Markov order suggested and used: %d%n", best);
        return best;
    }

    private DistributedCount.Counter counter(List<AttributionModel> wanted) {
        String steps = lastTouches() == null ? "" : "trim(" + lastTouches() + ")";
        Transforms transforms = Transforms.parse(
                input.paths == null || steps.isEmpty() ? text(transform) : steps + "," + text(transform));
        DistributedCount.Options options =
                new DistributedCount.Options(wanted, false, transforms, direct.strip(), !noNulls);
        if (input.paths != null) {
            if (separator.isEmpty()) throw new UsageException("--separator must not be empty");
            if (lookBackTime() != null)
                throw new UsageException("--lookback " + lookBack
                        + ": paths have no times; give a number of touches, or a file of --touches");
            return new PathRows(
                    options, separator, Durations.of("--touch-gap", touchGap).toSeconds());
        }
        if (!afterConversion.matches("reset|reuse"))
            throw new UsageException("--after-conversion " + afterConversion + " must be reset or reuse");
        if (!(viewWeight >= 0 && viewWeight <= 1000))
            throw new UsageException("--view-weight " + viewWeight + " must be between 0 and 1000");
        return new TouchRows(
                options,
                new PathRules(
                        limit("--lookback", lookBackTime()),
                        lastTouches() == null ? Integer.MAX_VALUE : lastTouches(),
                        afterConversion.equals("reset"),
                        limit("--view-window", viewWindow)),
                viewWeight);
    }

    private static String text(String option) {
        return option == null ? "" : option;
    }

    /** {@code --lookback}, or what stands for it. */
    private String lookBack() {
        if (lookBack != null) return lookBack;
        if (input.paths != null) return NO_LIMIT;
        return Durations.text(ConversionType.usual().lookBack()) + "," + AttributionSettings.USUAL.maxTouches();
    }

    private Integer lastTouches() {
        for (String part : lookBack().split(","))
            if (part.strip().matches(NUMBER)) return Integer.valueOf(part.strip());
        return null;
    }

    /** The part of the look-back that is a time; null if there is none. */
    private String lookBackTime() {
        for (String part : lookBack().split(","))
            if (!part.isBlank() && !part.strip().matches(NUMBER + "|" + NO_LIMIT)) return part.strip();
        return null;
    }

    /** A length of time in microseconds; no limit for none. */
    private static long limit(String option, String time) {
        return time == null || time.equals(NO_LIMIT) ? Long.MAX_VALUE : PathRules.micros(Durations.of(option, time));
    }
}
