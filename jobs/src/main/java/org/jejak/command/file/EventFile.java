package org.jejak.command.file;

import static org.apache.spark.sql.functions.callUDF;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;
import static org.jejak.table.Datasets.materialize;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jejak.config.UsageException;
import org.jejak.journey.AdHocFunnel;
import org.jejak.rawlog.InputFile;
import picocli.CommandLine.Option;

/** Events from a file of the user's own: who did what when. Records that cannot be used are counted by reason. */
final class EventFile {
    static final String TIME_PATTERN =
            "How times are written if not as above, for example 'dd/MM/yyyy HH:mm' or 'M/d/yyyy h:mm a'.";
    private static final String NO_GROUP = AdHocFunnel.NO_GROUP;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "Events: CSV, TSV, JSON lines or Parquet; .gz and .zst are unpacked.")
    private Path input;

    @Option(names = "--visitor", required = true, paramLabel = "COLUMN", description = "Who it was.")
    private String visitor;

    @Option(
            names = "--time",
            required = true,
            paramLabel = "COLUMN",
            description = "When: ISO 8601, 20260131, or seconds, milli- or microseconds since 1970.")
    private String time;

    @Option(names = "--time-pattern", paramLabel = "PATTERN", description = TIME_PATTERN)
    private String timePattern;

    @Option(names = "--event", required = true, paramLabel = "COLUMN", description = "What was done.")
    private String event;

    @Option(
            names = "--breakdown",
            paramLabel = "COLUMN",
            description =
                    "A funnel for each value of this column, as it is at the first step of the attempt that counts; "
                            + NO_GROUP + " where it is empty.")
    private String breakdown;

    @Option(
            names = "--zone",
            description = "Zone of times without offset. Default: ${DEFAULT-VALUE}.",
            defaultValue = "UTC")
    private String zone;

    @Option(
            names = "--separator",
            description = "Between the columns of CSV. Default: ${DEFAULT-VALUE}.",
            defaultValue = ",")
    private String separator;

    /** Whether people are told apart by a column. */
    boolean hasBreakdown() {
        return breakdown != null;
    }

    /** Checks what can be checked without reading. */
    void check() {
        if (!java.nio.file.Files.isRegularFile(input)) throw new UsageException(input + ": no such file");
        check(zone, timePattern);
    }

    /** @throws UsageException if there is no such zone, or the pattern is none */
    static void check(String zone, String timePattern) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new UsageException(
                    "--zone " + zone + " is no zone of the tz database; write for example Europe/Berlin or UTC");
        }
        try {
            if (timePattern != null) DateTimeFormatter.ofPattern(timePattern);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--time-pattern " + timePattern + " is no pattern: " + e.getMessage()
                    + ". Write it with the letters of java.time: dd/MM/yyyy HH:mm");
        }
    }

    /**
     * The usable events, in the columns of {@link AdHocFunnel}, in any order. What is left out is told on stderr.
     *
     * @throws UsageException if the file is damaged, a column is missing, or no event can be used
     */
    Dataset<Row> read(SparkSession spark) {
        List<String> columns = new ArrayList<>(List.of(visitor, time, event));
        if (breakdown != null) columns.add(breakdown);
        List<String> wanted = columns.stream().distinct().toList();
        Dataset<Row> raw = records(spark, new InputFile(input, separator), wanted);
        Column timeText = text(wanted, time);
        Dataset<Row> judged = materialize(raw.select(
                        col(InputFile.LINE),
                        col(InputFile.REASON),
                        text(wanted, visitor).as(AdHocFunnel.VISITOR.name()),
                        instant(timeText, timePattern, zone).as(AdHocFunnel.AT.name()),
                        text(wanted, event).as(AdHocFunnel.EVENT.name()),
                        (breakdown == null ? lit(NO_GROUP) : coalesce(text(wanted, breakdown), lit(NO_GROUP)))
                                .as(AdHocFunnel.GROUP.name()),
                        timeText.isNull().as("no_time"))
                .withColumn(
                        InputFile.REASON,
                        coalesce(
                                col(InputFile.REASON),
                                when(AdHocFunnel.VISITOR.col().isNull(), "missing_visitor")
                                        .when(col("no_time"), "missing_time")
                                        .when(AdHocFunnel.AT.col().isNull(), "bad_time")
                                        .when(AdHocFunnel.EVENT.col().isNull(), "missing_event"))));
        return usable(judged, input, "--visitor, --time, --event and --separator");
    }

    /**
     * The records without a reason against them; the others are told on stderr.
     *
     * @param options that decide what is read
     * @throws UsageException if none is left
     */
    static Dataset<Row> usable(Dataset<Row> judged, Path input, String options) {
        List<SkippedRows> leftOut = SkippedRows.of(judged);
        SkippedRows.report(leftOut, System.err);
        Dataset<Row> usable = judged.filter(col(InputFile.REASON).isNull());
        if (usable.isEmpty()) {
            boolean isList = leftOut.stream().anyMatch(l -> l.reason().equals("not_an_object"));
            throw new UsageException(input + " has no usable event. "
                    + (isList
                            ? "JSON is read one object per line, without a list around them."
                            : "Check " + options + "."));
        }
        return usable;
    }

    /** A last moment given as an option, read as the times of the file are; of a day its last microsecond. */
    Timestamp until(SparkSession spark, String option, String text) {
        Timestamp at = text.strip().matches("\\d{4}-?\\d{2}-?\\d{2}")
                ? endOfDay(text.strip())
                : spark.range(1)
                        .select(instant(lit(text), timePattern, zone))
                        .first()
                        .getTimestamp(0);
        if (at == null)
            throw new UsageException(
                    option + " " + text + " is no time; write for example 2026-01-31 or 2026-01-31T12:00:00Z");
        return at;
    }

    private Timestamp endOfDay(String day) {
        try {
            LocalDate next = LocalDate.parse(day.replace("-", ""), DateTimeFormatter.BASIC_ISO_DATE)
                    .plusDays(1);
            return Timestamp.from(next.atStartOfDay(ZoneId.of(zone)).toInstant().minus(1, ChronoUnit.MICROS));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The records of a file: line, reason, and the wanted columns as {@link #text} reads them. */
    static Dataset<Row> records(SparkSession spark, InputFile file, List<String> wanted) {
        List<String> names = new ArrayList<>(List.of(InputFile.LINE, InputFile.REASON));
        for (int i = 0; i < wanted.size(); i++) names.add("field" + i);
        return file.read(spark, wanted).toDF(names.toArray(String[]::new));
    }

    /** One of the wanted columns of {@link #records}, trimmed; null where it is empty. */
    static Column text(List<String> wanted, String column) {
        Column text = trim(col("field" + wanted.indexOf(column)));
        return when(text.notEqual(""), text);
    }

    /** By the pattern if there is one. Else eight digits are a date, fewer are seconds, as in made-up examples. */
    static Column instant(Column text, String timePattern, String zone) {
        if (timePattern != null) return callUDF("instant_by", text, lit(timePattern), lit(zone));
        Column withDashes = regexp_replace(text, "^(\\d{4})/(\\d{2})/(\\d{2})", "$1-$2-$3");
        return when(text.rlike("^\\d{8}$"), callUDF("instant_by", text, lit("yyyyMMdd"), lit(zone)))
                .when(text.rlike("^\\d{1,7}(\\.\\d+)?$"), timestamp_seconds(text.try_cast("decimal(13, 6)")))
                .otherwise(callUDF("instant_in", withDashes, lit(zone)));
    }
}
