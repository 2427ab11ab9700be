package org.jejak.session;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jejak.channel.ChannelClassifier;
import org.jejak.config.BotSettings;
import org.jejak.config.ConversionType;
import org.jejak.config.FunnelSettings;
import org.jejak.config.IdentitySettings;
import org.jejak.config.JourneySettings;
import org.jejak.config.SessionSettings;
import org.jejak.table.Agents;
import org.jejak.table.Interactions;
import org.jejak.table.Sessions;
import org.jejak.table.SortedGroups;

/**
 * Cuts the interactions of each stream into sessions. A stream is one visitor of one source (a browser, a device, a
 * card), or one of the source's own sessions where it names them. Interactions are ordered by time and id. Works on whole
 * streams, or on what comes after any session start of a stream, and cannot tell which.
 */
public final class Sessionizer {
    /** Everything the builder needs to know, settings in the form they are used in. */
    record Rules(
            SessionSettings session,
            BotSettings bots,
            ChannelClassifier channels,
            StageRuleMatcher signals,
            List<ConversionType> conversions,
            List<FunnelSettings> funnels)
            implements Serializable {}

    static final int STREAM = 0;
    static final int INTERACTION = 1;
    static final int KIND = 2;
    static final int AT = 3;
    static final int DATE = 4;
    static final int TYPE = 5;
    static final int EVENT = 6;
    static final int PATH = 7;
    static final int REFERRER = 8;
    static final int REFERRER_HOST = 9;
    static final int CAMPAIGN_SOURCE = 10;
    static final int CAMPAIGN_MEDIUM = 11;
    static final int CAMPAIGN_NAME = 12;
    static final int CAMPAIGN_ID = 13;
    static final int CLICK_ID_TYPE = 14;
    static final int PLATFORM = 15;
    static final int ORDER = 16;
    static final int REVENUE = 17;
    static final int RATING = 18;
    static final int SCALE = 19;
    static final int AGENT_IS_BOT = 20;
    static final int SOURCE = 21;
    static final int VISITOR = 22;
    static final int OWN_SESSION = 23;
    static final int RESTART_REASON = 24;
    static final int PAGE_HOST = 25;
    static final int FIRST_IDENTIFIER = 26;

    /** What the builder gives for a session, before hashes are added. */
    static final StructType RESULT = result();

    private Sessionizer() {}

    /**
     * The stream that each interaction belongs to, and the parts it is made of: visitor_id, own_session_id, stream_id,
     * next to all columns of {@link Interactions}.
     */
    public static Dataset<Row> streams(Dataset<Row> interactions, SessionSettings settings) {
        Column visitor = coalesce(
                List.of("anonymous_id", "device_id", "user_id", "loyalty_id", "email_hash", "phone_hash", "order_id")
                        .stream()
                        .map(t -> when(col(t).isNotNull(), concat(lit(t + ":"), col(t))))
                        .toArray(Column[]::new));
        Column own = settings.useSourceSessionId()
                ? when(
                        Interactions.SOURCE_KIND
                                .col()
                                .isin(settings.timeouts().keySet().toArray()),
                        Interactions.SOURCE_SESSION_ID.col())
                : lit(null).cast("string");
        return interactions
                .withColumn("visitor_id", concat_ws("|", Interactions.SOURCE_NAME.col(), visitor))
                .withColumn("own_session_id", own)
                .withColumn("stream_id", concat_ws("|", Sessions.VISITOR_ID.col(), col("own_session_id")));
    }

    /**
     * Sessions of the given streams.
     *
     * @param streams interactions as {@link #streams} gives them; if they begin in the middle of a stream, with a column
     *     restart_reason that says why a session starts there
     * @param agents all user agents in them, judged
     * @param journey of which the stage rules, conversion types and funnel steps are looked for in the sessions
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
        Dataset<Row> botAgents = agents.filter(Agents.IS_BOT.col())
                .select(Agents.USER_AGENT.col().as("bot_agent"), lit(true).as("agent_is_bot"));
        Dataset<Row> ordered = streams.join(
                        botAgents, Interactions.USER_AGENT.col().equalTo(col("bot_agent")), "left")
                .select(inputs(List.of(streams.columns()).contains("restart_reason")))
                // sorted by a number first: names of streams begin alike, and would be compared to their ends
                .withColumn("stream_key", xxhash64(Sessions.STREAM_ID.col()))
                .repartition(col("stream_key"))
                .sortWithinPartitions("stream_key", "stream_id", "occurred_at", "interaction_id");
        Dataset<Row> built = ordered.mapPartitions(
                (MapPartitionsFunction<Row, Row>)
                        rows -> new SortedGroups(rows, 1).flatMap(stream -> new StreamSessions(stream, rules)),
                Encoders.row(RESULT));
        return finish(built);
    }

    private static Column[] inputs(boolean restarts) {
        List<Column> columns = new ArrayList<>(List.of(
                Sessions.STREAM_ID.col(),
                Interactions.INTERACTION_ID.col(),
                Interactions.SOURCE_KIND.col(),
                Interactions.OCCURRED_AT.col(),
                Interactions.BUSINESS_DATE.col(),
                Interactions.INTERACTION_TYPE.col(),
                Interactions.EVENT_NAME.col(),
                Interactions.PAGE_PATH.col(),
                Interactions.REFERRER_URL.col(),
                Interactions.REFERRER_HOST.col(),
                Interactions.CAMPAIGN_SOURCE.col(),
                Interactions.CAMPAIGN_MEDIUM.col(),
                Interactions.CAMPAIGN_NAME.col(),
                Interactions.CAMPAIGN_ID.col(),
                Interactions.CLICK_ID_TYPE.col(),
                Interactions.PLATFORM.col(),
                Interactions.ORDER_ID.col(),
                Interactions.BASE_REVENUE_AMOUNT.col(),
                Interactions.RATING.col(),
                Interactions.RATING_SCALE.col(),
                coalesce(col("agent_is_bot"), lit(false)),
                Interactions.SOURCE_NAME.col(),
                Sessions.VISITOR_ID.col(),
                col("own_session_id"),
                restarts ? col("restart_reason") : lit(null).cast("string"),
                Interactions.PAGE_HOST.col()));
        IdentitySettings.TYPES.forEach(t -> columns.add(col(t)));
        return columns.toArray(Column[]::new);
    }

    private static Dataset<Row> finish(Dataset<Row> built) {
        return Sessions.TABLE.select(built.withColumn(
                        Sessions.SESSION_ID.name(),
                        expr("left(sha2(concat_ws('|', stream_id, first_interaction_id), 256), 32)"))
                .withColumn(
                        Sessions.IDENTIFIER_KEY.name(),
                        xxhash64(Sessions.IDENTIFIER_TYPE.col(), Sessions.IDENTIFIER_VALUE.col())));
    }

    private static StructType result() {
        StructType type = new StructType()
                .add("stream_id", DataTypes.StringType, false)
                .add("first_interaction_id", DataTypes.StringType, false);
        for (var field : List.of(
                Sessions.SOURCE_NAME,
                Sessions.VISITOR_ID,
                Sessions.SOURCE_SESSION_ID,
                Sessions.SOURCE_KIND,
                Sessions.CONTACT_CHANNEL,
                Sessions.START_REASON,
                Sessions.IDENTIFIER_TYPE,
                Sessions.IDENTIFIER_VALUE,
                Sessions.CHANNEL,
                Sessions.CHANNEL_GROUP,
                Sessions.CHANNEL_SOURCE,
                Sessions.CHANNEL_MEDIUM,
                Sessions.CAMPAIGN_ID,
                Sessions.CAMPAIGN_NAME,
                Sessions.REFERRER_HOST,
                Sessions.LANDING_PATH,
                Sessions.TOUCH_KIND,
                Sessions.BOT_REASON,
                Sessions.SIGNALS,
                Sessions.INTERACTION_COUNT,
                Sessions.VIEW_COUNT,
                Sessions.DURATION_SECONDS,
                Sessions.IS_ENGAGED,
                Sessions.IS_BOT,
                Sessions.INTERACTION_IDS,
                Sessions.CONVERSIONS,
                Sessions.FUNNEL_STEPS,
                Sessions.STARTED_DATE,
                Sessions.STARTED_MONTH,
                Sessions.STARTED_AT,
                Sessions.ENDED_AT)) {
            type = type.add(field.name(), field.type(), field.nullable());
        }
        return type;
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
            SessionEvent first = event(rows.next());
            cut = new SessionRules(rules.session(), first.row().getString(RESTART_REASON));
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
                SessionEvent event = event(rows.next());
                String reason = startReason(event);
                if (reason == null) done.add(event);
                else begin(event, reason);
            }
            return done.build();
        }

        private String startReason(SessionEvent event) {
            return cut.startReason(event, !event.row().isNullAt(OWN_SESSION));
        }

        private void begin(SessionEvent first, String reason) {
            open = new SessionBuilder(rules, first, reason);
            open.add(first);
        }
    }

    private static SessionEvent event(Row row) {
        Timestamp at = row.getTimestamp(AT);
        String source = row.getString(CAMPAIGN_SOURCE);
        String medium = row.getString(CAMPAIGN_MEDIUM);
        String name = row.getString(CAMPAIGN_NAME);
        return new SessionEvent(
                row,
                row.getString(STREAM),
                row.getString(INTERACTION),
                row.getString(KIND),
                at,
                SessionEvent.micros(at),
                row.getDate(DATE),
                row.getString(FIRST_IDENTIFIER),
                source == null && medium == null && name == null ? null : source + "|" + medium + "|" + name);
    }
}
