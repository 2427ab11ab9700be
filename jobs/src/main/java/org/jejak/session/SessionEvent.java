package org.jejak.session;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.config.IdentitySettings;
import org.jejak.table.*;

/** One interaction of a stream, as a row with {@link #COLUMNS}; what is asked for often is read once. */
final class SessionEvent {
    /** Whether the user agent is a bot's. */
    static final Field AGENT_IS_BOT = Field.flag("agent_is_bot", "Whether the user agent is a bot's.");
    /** What its user agent runs on. */
    static final Field AGENT_DEVICE_TYPE = Field.text("agent_device_type", "Device type of the user agent, or null.");
    /** The operating system of its user agent. */
    static final Field AGENT_PLATFORM = Field.text("agent_platform", "Operating system of the user agent, or null.");
    /** Whether it is part of a visit, and can begin one. What a server sends is none. */
    static final Field IS_OF_VISIT = Field.flag("is_of_visit", "Whether it is part of a visit.");
    /** The source's own session, where it names them. */
    static final Field OWN_SESSION_ID = Field.text("own_session_id", "The source's own session, or null.");
    /** Why a session starts here, if that is known before. */
    static final Field RESTART_REASON = Field.text("restart_reason", "Why a session starts here, or null.");
    /** The identifiers, the strongest type first; the first is the account. */
    static final List<Field> IDENTIFIERS = IdentitySettings.TYPES.stream()
            .map(type -> Field.text(type, "Identifier of this type, or null."))
            .toList();

    /** The columns of the rows, in order. */
    static final List<Field> COLUMNS = columns();

    private static final RowReader READER = new RowReader(COLUMNS);

    final String streamId;
    final String interactionId;
    final String kind;
    final String type;
    /** Event name in lower case, or null. */
    final String event;

    final String path;
    final Timestamp occurredAt;
    /** The same time in microseconds since 1970, UTC. */
    final long at;

    final Date businessDate;
    final String userId;
    final boolean isOfVisit;
    /** Campaign source, medium and name joined, or null when none is known. */
    final String campaign;

    private final Row row;

    SessionEvent(Row row) {
        this.row = row;
        this.streamId = get(Sessions.STREAM_ID);
        this.interactionId = get(Interactions.INTERACTION_ID);
        this.kind = get(Interactions.SOURCE_KIND);
        this.type = get(Interactions.INTERACTION_TYPE);
        String name = get(Interactions.EVENT_NAME);
        this.event = name == null ? null : name.toLowerCase(Locale.ROOT);
        this.path = get(Interactions.PAGE_PATH);
        this.occurredAt = get(Interactions.OCCURRED_AT);
        this.at = Math.floorDiv(occurredAt.getTime(), 1000L) * 1_000_000L + occurredAt.getNanos() / 1_000;
        this.businessDate = get(Interactions.BUSINESS_DATE);
        this.userId = get(IDENTIFIERS.get(0));
        this.isOfVisit = get(IS_OF_VISIT);
        String source = get(Interactions.CAMPAIGN_SOURCE);
        String medium = get(Interactions.CAMPAIGN_MEDIUM);
        String campaignName = get(Interactions.CAMPAIGN_NAME);
        boolean isUnknown = source == null && medium == null && campaignName == null;
        this.campaign = isUnknown ? null : source + "|" + medium + "|" + campaignName;
    }

    /** The value of a column, or null. */
    <T> T get(Field column) {
        return READER.get(row, column);
    }

    /** Whether the user agent is that of the visitor: neither a server's, nor a mail service's that fetches an e-mail's pictures. */
    boolean hasVisitorsAgent() {
        return isOfVisit && !type.equals("email_open");
    }

    /** What it was done with: what the visitor's agent tells, else the platform that the source names. */
    VisitorDevice device() {
        if (!isOfVisit) return VisitorDevice.UNKNOWN;
        VisitorDevice named = VisitorDevice.ofPlatform(get(Interactions.PLATFORM));
        return hasVisitorsAgent()
                ? new VisitorDevice(get(AGENT_DEVICE_TYPE), get(AGENT_PLATFORM)).orElse(named)
                : named;
    }

    private static List<Field> columns() {
        List<Field> columns = new ArrayList<>(List.of(
                Sessions.STREAM_ID,
                Sessions.VISITOR_ID,
                OWN_SESSION_ID,
                IS_OF_VISIT,
                RESTART_REASON,
                AGENT_IS_BOT,
                AGENT_DEVICE_TYPE,
                AGENT_PLATFORM,
                Interactions.INTERACTION_ID,
                Interactions.SOURCE_NAME,
                Interactions.SOURCE_KIND,
                Interactions.OCCURRED_AT,
                Interactions.BUSINESS_DATE,
                Interactions.INTERACTION_TYPE,
                Interactions.EVENT_NAME,
                Interactions.PAGE_PATH,
                Interactions.PAGE_HOST,
                Interactions.REFERRER_URL,
                Interactions.REFERRER_HOST,
                Interactions.CAMPAIGN_SOURCE,
                Interactions.CAMPAIGN_MEDIUM,
                Interactions.CAMPAIGN_NAME,
                Interactions.CAMPAIGN_ID,
                Interactions.GUESSED_SOURCE,
                Interactions.GUESSED_MEDIUM,
                Interactions.GUESSED_CAMPAIGN,
                Interactions.CLICK_ID_TYPE,
                Interactions.PLATFORM,
                Interactions.COUNTRY_CODE,
                Interactions.LANGUAGE,
                Interactions.ORDER_ID,
                Interactions.BASE_REVENUE_AMOUNT,
                Interactions.ITEMS,
                Interactions.RATING,
                Interactions.RATING_SCALE));
        columns.addAll(IDENTIFIERS);
        return List.copyOf(columns);
    }
}
