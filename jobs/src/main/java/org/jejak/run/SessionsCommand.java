package org.jejak.run;

import static org.apache.spark.sql.functions.row_number;
import static org.jejak.io.Warehouse.fixed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.jejak.config.Settings;
import org.jejak.config.SourceSettings;
import org.jejak.ingest.Intake;
import org.jejak.ingest.Mapping;
import org.jejak.ingest.Pseudonyms;
import org.jejak.ingest.Rates;
import org.jejak.io.OutputFiles;
import org.jejak.io.OwnFile;
import org.jejak.io.RawReader;
import org.jejak.session.Sessionizer;
import org.jejak.table.Agents;
import org.jejak.table.RawRecords;
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
        OwnFile file = new OwnFile(input, separator);
        Settings settings = settings();
        SourceSettings source = file.source("web", zone, mapping());
        Map<String, String> faults = Mapping.faults(source);
        if (!faults.isEmpty()) throw new IllegalArgumentException(faults.toString());
        SparkSession spark = SparkStarter.start("sessions");
        try {
            Mapping mapping = Mapping.of(source);
            Intake intake = new Intake(
                    settings.ingest(),
                    zone,
                    List.copyOf(settings.channels().clickIds().keySet()),
                    new Rates("USD", List.of()),
                    new Pseudonyms(Installation.DEMO_KEY, ""));
            RawReader reader = new RawReader(spark, settings.ingest());
            String fault = reader.inspect(List.of(file.raw()), Map.of("input", source))
                    .get(0)
                    .fault();
            if (fault != null)
                throw new IllegalArgumentException("--input " + input + " cannot be read to its end: " + fault);
            Dataset<Row> judged = fixed(intake.interactions(
                    reader.read(source, List.of(file.raw()), mapping.fieldNames()), source, mapping));
            OutputFiles.write(sessions(spark, judged.filter("reason IS NULL"), settings), out);
            long accepted = judged.filter("reason IS NULL").count();
            System.out.printf(Locale.ROOT, "%,d events in sessions, written to %s%n", accepted, out);
            for (Row row : judged.filter("reason IS NOT NULL")
                    .groupBy(RawRecords.REASON.col())
                    .agg(
                            org.apache.spark.sql.functions.count("reason"),
                            org.apache.spark.sql.functions.min("source_line"))
                    .orderBy(RawRecords.REASON.col())
                    .collectAsList()) {
                System.out.printf(
                        Locale.ROOT,
                        "%,d events left out: %s, first in line %d%n",
                        row.getLong(1),
                        row.getString(0),
                        row.getLong(2));
            }
            return 0;
        } finally {
            spark.stop();
        }
    }

    private Dataset<Row> sessions(SparkSession spark, Dataset<Row> events, Settings settings) {
        Dataset<Row> agents = spark.createDataFrame(List.of(), Agents.TABLE.toStructType());
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

    private Map<String, String> mapping() {
        Map<String, String> mapping = new HashMap<>();
        mapping.put("anonymous_id", quoted(visitor));
        mapping.put("occurred_at", "instant_in(" + quoted(time) + ", '" + zone + "')");
        if (session != null) mapping.put("source_session_id", quoted(session));
        return mapping;
    }

    private Settings settings() throws IOException {
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
                            "10000000",
                            "jejak.ingest.earliest-year",
                            "1970"));
        } finally {
            Files.delete(file);
        }
    }

    private static String quoted(String column) {
        return "`" + column.replace("`", "``") + "`";
    }
}
