package org.jejak.command.file;

import static org.apache.spark.sql.functions.*;
import static org.jejak.table.Datasets.materialize;

import java.io.IOException;
import java.util.*;
import java.util.concurrent.Callable;
import org.apache.spark.sql.*;
import org.apache.spark.sql.expressions.Window;
import org.jejak.channel.ChannelClassifier;
import org.jejak.channel.ReferrerClassifier;
import org.jejak.command.Durations;
import org.jejak.command.ResultOutput;
import org.jejak.command.SparkSessions;
import org.jejak.config.Settings;
import org.jejak.config.UsageException;
import org.jejak.rawlog.InputFile;
import org.jejak.session.Sessionizer;
import org.jejak.table.*;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sessions from a local file of events, without a warehouse. */
@Command(
        name = "sessions",
        mixinStandardHelpOptions = true,
        description =
                "Cuts the events of a CSV, TSV, JSON-lines or Parquet file into sessions. A pause longer than the timeout "
                        + "starts a new one; exactly the timeout does not.")
public final class SessionsCommand implements Callable<Integer> {
    private static final String SESSION_NUMBER = "session_number";
    private static final String PLACE = "place";
    private static final String EVENT_ID = "event_id";

    @Mixin
    private EventFile file = new EventFile();

    @Option(
            names = "--session",
            paramLabel = "COLUMN",
            description = "The file's own session id, followed where present.")
    private String session;

    @Option(
            names = "--timeout",
            description =
                    "Longest pause, for example 30m or '45 minutes'; for half an hour or more to start a session write 1799999ms. "
                            + "Default: ${DEFAULT-VALUE}.",
            defaultValue = "30 minutes")
    private String timeout;

    @Option(
            names = "--max-length",
            description = "Longest session. Default: ${DEFAULT-VALUE}.",
            defaultValue = "24 hours")
    private String maxLength;

    @Option(names = "--midnight", description = "Start a new session at midnight in --zone.")
    private boolean midnight;

    @Option(
            names = "--campaign",
            paramLabel = "COLUMN",
            description =
                    "What brought the visitor: another one than before starts a new session; an empty one does not.")
    private String campaign;

    @Option(
            names = "--user",
            paramLabel = "COLUMN",
            description = "The account: another one than before starts a new session; an empty one does not.")
    private String user;

    @Option(
            names = "--events",
            description = "Show each event with its session, by visitor and time, instead of sessions.")
    private boolean byEvent;

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Override
    public Integer call() throws IOException {
        file.check();
        Durations.of("--timeout", timeout);
        Durations.of("--max-length", maxLength);
        output.check();
        Settings settings = settings();
        try (SparkSession spark = SparkSessions.start("sessions")) {
            Dataset<Row> events = events(spark);
            System.err.printf(Locale.ROOT, "%,d events in sessions%n", events.count());
            output.show(byEvent ? sessionOfEach(events, settings) : sessions(events, settings));
            return 0;
        }
    }

    /** One row per session, by visitor and number. */
    static Dataset<Row> sessions(Dataset<Row> events, Settings settings) {
        return sessionize(events, settings)
                .select(
                        Sessions.SESSION_ID.col(),
                        regexp_replace(Sessions.VISITOR_ID.col(), "^input\\|anonymous_id:", "")
                                .as("visitor"),
                        sessionNumber().as(SESSION_NUMBER),
                        Sessions.STARTED_AT.col(),
                        Sessions.ENDED_AT.col(),
                        Sessions.INTERACTION_COUNT.col().as("event_count"),
                        Sessions.DURATION_SECONDS.col(),
                        Sessions.START_REASON.col())
                .orderBy("visitor", SESSION_NUMBER);
    }

    /** One row per event: whose it is, when, its line in the file (null for Parquet), and its place in a session. */
    static Dataset<Row> sessionOfEach(Dataset<Row> events, Settings settings) {
        Dataset<Row> sessions = sessionize(events, settings)
                .withColumn(SESSION_NUMBER, sessionNumber())
                .select(
                        col(SESSION_NUMBER),
                        Sessions.SESSION_ID.col(),
                        posexplode(Sessions.INTERACTION_IDS.col()).as(new String[] {PLACE, EVENT_ID}));
        return events.join(sessions, Interactions.INTERACTION_ID.col().equalTo(col(EVENT_ID)), "left")
                .select(
                        Interactions.ANONYMOUS_ID.col().as("visitor"),
                        Interactions.OCCURRED_AT.col().as("at"),
                        col(SESSION_NUMBER),
                        col(PLACE).plus(1).as("event_number"),
                        Sessions.SESSION_ID.col(),
                        Interactions.SOURCE_LINE.col())
                .orderBy("visitor", SESSION_NUMBER, "event_number");
    }

    /** Rows of {@link Sessions}. */
    private static Dataset<Row> sessionize(Dataset<Row> events, Settings settings) {
        return Sessionizer.sessions(
                Sessionizer.streams(events, settings.session()),
                events.sparkSession().createDataFrame(List.of(), Agents.TABLE.toStructType()),
                settings.session(),
                settings.bots(),
                new ChannelClassifier(settings.channels(), new ReferrerClassifier(settings.referrers())),
                settings.journey());
    }

    private static Column sessionNumber() {
        return row_number()
                .over(Window.partitionBy(Sessions.VISITOR_ID.col())
                        .orderBy(Sessions.STARTED_AT.col(), Sessions.SESSION_ID.col()));
    }

    /**
     * The usable events as interactions. The visitor is taken as it is written, whatever it looks like. What is skipped is
     * printed on stderr.
     *
     * @throws UsageException if the file is damaged, a column is missing, or no event can be used
     */
    Dataset<Row> events(SparkSession spark) {
        InputTable table = file.table(Interactions.ANONYMOUS_ID.name(), Interactions.OCCURRED_AT.name());
        InputTable.Content content = table.value(Interactions.SOURCE_SESSION_ID.name(), table.text(session))
                .value(Interactions.CAMPAIGN_NAME.name(), table.text(campaign))
                .value(Interactions.USER_ID.name(), table.text(user))
                .read(spark);
        SkippedRows.print(content.skipped(), System.err);
        return interactions(
                content.requireRows("--visitor, --time and --separator").rows());
    }

    /** At one moment the order of the file counts. Rows of Parquet have no lines and no order: they are numbered as they come. */
    private Dataset<Row> interactions(Dataset<Row> events) {
        Column number = lpad(
                coalesce(col(InputFile.LINE), monotonically_increasing_id()).cast("string"), 19, "0");
        Map<Field, Column> added = Map.of(
                Interactions.INTERACTION_ID, concat(lit(file.name() + ":"), number),
                Interactions.SOURCE_NAME, lit("input"),
                Interactions.SOURCE_KIND, lit("web"),
                Interactions.INTERACTION_TYPE, lit("other"),
                Interactions.BUSINESS_DATE, file.times().dayOf(Interactions.OCCURRED_AT.col()));
        List<String> read = List.of(events.columns());
        return materialize(events.select(Interactions.TABLE.fields().stream()
                .map(f -> added.containsKey(f)
                        ? f.from(added.get(f))
                        : read.contains(f.name()) ? f.from(f.col()) : f.empty())
                .toArray(Column[]::new)));
    }

    /** The usual settings with those that options change. */
    Settings settings() {
        return Settings.defaults(Map.of(
                "jejak.time-zone",
                file.times().zone().getId(),
                "jejak.session.timeouts.web",
                timeout,
                "jejak.session.max-length",
                maxLength,
                "jejak.session.split-at-midnight",
                String.valueOf(midnight),
                "jejak.session.split-at-campaign-change",
                String.valueOf(campaign != null),
                "jejak.bots.max-actions-per-session.web",
                "10000000"));
    }
}
