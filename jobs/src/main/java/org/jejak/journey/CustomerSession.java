package org.jejak.journey;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.jejak.table.Field;
import org.jejak.table.Sessions;

/** One session of a customer, with what is found out about it while the customer's history is told. */
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

    /** What a contact is made of. */
    static final List<Field> COLUMNS = List.of(
            Sessions.SESSION_ID,
            Sessions.SOURCE_NAME,
            Sessions.SOURCE_KIND,
            Sessions.CONTACT_CHANNEL,
            Sessions.START_REASON,
            Sessions.CHANNEL,
            Sessions.CHANNEL_GROUP,
            Sessions.CHANNEL_SOURCE,
            Sessions.CHANNEL_MEDIUM,
            Sessions.CAMPAIGN_ID,
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
            Sessions.CONVERSIONS,
            Sessions.FUNNEL_STEPS,
            Sessions.STARTED_DATE,
            Sessions.STARTED_MONTH,
            Sessions.STARTED_AT,
            Sessions.ENDED_AT);

    private static final Map<Field, Integer> PLACES =
            IntStream.range(0, COLUMNS.size()).boxed().collect(Collectors.toMap(COLUMNS::get, i -> i));

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
    private final Row session;
    private final int offset;

    boolean bot;
    String botReason;
    String stage = "reach";
    boolean advocacy;
    boolean touch;
    int journey = -1;

    /**
     * A session as a contact.
     *
     * @param session a row with {@link #COLUMNS}
     * @param offset place of the first of them
     */
    CustomerSession(Row session, int offset) {
        this.session = session;
        this.offset = offset;
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
        this.signals = new HashSet<>(this.<String>values(Sessions.SIGNALS));
        this.reports = this.<Row>values(Sessions.CONVERSIONS).stream()
                .map(r -> new Report(
                        r.getString(0),
                        r.getString(1),
                        r.getString(2),
                        r.getDecimal(3),
                        r.getDate(4),
                        r.getTimestamp(5),
                        kind))
                .toList();
        this.funnelSteps = this.<Row>values(Sessions.FUNNEL_STEPS).stream()
                .map(r -> new FunnelStep(r.getString(0), r.getList(1), r.getTimestamp(2)))
                .toList();
    }

    /** Takes the session for a bot's because of what its customer does. */
    void markAsBot() {
        bot = true;
        if (botReason == null) botReason = "behaviour";
    }

    /** A column of the session. */
    <T> T value(Field column) {
        return session.getAs(offset + PLACES.get(column));
    }

    private <T> List<T> values(Field column) {
        return session.getList(offset + PLACES.get(column));
    }

    /** First day of a date's month. */
    static Date monthOf(Date date) {
        return Date.valueOf(date.toLocalDate().withDayOfMonth(1));
    }
}
