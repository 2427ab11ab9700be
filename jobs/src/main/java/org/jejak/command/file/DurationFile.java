package org.jejak.command.file;

import static org.apache.spark.sql.functions.*;

import java.nio.file.Path;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.config.UsageException;
import org.jejak.rawlog.InputFile;
import org.jejak.retention.DurationReport;
import org.jejak.retention.DurationReport.Duration;
import picocli.CommandLine.Option;

/** A local file of durations, such as tenures of subscribers: one row each, with whether it has ended. */
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
     * Reads the file, and prints on stderr what was read and skipped: bad_duration (no number from 0), bad_ended, and the
     * reasons of the reader.
     *
     * @param segment column of the group; null for none
     * @throws UsageException if the file is missing or damaged, a column is missing, or no row can be used
     */
    DurationReport read(SparkSession spark, String segment, String separator) {
        if (duration == null) throw new UsageException("--durations needs --duration COLUMN");
        InputTable table = new InputTable(new InputFile(file, separator))
                .requireDistinct("--duration, --ended and --segment", duration, ended, segment);
        InputTable.Content content = table.value("time", table.text(duration).try_cast("double"))
                .value("ended", ended == null ? lit(true) : InputTable.flag(table.text(ended)))
                .value("group", segment == null ? table.raw(null) : coalesce(table.text(segment), lit("(none)")))
                .skip("bad_duration", not(coalesce(TIME.between(0, LONGEST), lit(false))))
                .skip("bad_ended", ENDED.isNull())
                .read(spark)
                .requireRows("--duration and --ended");
        List<Duration> durations = content.rows().groupBy(TIME, ENDED, col("group")).count().collectAsList().stream()
                .map(r -> new Duration(r.getDouble(0), r.getBoolean(1), r.getString(2), r.getLong(3)))
                .toList();
        DurationReport report = new DurationReport(durations);
        report.briefs().forEach(DurationFile::print);
        SkippedRows.print(content.skipped(), System.err);
        return report;
    }

    private static void print(DurationReport.Brief b) {
        System.err.printf(
                Locale.ROOT,
                "%s: %,d durations, %,d ended; median %s (95 %%: %s to %s); mean up to %.6g: %.6g%n",
                b.group(),
                b.customers(),
                b.events(),
                shown(b.median()),
                shown(b.medianInterval().low()),
                shown(b.medianInterval().high()),
                b.longest(),
                b.restrictedMean());
    }

    private static String shown(OptionalDouble time) {
        return time.isPresent() ? String.format(Locale.ROOT, "%.6g", time.getAsDouble()) : "not reached";
    }
}
