package org.jejak.pipeline.job;

import static org.apache.spark.sql.functions.*;
import static org.jejak.table.Datasets.broadcastIfSmall;
import static org.jejak.table.Datasets.materialize;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import org.apache.spark.sql.*;
import org.jejak.config.SessionSettings;
import org.jejak.config.Settings;
import org.jejak.session.Sessionizer;
import org.jejak.table.*;
import org.jejak.warehouse.AffectedKeys;

/**
 * Restates the sessions of each stream that new interactions touch, from the last session that started before the first
 * new interaction: no earlier session can change.
 */
public final class SessionJob {
    private SessionJob() {}

    public static Outputs restate(Inputs in, Run run) {
        SessionSettings settings = run.settings().session();
        Dataset<Row> news = Sessionizer.streams(in.interactionsOfRun(), settings);
        if (run.full())
            return Outputs.none().replacing(AffectedKeys.EVERYTHING, Sessions.TABLE, sessions(in, run, news));
        Dataset<Row> touched = materialize(news.groupBy(Sessions.STREAM_ID.col())
                .agg(min(Interactions.OCCURRED_AT.col()).as("first_new_at")));
        Row earliest = touched.agg(min("first_new_at")).first();
        if (earliest.isNullAt(0)) return Outputs.none();
        Dataset<Row> anchors = broadcastIfSmall(materialize(anchors(in, settings, touched, earliest.getTimestamp(0))));
        AffectedKeys affected = AffectedKeys.since(anchors, Sessions.STREAM_ID, Sessions.STARTED_AT);
        Timestamp since = anchors.agg(min("since")).first().getTimestamp(0);
        Dataset<Row> sessions = materialize(sessions(in, run, from(anchors, in, settings, since)));
        // the customers of sessions that are about to change or go, too
        Dataset<Row> old =
                affected.in(in.of(Sessions.TABLE).filter(Sessions.MONTH.col().geq(monthOf(since, 2))));
        return Outputs.none()
                .touching(
                        KeySet.SESSION_IDENTIFIERS,
                        old.select(Sessions.IDENTIFIER_KEY.col())
                                .unionByName(sessions.select(Sessions.IDENTIFIER_KEY.col()))
                                .distinct())
                .replacing(affected, Sessions.TABLE, sessions);
    }

    /** Interactions of the anchored streams, from each anchor on. */
    private static Dataset<Row> from(Dataset<Row> anchors, Inputs in, SessionSettings settings, Timestamp since) {
        return Sessionizer.streams(
                        in.of(Interactions.TABLE)
                                .filter(Interactions.MONTH.col().geq(monthOf(since, 2))),
                        settings)
                .join(
                        anchors.withColumnRenamed(Sessions.STREAM_ID.name(), "of_stream"),
                        Sessions.STREAM_ID.col().equalTo(col("of_stream")))
                .filter(Interactions.OCCURRED_AT
                        .col()
                        .gt(col("since"))
                        .or(Interactions.OCCURRED_AT
                                .col()
                                .equalTo(col("since"))
                                .and(Interactions.INTERACTION_ID.col().geq(col("since_id")))));
    }

    private static Dataset<Row> sessions(Inputs in, Run run, Dataset<Row> streams) {
        Settings settings = run.settings();
        return Sessionizer.sessions(
                streams, in.of(Agents.TABLE), settings.session(), settings.bots(), run.channels(), settings.journey());
    }

    /**
     * Where each touched stream is restated from: stream_id, since, since_id (the first interaction at that time that is
     * restated) and restart_reason, why a session starts there. That is the last session before the first new
     * interaction if it can reach it, else the new interaction itself.
     */
    private static Dataset<Row> anchors(Inputs in, SessionSettings settings, Dataset<Row> touched, Timestamp earliest) {
        Dataset<Row> wanted = broadcastIfSmall(touched);
        // a stream that had sessions before, but none in reach, is not new: its next session starts after a timeout
        Column isBefore = Sessions.STARTED_AT.col().lt(col("first_new_at"));
        Dataset<Row> known = in.of(Sessions.TABLE)
                .join(
                        wanted.select(Sessions.STREAM_ID.col().as("touched_stream"), col("first_new_at")),
                        Sessions.STREAM_ID.col().equalTo(col("touched_stream")).and(isBefore),
                        "left_semi")
                .select(Sessions.STREAM_ID.col().as("known_stream"), Sessions.SOURCE_SESSION_ID.col())
                .distinct();
        // a session that is restated starts for the reason it had; within a source's own session only its length cuts
        return touched.join(
                        lastInReach(in, settings, wanted, earliest),
                        Sessions.STREAM_ID.col().equalTo(col("of_stream")),
                        "left")
                .join(known, Sessions.STREAM_ID.col().equalTo(col("known_stream")), "left")
                .select(
                        Sessions.STREAM_ID.col(),
                        coalesce(Sessions.STARTED_AT.of("last"), col("first_new_at"))
                                .as("since"),
                        coalesce(col("last.first_id"), lit("")).as("since_id"),
                        coalesce(
                                        Sessions.START_REASON.of("last"),
                                        when(Sessions.SOURCE_SESSION_ID.col().isNotNull(), lit("max_length")),
                                        when(col("known_stream").isNotNull(), lit("timeout")))
                                .as("restart_reason"));
    }

    /**
     * The last session of each stream before its first new interaction, if it is near enough to hold it: of_stream and
     * last (first_id, started_at, start_reason). A session is never longer than {@code max-length}; one day more is left for
     * the zone. Of sessions that start at the same time the one with the smallest first id, so that all of them are restated.
     */
    private static Dataset<Row> lastInReach(
            Inputs in, SessionSettings settings, Dataset<Row> wanted, Timestamp earliest) {
        long reach = settings.maxLength().toSeconds() + 86_400;
        Dataset<Row> near = in.of(Sessions.TABLE)
                .filter(Sessions.MONTH.col().geq(monthOf(earliest, (int) (reach / 86_400) + 3)))
                .select(
                        Sessions.STREAM_ID.col().as("of_stream"),
                        Sessions.START_REASON.col(),
                        Sessions.STARTED_AT.col(),
                        element_at(Sessions.INTERACTION_IDS.col(), 1).as("first_id"));
        return wanted.join(
                        near,
                        Sessions.STREAM_ID
                                .col()
                                .equalTo(col("of_stream"))
                                .and(Sessions.STARTED_AT.col().lt(col("first_new_at")))
                                .and(unix_micros(Sessions.STARTED_AT.col())
                                        .geq(unix_micros(col("first_new_at")).minus(reach * 1_000_000))))
                .groupBy("of_stream")
                .agg(min(struct(
                                negate(unix_micros(Sessions.STARTED_AT.col())).as("back"),
                                col("first_id"),
                                Sessions.STARTED_AT.col(),
                                Sessions.START_REASON.col()))
                        .as("last"));
    }

    /** First day of the month that some days before a time lie in; days cover zones and the reach of a session. */
    private static Date monthOf(Timestamp time, int daysBefore) {
        LocalDate day = time.toLocalDateTime().toLocalDate().minusDays(daysBefore);
        return Date.valueOf(day.withDayOfMonth(1));
    }
}
