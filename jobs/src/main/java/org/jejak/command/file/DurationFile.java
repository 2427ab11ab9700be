package org.jejak.command.file;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;
import static org.jejak.table.Datasets.materialize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jejak.config.UsageException;
import org.jejak.rawlog.InputFile;
import org.jejak.retention.DurationReport;
import org.jejak.retention.DurationReport.Duration;
import picocli.CommandLine.Option;

/** Durations that were measured elsewhere, such as tenures of subscribers: one row each, with whether it has ended. */
final class DurationFile {
    private static final Column TIME = col("time");
    private static final Column ENDED = col("ended");

    /** Longer durations are none. */
    private static final double LONGEST = 1e9;

    @Option(
            names = "--durations",
            paramLabel = "FILE",
            description =
                    "Instead of purchases, for the report survival: one row per customer with --duration and --ended.")
    private Path file;

    @Option(
            names = "--duration",
            paramLabel = "COLUMN",
            description = "How long a customer of --durations was watched, in any unit, 0 or more.")
    private String duration;

    @Option(
            names = "--ended",
            paramLabel = "COLUMN",
            description =
                    "Whether the customer was gone then: 1, true or yes; 0, false or no for one who was still there. "
                            + "Default: all are gone.")
    private String ended;

    /** Whether there is such a file. */
    boolean isGiven() {
        return file != null;
    }

    /**
     * Reads the file, and tells on stderr what was read and left out: bad_duration (no number from 0), bad_ended, and the
     * reasons of the reader.
     *
     * @param segment column of the group; null for none
     * @throws UsageException if the file is missing or damaged, a column is missing, or no row can be used
     */
    DurationReport read(SparkSession spark, String segment, String separator) {
        if (duration == null) throw new UsageException("--durations needs --duration COLUMN");
        List<String> columns =
                Stream.of(duration, ended, segment).filter(c -> c != null).toList();
        if (columns.stream().distinct().count() < columns.size())
            throw new UsageException(
                    "--duration, --ended and --segment must be different columns, not " + String.join(", ", columns));
        List<String> names = new ArrayList<>(List.of(InputFile.LINE, InputFile.REASON, "time_text"));
        if (ended != null) names.add("ended_text");
        if (segment != null) names.add("group_text");
        Dataset<Row> raw = new InputFile(file, separator).read(spark, columns).toDF(names.toArray(String[]::new));
        if (ended == null) raw = raw.withColumn("ended_text", lit("1"));
        if (segment == null) raw = raw.withColumn("group_text", lit(null).cast("string"));
        Dataset<Row> judged = materialize(raw.select(
                        col(InputFile.LINE),
                        col(InputFile.REASON),
                        trim(col("time_text")).try_cast("double").as("time"),
                        flag(lower(trim(col("ended_text")))).as("ended"),
                        (segment == null ? lit(null).cast("string") : group()).as("group"))
                .withColumn(
                        InputFile.REASON,
                        coalesce(
                                col(InputFile.REASON),
                                when(
                                                coalesce(TIME.between(0, LONGEST), lit(false))
                                                        .equalTo(false),
                                                "bad_duration")
                                        .when(ENDED.isNull(), "bad_ended"))));
        List<SkippedRows> leftOut = SkippedRows.of(judged);
        List<Duration> durations = judged
                .filter(col(InputFile.REASON).isNull())
                .groupBy(TIME, ENDED, col("group"))
                .count()
                .collectAsList()
                .stream()
                .map(r -> new Duration(r.getDouble(0), r.getBoolean(1), r.getString(2), r.getLong(3)))
                .toList();
        if (durations.isEmpty())
            throw new UsageException(file + " has no usable duration"
                    + (leftOut.isEmpty() ? "" : "; rows left out: " + SkippedRows.brief(leftOut))
                    + ". Check --duration and --ended.");
        DurationReport report = new DurationReport(durations);
        report.briefs().forEach(DurationFile::tell);
        SkippedRows.report(leftOut, System.err);
        return report;
    }

    private static Column flag(Column text) {
        return when(text.isin("1", "1.0", "true", "t", "yes", "y"), true)
                .when(text.isin("0", "0.0", "false", "f", "no", "n"), false);
    }

    private static Column group() {
        Column text = trim(col("group_text"));
        return when(coalesce(text, lit("")).equalTo(""), "(none)").otherwise(text);
    }

    private static void tell(DurationReport.Brief b) {
        System.err.printf(
                Locale.ROOT,
                "%s: %,d durations, %,d ended; median %s; mean up to %.6g: %.6g%n",
                b.group(),
                b.customers(),
                b.events(),
                b.median().isPresent()
                        ? String.format(Locale.ROOT, "%.6g", b.median().getAsDouble())
                        : "not reached",
                b.longest(),
                b.restrictedMean());
    }
}
