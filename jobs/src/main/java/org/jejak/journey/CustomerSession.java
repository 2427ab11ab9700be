package org.jejak.journey;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jejak.table.*;

/** One session of a customer, with what {@link CustomerHistory} finds out about it. */
final class CustomerSession {
    /** A report of a conversion or refund inside the session. */
    record Report(
            String interactionId,
            String type,
            String orderId,
            BigDecimal amount,
            Date businessDate,
            Timestamp at,
            String kind) {}

    /** An interaction that a funnel looks at; without steps if it only lies between them. */
    record FunnelStep(String funnel, List<String> steps, Timestamp at) {}

    /** Identifiers of the session's customer. */
    static final Field IDENTIFIER_COUNT = Field.number("identifier_count", "Identifiers of the customer.");

    /** Columns of a session that a history does not need; some of them are large. */
    private static final Set<Field> UNUSED = Set.of(
            Sessions.VISITOR_ID,
            Sessions.STREAM_ID,
            Sessions.IDENTIFIER_TYPE,
            Sessions.IDENTIFIER_VALUE,
            Sessions.IDENTIFIER_KEY,
            Sessions.SOURCE_SESSION_ID,
            Sessions.CAMPAIGN_NAME,
            Sessions.INTERACTION_IDS);

    /** What a history is made from: two columns of the customer, then those of the session. */
    static final List<Field> COLUMNS = Stream.concat(
                    Stream.of(Identifiers.CUSTOMER_ID, IDENTIFIER_COUNT),
                    Sessions.TABLE.fields().stream().filter(f -> !UNUSED.contains(f)))
            .toList();

    private static final RowReader READER = new RowReader(COLUMNS);

    final String sessionId;
    final String kind;
    final String contactChannel;
    final String channel;
    final String campaignId;
    final String touchKind;
    final Set<String> signals;
    final long interactions;
    final List<Report> reports;
    final List<FunnelStep> funnelSteps;
    final Date startedDate;
    final Timestamp startedAt;
    final Timestamp endedAt;
    private final Row row;

    /** Whether it is a bot's; bots' sessions are in no journey. */
    boolean bot;

    String botReason;
    String stage = "reach";
    boolean advocacy;
    /** Whether it counts as a marketing touch. */
    boolean touch;

    /** Place of its journey among the customer's; -1 for a bot's. */
    int journey = -1;

    /** The session of a row with {@link #COLUMNS}. */
    CustomerSession(Row row) {
        this.row = row;
        this.sessionId = value(Sessions.SESSION_ID);
        this.kind = value(Sessions.SOURCE_KIND);
        this.contactChannel = value(Sessions.CONTACT_CHANNEL);
        this.channel = value(Sessions.CHANNEL);
        this.campaignId = value(Sessions.CAMPAIGN_ID);
        this.touchKind = value(Sessions.TOUCH_KIND);
        this.interactions = this.<Long>value(Sessions.INTERACTION_COUNT);
        this.bot = this.<Boolean>value(Sessions.IS_BOT);
        this.botReason = value(Sessions.BOT_REASON);
        this.startedDate = value(Sessions.STARTED_DATE);
        this.startedAt = value(Sessions.STARTED_AT);
        this.endedAt = value(Sessions.ENDED_AT);
        this.signals = new HashSet<>(READER.<String>list(row, Sessions.SIGNALS));
        this.reports = READER.<Row>list(row, Sessions.CONVERSIONS).stream()
                .map(r -> new Report(
                        r.getString(0),
                        r.getString(1),
                        r.getString(2),
                        r.getDecimal(3),
                        r.getDate(4),
                        r.getTimestamp(5),
                        kind))
                .toList();
        this.funnelSteps = READER.<Row>list(row, Sessions.FUNNEL_STEPS).stream()
                .map(r -> new FunnelStep(r.getString(0), r.getList(1), r.getTimestamp(2)))
                .toList();
    }

    /** Marks the session as a bot's, because of what its customer does. */
    void markAsBot() {
        bot = true;
        if (botReason == null) botReason = "behaviour";
    }

    /** A column of the session. */
    <T> T value(Field column) {
        return READER.get(row, column);
    }

    /** First day of a date's month. */
    static Date monthOf(Date date) {
        return Date.valueOf(date.toLocalDate().withDayOfMonth(1));
    }
}
