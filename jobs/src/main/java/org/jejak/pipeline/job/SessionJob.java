package org.jejak.pipeline.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.jejak.table.Datasets.broadcastIfSmall;
import static org.jejak.table.Datasets.materialize;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.channel.ChannelClassifier;
import org.jejak.channel.ReferrerClassifier;
import org.jejak.config.SessionSettings;
import org.jejak.config.Settings;
import org.jejak.pipeline.Run;
import org.jejak.pipeline.RunInteractions;
import org.jejak.session.Sessionizer;
import org.jejak.table.Agents;
import org.jejak.table.Interactions;
import org.jejak.table.Sessions;
import org.jejak.warehouse.AffectedKeys;
import org.jejak.warehouse.Warehouse.Written;

/**
 * Restates the sessions of each stream that new interactions touch, from the last session that started before the first
 * new interaction: no earlier session can change.
 */
public final class SessionJob {
    private SessionJob() {}

    public static List<Written> work(Run run, RunInteractions batch) {
        SessionSettings settings = run.settings().session();
        List<Written> written = new ArrayList<>();
        if (run.full()) {
            Dataset<Row> streams = Sessionizer.streams(batch.interactions(), settings);
            written.add(run.warehouse().fill(Sessions.TABLE, sessions(run, streams)));
            return written;
        }
        Dataset<Row> touched = materialize(Sessionizer.streams(batch.interactions(), settings)
                .groupBy("stream_id")
                .agg(min("occurred_at").as("first_new_at")));
        Row earliest = touched.agg(min("first_new_at")).first();
        if (earliest.isNullAt(0)) return written;
        Dataset<Row> anchors = broadcastIfSmall(materialize(anchors(run, touched, earliest.getTimestamp(0))));
        AffectedKeys groups = AffectedKeys.since(anchors, Sessions.STREAM_ID, Sessions.STARTED_AT);
        Timestamp since = anchors.agg(min("since")).first().getTimestamp(0);
        Dataset<Row> streams = Sessionizer.streams(
                        run.of(Interactions.TABLE)
                                .filter(Interactions.BUSINESS_MONTH.col().geq(monthOf(since, 2))),
                        settings)
                .join(
                        anchors.withColumnRenamed("stream_id", "of_stream"),
                        Sessions.STREAM_ID.col().equalTo(col("of_stream")))
                .filter("occurred_at > since OR (occurred_at = since AND interaction_id >= since_id)");
        Dataset<Row> sessions = materialize(sessions(run, streams));
        // the customers of sessions that are about to change or go, too
        Dataset<Row> old = groups.in(
                run.of(Sessions.TABLE).filter(Sessions.STARTED_MONTH.col().geq(monthOf(since, 2))));
        run.journal()
                .add(
                        "session_keys",
                        old.select(Sessions.IDENTIFIER_KEY.col())
                                .unionByName(sessions.select(Sessions.IDENTIFIER_KEY.col()))
                                .distinct());
        written.add(run.warehouse().replaceGroups(Sessions.TABLE, sessions, groups));
        return written;
    }

    private static Dataset<Row> sessions(Run run, Dataset<Row> streams) {
        Settings settings = run.settings();
        return Sessionizer.sessions(
                streams,
                run.of(Agents.TABLE),
                settings.session(),
                settings.bots(),
                new ChannelClassifier(settings.channels(), new ReferrerClassifier(settings.referrers())),
                settings.journey());
    }

    /**
     * Where each touched stream is restated from: stream_id, since, since_id (the first interaction at that time that is
     * restated) and restart_reason, why a session starts there. That is the last session before the first new
     * interaction if it can reach it, else the new interaction itself.
     */
    private static Dataset<Row> anchors(Run run, Dataset<Row> touched, Timestamp earliest) {
        SessionSettings settings = run.settings().session();
        long reach = settings.maxLength().toSeconds() + 86_400;
        Dataset<Row> near = run.of(Sessions.TABLE)
                .filter(Sessions.STARTED_MONTH.col().geq(monthOf(earliest, (int) (reach / 86_400) + 3)))
                .select(
                        Sessions.STREAM_ID.col().as("of_stream"),
                        Sessions.START_REASON.col(),
                        Sessions.STARTED_AT.col(),
                        element_at(Sessions.INTERACTION_IDS.col(), 1).as("first_id"));
        Dataset<Row> few = broadcastIfSmall(touched);
        // of sessions that start at the same time the first, so that both are restated
        Dataset<Row> last = few.join(
                        near,
                        Sessions.STREAM_ID
                                .col()
                                .equalTo(col("of_stream"))
                                .and(Sessions.STARTED_AT.col().lt(col("first_new_at")))
                                .and(expr("started_at >= first_new_at - INTERVAL '" + reach + "' SECOND")))
                .groupBy("of_stream")
                .agg(min(struct(
                                expr("-unix_micros(started_at)").as("back"),
                                col("first_id"),
                                Sessions.STARTED_AT.col(),
                                Sessions.START_REASON.col()))
                        .as("last"));
        Dataset<Row> known = run.of(Sessions.TABLE)
                .join(
                        few.select(Sessions.STREAM_ID.col().as("touched_stream"), col("first_new_at")),
                        Sessions.STREAM_ID
                                .col()
                                .equalTo(col("touched_stream"))
                                .and(Sessions.STARTED_AT.col().lt(col("first_new_at"))),
                        "left_semi")
                .select(Sessions.STREAM_ID.col().as("known_stream"), Sessions.SOURCE_SESSION_ID.col())
                .distinct();
        return touched.join(last, Sessions.STREAM_ID.col().equalTo(col("of_stream")), "left")
                .join(known, Sessions.STREAM_ID.col().equalTo(col("known_stream")), "left")
                .select(
                        Sessions.STREAM_ID.col(),
                        coalesce(col("last.started_at"), col("first_new_at")).as("since"),
                        coalesce(col("last.first_id"), lit("")).as("since_id"),
                        coalesce(
                                        col("last.start_reason"),
                                        when(Sessions.SOURCE_SESSION_ID.col().isNotNull(), lit("max_length")),
                                        when(col("known_stream").isNotNull(), lit("timeout")))
                                .as("restart_reason"));
    }

    /** First day of the month that some days before a time lie in; days cover zones and the reach of a session. */
    private static Date monthOf(Timestamp time, int daysBefore) {
        LocalDate day = time.toLocalDateTime().toLocalDate().minusDays(daysBefore);
        return Date.valueOf(day.withDayOfMonth(1));
    }
}
