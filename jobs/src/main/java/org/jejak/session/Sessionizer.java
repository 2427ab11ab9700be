package org.jejak.session;

import static org.apache.spark.sql.functions.*;

import java.io.Serializable;
import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.jejak.channel.ChannelClassifier;
import org.jejak.config.BotSettings;
import org.jejak.config.ConversionType;
import org.jejak.config.FunnelSettings;
import org.jejak.config.JourneySettings;
import org.jejak.config.SessionSettings;
import org.jejak.config.SourceSettings;
import org.jejak.table.*;

/**
 * Cuts the interactions of each stream into sessions. A stream is one visitor of one source (a browser, a device, a
 * card), or one of the source's own sessions where it names them. Interactions are ordered by time and id. Works on whole
 * streams, or on what comes after any session start of a stream; the result does not depend on which.
 */
public final class Sessionizer {
    /** The settings in the form that sessions are built with. */
    record Rules(
            SessionSettings session,
            BotSettings bots,
            ChannelClassifier channels,
            StageRuleMatcher stageRules,
            List<ConversionType> conversions,
            List<FunnelSettings> funnels)
            implements Serializable {}

    private Sessionizer() {}

    /**
     * The stream that each interaction belongs to, and the parts it is made of: visitor_id, own_session_id, is_of_visit,
     * stream_id, next to all columns of {@link Interactions}. What is no part of a visit has streams apart.
     */
    public static Dataset<Row> streams(Dataset<Row> interactions, SessionSettings settings) {
        Column visitor = coalesce(Stream.of(
                        Interactions.ANONYMOUS_ID,
                        Interactions.DEVICE_ID,
                        Interactions.USER_ID,
                        Interactions.LOYALTY_ID,
                        Interactions.EMAIL_HASH,
                        Interactions.PHONE_HASH,
                        Interactions.ORDER_ID)
                .map(id -> when(id.col().isNotNull(), concat(lit(id.name() + ":"), id.col())))
                .toArray(Column[]::new));
        Column own = settings.useSourceSessionId()
                ? when(
                        Interactions.SOURCE_KIND
                                .col()
                                .isin(settings.timeouts().keySet().toArray()),
                        Interactions.SOURCE_SESSION_ID.col())
                : lit(null).cast("string");
        return interactions
                .withColumn(Sessions.VISITOR_ID.name(), concat_ws("|", Interactions.SOURCE_NAME.col(), visitor))
                .withColumn(SessionEvent.OWN_SESSION_ID.name(), own)
                .withColumn(SessionEvent.IS_OF_VISIT.name(), isOfVisit(settings))
                .withColumn(
                        Sessions.STREAM_ID.name(),
                        when(
                                        isUnique(SessionEvent.OWN_SESSION_ID.col()),
                                        concat_ws(
                                                "|",
                                                Interactions.SOURCE_NAME.col(),
                                                lit("session"),
                                                SessionEvent.OWN_SESSION_ID.col()))
                                .otherwise(concat_ws(
                                        "|",
                                        Sessions.VISITOR_ID.col(),
                                        SessionEvent.OWN_SESSION_ID.col(),
                                        when(not(SessionEvent.IS_OF_VISIT.col()), lit("(server)")))));
    }

    /**
     * Whether no two visitors of a source have the same session id, as random ids are made: 16 characters or more, not digits alone.
     * Others are times or counts that hold for one visitor only. A cookie that changes within such a session does not split it.
     */
    private static Column isUnique(Column sessionId) {
        return length(sessionId).geq(16).and(sessionId.rlike("[A-Za-z]"));
    }

    /**
     * Whether an interaction is part of a visit. Of the web and of apps only views of pages and screens are, and what names a
     * browser, a device or a session; a session, in sources that always name one. The rest was sent by a server.
     */
    private static Column isOfVisit(SessionSettings settings) {
        Column isVisited = Interactions.SOURCE_KIND.col().isin(SourceSettings.VISITED.toArray());
        Column isView = Interactions.INTERACTION_TYPE.col().isin("page_view", "screen_view");
        Column hasVisitor = Interactions.ANONYMOUS_ID
                .col()
                .isNotNull()
                .or(Interactions.DEVICE_ID.col().isNotNull())
                .and(not(Interactions.SOURCE_NAME
                        .col()
                        .isin(settings.namingSessions().toArray())));
        return not(isVisited)
                .or(isView)
                .or(hasVisitor)
                .or(Interactions.SOURCE_SESSION_ID.col().isNotNull());
    }

    /**
     * Sessions of the given streams.
     *
     * @param streams interactions as {@link #streams} gives them; if they begin in the middle of a stream, with a column
     *     restart_reason that says why a session starts there
     * @param agents all user agents in them
     * @param journey its stage rules, conversion types and funnel steps are matched with the interactions
     * @return rows of {@link Sessions}
     */
    public static Dataset<Row> sessions(
            Dataset<Row> streams,
            Dataset<Row> agents,
            SessionSettings session,
            BotSettings bots,
            ChannelClassifier channels,
            JourneySettings journey) {
        Rules rules = new Rules(
                session,
                bots,
                channels,
                new StageRuleMatcher(journey.stages()),
                journey.conversions(),
                journey.funnels());
        Dataset<Row> known = agents.select(
                Agents.USER_AGENT.col().as("known_agent"),
                Agents.IS_BOT.col().as("is_known_bot"),
                Agents.DEVICE_TYPE.col().as(SessionEvent.AGENT_DEVICE_TYPE.name()),
                Agents.PLATFORM.col().as(SessionEvent.AGENT_PLATFORM.name()));
        boolean restarts = List.of(streams.columns()).contains(SessionEvent.RESTART_REASON.name());
        Dataset<Row> events = restarts
                ? streams
                : streams.withColumn(SessionEvent.RESTART_REASON.name(), SessionEvent.RESTART_REASON.empty());
        Column isBot = coalesce(col("is_known_bot"), lit(false));
        return Sessions.TABLE.select(events.join(
                        known, Interactions.USER_AGENT.col().equalTo(col("known_agent")), "left")
                .withColumn(SessionEvent.AGENT_IS_BOT.name(), isBot)
                .select(SessionEvent.COLUMNS.stream().map(Field::col).toArray(Column[]::new))
                // sorted by a number first: names of streams begin alike, and would be compared to their ends
                .withColumn("stream_key", xxhash64(Sessions.STREAM_ID.col()))
                .repartition(col("stream_key"))
                .sortWithinPartitions(
                        col("stream_key"),
                        Sessions.STREAM_ID.col(),
                        Interactions.OCCURRED_AT.col(),
                        Interactions.INTERACTION_ID.col())
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>)
                                rows -> new SortedGroups(rows, 1).flatMap(own -> new StreamSessions(own, rules)),
                        Encoders.row(Sessions.TABLE.toStructType()))
                .withColumn(
                        Sessions.IDENTIFIER_KEY.name(),
                        xxhash64(Sessions.IDENTIFIER_TYPE.col(), Sessions.IDENTIFIER_VALUE.col())));
    }

    /** The sessions of one stream, from its interactions in the order of time and id; holds one session at a time. */
    private static final class StreamSessions implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final Rules rules;
        private final SessionRules cut;
        private SessionBuilder open;

        StreamSessions(Iterator<Row> rows, Rules rules) {
            this.rows = rows;
            this.rules = rules;
            SessionEvent first = new SessionEvent(rows.next());
            cut = new SessionRules(rules.session(), first.get(SessionEvent.RESTART_REASON));
            begin(first, startReason(first));
        }

        @Override
        public boolean hasNext() {
            return open != null;
        }

        @Override
        public Row next() {
            if (open == null) throw new NoSuchElementException();
            SessionBuilder done = open;
            open = null;
            while (open == null && rows.hasNext()) {
                SessionEvent event = new SessionEvent(rows.next());
                String reason = startReason(event);
                if (reason == null) done.add(event);
                else begin(event, reason);
            }
            return done.build();
        }

        private String startReason(SessionEvent event) {
            return cut.startReason(event, event.get(SessionEvent.OWN_SESSION_ID) != null);
        }

        private void begin(SessionEvent first, String reason) {
            open = new SessionBuilder(rules, first, reason);
            open.add(first);
        }
    }
}
