package org.jejak.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.jejak.io.Warehouse.fixed;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.config.SessionSettings;
import org.jejak.io.Groups;
import org.jejak.io.Warehouse.Written;
import org.jejak.session.Sessionizer;
import org.jejak.table.Agents;
import org.jejak.table.Interactions;
import org.jejak.table.Sessions;

/**
 * Restates the sessions of each stream that new interactions touch, from the last session that started before the first
 * new interaction: no earlier session can change.
 */
final class SessionJob {
    private SessionJob() {}

    static List<Written> work(Run run, Batch batch) {
        SessionSettings settings = run.settings().session();
        List<Written> written = new ArrayList<>();
        if (run.full()) {
            Dataset<Row> streams = Sessionizer.streams(batch.interactions(), settings);
            written.add(run.warehouse()
                    .fill(Sessions.TABLE, Sessionizer.sessions(streams, run.of(Agents.TABLE), run.settings())));
            return written;
        }
        Dataset<Row> touched = Sessionizer.streams(batch.interactions(), settings)
                .groupBy("stream_id")
                .agg(min("occurred_at").as("first_new_at"));
        Row earliest = touched.agg(min("first_new_at")).first();
        if (earliest.isNullAt(0)) return written;
        Dataset<Row> anchors = fixed(anchors(run, touched, earliest.getTimestamp(0)));
        Groups groups = Groups.of(anchors, Sessions.STREAM_ID).since(Sessions.STARTED_AT);
        Timestamp since = anchors.agg(min("since")).first().getTimestamp(0);
        Dataset<Row> streams = Groups.of(anchors, Sessions.STREAM_ID)
                .since(Interactions.OCCURRED_AT)
                .in(Sessionizer.streams(
                        run.of(Interactions.TABLE)
                                .filter(Interactions.BUSINESS_MONTH.col().geq(monthOf(since, 2))),
                        settings));
        Dataset<Row> sessions = fixed(Sessionizer.sessions(streams, run.of(Agents.TABLE), run.settings()));
        // the customers of sessions that are about to change or go, too
        Dataset<Row> old = groups.in(
                run.of(Sessions.TABLE).filter(Sessions.STARTED_MONTH.col().geq(monthOf(since, 2))));
        run.journal()
                .add(
                        "session_keys",
                        old.select("identifier_key")
                                .unionByName(sessions.select("identifier_key"))
                                .distinct());
        written.add(run.warehouse().replaceGroups(Sessions.TABLE, sessions, groups));
        return written;
    }

    /** stream_id and since: the start of the last session before the first new interaction, else that interaction. */
    private static Dataset<Row> anchors(Run run, Dataset<Row> touched, Timestamp earliest) {
        int reach = (int) run.settings().session().maxLength().toDays() + 3;
        Dataset<Row> before = run.of(Sessions.TABLE)
                .filter(Sessions.STARTED_MONTH.col().geq(monthOf(earliest, reach)))
                .select(col("stream_id").as("of_stream"), col("started_at"));
        return touched.join(
                        before,
                        col("stream_id")
                                .equalTo(col("of_stream"))
                                .and(col("started_at").lt(col("first_new_at"))),
                        "left")
                .groupBy("stream_id", "first_new_at")
                .agg(max("started_at").as("last_start"))
                .select(
                        col("stream_id"),
                        coalesce(col("last_start"), col("first_new_at")).as("since"));
    }

    /** First day of the month that some days before a time lie in; days cover zones and the reach of a session. */
    private static Date monthOf(Timestamp time, int daysBefore) {
        LocalDate day = time.toLocalDateTime().toLocalDate().minusDays(daysBefore);
        return Date.valueOf(day.withDayOfMonth(1));
    }
}
