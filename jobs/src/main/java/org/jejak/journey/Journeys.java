package org.jejak.journey;

import static org.apache.spark.sql.functions.col;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.*;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.jejak.config.JourneySettings;
import org.jejak.table.*;

/** The histories of whole customers, as rows of all tables that are made customer by customer. */
public final class Journeys {
    /** Tables that a history fills, in the order of {@link CustomerHistoryWriter#toRow}. */
    public static final List<Table> TABLES = List.of(
            FactSessions.TABLE,
            FactTouchpoints.TABLE,
            FactConversions.TABLE,
            FactOrderItems.TABLE,
            FactJourneys.TABLE,
            FactStageHistory.TABLE,
            FactFunnelSteps.TABLE,
            Customers.TABLE);

    private Journeys() {}

    /**
     * One row per customer with an array of rows for each of {@link #TABLES}; see {@link RowArrays}. Works on any set of
     * customers, each with all sessions.
     *
     * <p>A customer with more sessions than the settings allow for one person gives several rows, one per piece of the sessions in
     * the order of time, so that no task has to hold them all. All of these sessions are marked as a bot's.
     *
     * @param sessions all sessions of the customers, with the column customer_id
     * @param identifications what each customer is known by: customer_id, identifier_count, is_identified
     * @param timeouts how long a visit runs after its last interaction, by kind of source
     * @param asOf end of the logical date: a journey quiet for too long by then has lapsed
     */
    public static Dataset<Row> histories(
            Dataset<Row> sessions,
            Dataset<Row> identifications,
            JourneySettings settings,
            Map<String, Duration> timeouts,
            Timestamp asOf) {
        RunningVisits visits = new RunningVisits(timeouts);
        Dataset<Row> known = identifications.withColumnRenamed(Identifiers.CUSTOMER_ID.name(), "known_customer");
        return sessions.join(known, Identifiers.CUSTOMER_ID.col().equalTo(col("known_customer")))
                .select(CustomerSession.COLUMNS.stream().map(Field::col).toArray(Column[]::new))
                .repartition(Identifiers.CUSTOMER_ID.col())
                .sortWithinPartitions(
                        Identifiers.CUSTOMER_ID.name(), Sessions.STARTED_AT.name(), Sessions.SESSION_ID.name())
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows ->
                                new SortedGroups(rows, 1).flatMap(own -> new Pieces(own, settings, visits, asOf)),
                        Encoders.row(RowArrays.type(TABLES)));
    }

    /** What one customer's sessions, in the order of time, give: one row, or several for too many sessions. */
    private static final class Pieces implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final JourneySettings settings;
        private final RunningVisits visits;
        private final Timestamp asOf;
        private final CustomerSessionTotals totals = new CustomerSessionTotals();
        private boolean isBegin = true;

        Pieces(Iterator<Row> rows, JourneySettings settings, RunningVisits visits, Timestamp asOf) {
            this.rows = rows;
            this.settings = settings;
            this.visits = visits;
            this.asOf = asOf;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Row next() {
            List<CustomerSession> sessions = new ArrayList<>();
            while (rows.hasNext() && sessions.size() < settings.maxSessions())
                sessions.add(new CustomerSession(rows.next()));
            sessions = visits.join(sessions);
            sessions.forEach(totals::add);
            boolean isEnd = !rows.hasNext();
            if (!isBegin || !isEnd) sessions.forEach(CustomerSession::markAsBot);
            CustomerHistory history = new CustomerHistory(sessions, settings, asOf);
            Row piece = new CustomerHistoryWriter(history, totals, isBegin, isEnd).toRow();
            isBegin = false;
            return piece;
        }
    }
}
