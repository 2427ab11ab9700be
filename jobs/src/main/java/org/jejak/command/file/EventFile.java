package org.jejak.command.file;

import static org.apache.spark.sql.functions.lit;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.SparkSession;
import org.jejak.config.UsageException;
import org.jejak.rawlog.InputFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A local file of events, as options of a command: who did something when. */
final class EventFile {
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

    @Option(
            names = "--separator",
            description = "Between the columns of CSV. Default: ${DEFAULT-VALUE}.",
            defaultValue = ",")
    private String separator;

    @Mixin
    private TimeOptions times = new TimeOptions();

    /** How times are written. */
    TimeOptions times() {
        return times;
    }

    /** The name of the file, without its folder. */
    String name() {
        return input.getFileName().toString();
    }

    /** Finds what is wrong with the options before Spark is started. */
    void check() {
        table("visitor", "at");
        times.check();
    }

    /**
     * The file with two values, both required, to which a tool adds its own.
     *
     * @param visitor name of the value that says who it was, text as the file has it
     * @param at name of the value that says when, a timestamp
     */
    InputTable table(String visitor, String at) {
        return new InputTable(new InputFile(input, separator))
                .required(visitor, "visitor", this.visitor)
                .required(at, "time", time, times::timestampOrSeconds);
    }

    /**
     * A last moment given as an option, read as the times of the file are; of a day its last microsecond.
     *
     * @throws UsageException if it is none
     */
    Timestamp until(SparkSession spark, String option, String text) {
        Timestamp at = text.strip().matches("\\d{4}-?\\d{2}-?\\d{2}")
                ? endOfDay(text.strip())
                : spark.range(1)
                        .select(times.timestampOrSeconds(lit(text)))
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
            return Timestamp.from(next.atStartOfDay(times.zone()).toInstant().minus(1, ChronoUnit.MICROS));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
