package org.jejak.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;
import static org.jejak.io.Warehouse.fixed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.jejak.config.Settings;
import org.jejak.io.OutputFiles;
import org.jejak.io.OwnFile;
import org.jejak.session.Sessionizer;
import org.jejak.table.Agents;
import org.jejak.table.Field;
import org.jejak.table.Interactions;
import org.jejak.table.Sessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sessions from a file of the user's own, without a warehouse. */
@Command(
        name = "sessions",
        mixinStandardHelpOptions = true,
        description =
                "Cuts the events of a CSV, TSV, JSON-lines or Parquet file into sessions. A pause longer than the timeout "
                        + "starts a new one; exactly the timeout does not.")
final class SessionsCommand implements Callable<Integer> {
    private static final String NO_TIME = "no_time";

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "Events; .gz and .zst are unpacked.")
    private Path input;

    @Option(names = "--visitor", required = true, paramLabel = "COLUMN", description = "Who it was.")
    private String visitor;

    @Option(
            names = "--time",
            required = true,
            paramLabel = "COLUMN",
            description = "When: ISO 8601, or seconds, milli- or microseconds since 1970.")
    private String time;

    @Option(
            names = "--session",
            paramLabel = "COLUMN",
            description = "The file's own session id, followed where present.")
    private String session;

    @Option(
            names = "--timeout",
            description = "Longest pause, for example 30m or '45 minutes'. Default: ${DEFAULT-VALUE}.",
            defaultValue = "30 minutes")
    private String timeout;

    @Option(
            names = "--max-length",
            description = "Longest session. Default: ${DEFAULT-VALUE}.",
            defaultValue = "24 hours")
    private String maxLength;

    @Option(
            names = "--zone",
            description = "Zone of times without offset, and of midnight. Default: ${DEFAULT-VALUE}.",
            defaultValue = "UTC")
    private String zone;

    @Option(names = "--midnight", description = "Start a new session with a new day in --zone.")
    private boolean midnight;

    @Option(
            names = "--separator",
            description = "Between the columns of CSV. Default: ${DEFAULT-VALUE}.",
            defaultValue = ",")
    private String separator;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Sessions; .csv, .json or .parquet.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        Settings settings = settings();
        OwnFile file = new OwnFile(input, separator);
        SparkSession spark = SparkStarter.start("sessions");
        try {
            Dataset<Row> events = events(spark, file);
            OutputFiles.write(sessions(events, settings), out);
            System.out.printf(Locale.ROOT, "%,d events in sessions, written to %s%n", events.count(), out);
            return 0;
        } finally {
            spark.stop();
        }
    }

    /** One row per session, by visitor and number. */
    static Dataset<Row> sessions(Dataset<Row> events, Settings settings) {
        Dataset<Row> agents = events.sparkSession().createDataFrame(List.of(), Agents.TABLE.toStructType());
        return Sessionizer.sessions(Sessionizer.streams(events, settings.session()), agents, settings)
                .select(
                        Sessions.SESSION_ID.col(),
                        Sessions.IDENTIFIER_VALUE.col().as("visitor"),
                        row_number()
                                .over(Window.partitionBy(Sessions.VISITOR_ID.col())
                                        .orderBy(Sessions.STARTED_AT.col(), Sessions.SESSION_ID.col()))
                                .as("session_number"),
                        Sessions.STARTED_AT.col(),
                        Sessions.ENDED_AT.col(),
                        Sessions.INTERACTION_COUNT.col().as("event_count"),
                        Sessions.DURATION_SECONDS.col(),
                        Sessions.START_REASON.col())
                .orderBy("visitor", "session_number");
    }

    /**
     * The usable events as interactions. The visitor is taken as it is written, whatever it looks like. What is left out is
     * told on stderr.
     *
     * @throws IllegalArgumentException if the file is damaged, a column is missing, or no event can be used
     */
    Dataset<Row> events(SparkSession spark, OwnFile file) {
        List<String> wanted = Stream.of(visitor, time, session)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Column at = EventFile.text(wanted, time);
        Dataset<Row> judged = fixed(EventFile.records(spark, file, wanted)
                .select(
                        col(OwnFile.LINE),
                        col(OwnFile.REASON),
                        EventFile.text(wanted, visitor).as(Interactions.ANONYMOUS_ID.name()),
                        (session == null ? lit(null) : EventFile.text(wanted, session))
                                .as(Interactions.SOURCE_SESSION_ID.name()),
                        EventFile.instant(at, zone).as(Interactions.OCCURRED_AT.name()),
                        at.isNull().as(NO_TIME))
                .withColumn(
                        OwnFile.REASON,
                        coalesce(
                                col(OwnFile.REASON),
                                when(Interactions.ANONYMOUS_ID.col().isNull(), "missing_visitor")
                                        .when(col(NO_TIME), "missing_time")
                                        .when(Interactions.OCCURRED_AT.col().isNull(), "bad_time"))));
        Dataset<Row> usable = EventFile.usable(judged, input, "--visitor, --time and --separator");
        return interactions(usable, file.path().getFileName().toString());
    }

    /** At one moment the order of the file counts. */
    private Dataset<Row> interactions(Dataset<Row> events, String name) {
        Column number = lpad(col(OwnFile.LINE).cast("string"), 12, "0");
        Map<Field, Column> known = Map.of(
                Interactions.INTERACTION_ID, concat(lit(name + ":"), number),
                Interactions.SOURCE_NAME, lit("input"),
                Interactions.SOURCE_KIND, lit("web"),
                Interactions.INTERACTION_TYPE, lit("other"),
                Interactions.ANONYMOUS_ID, Interactions.ANONYMOUS_ID.col(),
                Interactions.SOURCE_SESSION_ID, Interactions.SOURCE_SESSION_ID.col(),
                Interactions.BUSINESS_DATE, to_date(from_utc_timestamp(Interactions.OCCURRED_AT.col(), zone)),
                Interactions.OCCURRED_AT, Interactions.OCCURRED_AT.col());
        return events.select(Interactions.TABLE.fields().stream()
                .map(f -> known.containsKey(f) ? f.from(known.get(f)) : f.empty())
                .toArray(Column[]::new));
    }

    Settings settings() throws IOException {
        Path file = Files.createTempFile("jejak", ".conf");
        try {
            return Settings.read(
                    file,
                    Map.of(
                            "jejak.time-zone",
                            zone,
                            "jejak.session.timeouts.web",
                            timeout,
                            "jejak.session.max-length",
                            maxLength,
                            "jejak.session.split-at-midnight",
                            String.valueOf(midnight),
                            "jejak.bots.max-interactions-per-session",
                            "10000000"));
        } finally {
            Files.delete(file);
        }
    }
}
