package org.jejak.command.file;

import static org.apache.spark.sql.functions.*;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.apache.spark.sql.Column;
import org.jejak.config.UsageException;
import picocli.CommandLine.Option;

/** How the times and dates of a local file are written, as options of a command. */
final class TimeOptions {
    /** Dates before or after stand for none at all, such as 9999-12-31. */
    static final int EARLIEST_YEAR = 1900;

    static final int LATEST_YEAR = 2199;

    @Option(
            names = "--zone",
            description = "Zone of days and of times without offset. Default: ${DEFAULT-VALUE}.",
            defaultValue = "UTC")
    private String zone;

    @Option(
            names = {"--time-pattern", "--date-pattern"},
            paramLabel = "PATTERN",
            description = "How times and dates are written if not in ISO 8601, as 20260131, or as seconds, milli- or "
                    + "microseconds since 1970: for example dd/MM/yyyy or 'M/d/yyyy h:mm a'.")
    private String pattern;

    /** @throws UsageException if there is no such zone, or the pattern is none */
    void check() {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new UsageException(
                    "--zone " + zone + " is no zone of the tz database; write for example Europe/Berlin or UTC");
        }
        try {
            if (pattern != null) DateTimeFormatter.ofPattern(pattern);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--time-pattern " + pattern + " is no pattern: " + e.getMessage()
                    + ". Write it with the letters of java.time: dd/MM/yyyy HH:mm");
        }
    }

    /** The zone of days and of times without offset. */
    ZoneId zone() {
        return ZoneId.of(zone);
    }

    /** The time that a text says; null for what is none. */
    Column timestamp(Column text) {
        if (pattern != null) return byPattern(text, pattern);
        return when(text.rlike("^\\s*\\d{8}\\s*$"), byPattern(text, "yyyyMMdd"))
                .otherwise(callUDF("instant_in", text, lit(zone)));
    }

    /** As {@link #timestamp}, but numbers of one to seven digits are seconds since 1970, as in made-up examples. */
    Column timestampOrSeconds(Column text) {
        if (pattern != null) return timestamp(text);
        return when(text.rlike("^\\d{1,7}(\\.\\d+)?$"), timestamp_seconds(text.try_cast("decimal(13, 6)")))
                .otherwise(timestamp(text));
    }

    /** The day, in the zone, of the time that a text says; null for what is none. */
    Column day(Column text) {
        return dayOf(timestamp(text));
    }

    /** The day of a timestamp in the zone. */
    Column dayOf(Column timestamp) {
        return to_date(from_utc_timestamp(timestamp, zone));
    }

    private Column byPattern(Column text, String form) {
        return callUDF("instant_by", trim(text), lit(form), lit(zone));
    }

    /**
     * The date that is the value of an option.
     *
     * @throws UsageException if it is none, or one that no row could have
     */
    static LocalDate date(String option, String text) {
        try {
            LocalDate date = LocalDate.parse(text.trim());
            if (date.getYear() >= EARLIEST_YEAR && date.getYear() <= LATEST_YEAR) return date;
            throw new UsageException(
                    option + " " + text + " must be in the years " + EARLIEST_YEAR + " to " + LATEST_YEAR);
        } catch (DateTimeParseException e) {
            throw new UsageException(option + " " + text + " is no date; write for example 1997-09-30");
        }
    }
}
