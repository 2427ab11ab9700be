package org.jejak.journey;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jejak.table.*;

/** One session of a customer, with what {@link CustomerHistory} finds out about it. */
final class CustomerSession {
    /** A report of a conversion or refund inside the session; items as in {@link Interactions#ITEMS}, or null. */
    record Report(
            String interactionId,
            String type,
            String orderId,
            BigDecimal amount,
            Date businessDate,
            Timestamp at,
            String kind,
            String source,
            String items) {}

    /** An interaction that a funnel looks at; without steps if it only lies between them. */
    record FunnelStep(String funnel, List<String> steps, Timestamp at) {}

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

    /** What a history is made from: three columns of the customer, then those of the session. */
    static final List<Field> COLUMNS = Stream.concat(
                    Stream.of(Identifiers.CUSTOMER_ID, Customers.IDENTIFIER_COUNT, Customers.IS_IDENTIFIED),
                    Sessions.TABLE.fields().stream().filter(f -> !UNUSED.contains(f)))
            .toList();

    private static final RowReader READER = new RowReader(COLUMNS);

    final String sessionId;
    final String kind;
    final String contactChannel;
    final String channel;
    final String campaignId;
    final String touchKind;
    /** Whether the touch was bought. */
    final boolean isPaid;

    /** Whether it is no visit: one event that a server reports. */
    final boolean isServerEvent;

    final Set<String> signals;
    final List<Report> reports;
    final List<FunnelStep> funnelSteps;
    final Date startedDate;
    final Timestamp startedAt;
    long interactions;
    Timestamp endedAt;
    boolean engaged;
    private final Row row;

    /** Whether it is a bot's; bots' sessions are in no journey. */
    boolean bot;

    String botReason;
    String stage = "reach";
    boolean advocacy;
    /** Whether a conversion happened in it. */
    boolean converts;

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
        this.isPaid = this.<Boolean>value(Sessions.IS_PAID);
        this.isServerEvent = Sessions.SERVER_EVENT.equals(this.<String>value(Sessions.START_REASON));
        this.interactions = this.<Long>value(Sessions.INTERACTION_COUNT);
        this.bot = this.<Boolean>value(Sessions.IS_BOT);
        this.botReason = value(Sessions.BOT_REASON);
        this.startedDate = value(Sessions.STARTED_DATE);
        this.startedAt = value(Sessions.STARTED_AT);
        this.endedAt = value(Sessions.ENDED_AT);
        this.engaged = this.<Boolean>value(Sessions.IS_ENGAGED);
        this.signals = new HashSet<>(READER.<String>list(row, Sessions.SIGNALS));
        this.reports = new ArrayList<>(READER.<Row>list(row, Sessions.CONVERSIONS).stream()
                .map(r -> new Report(
                        r.getString(0),
                        r.getString(1),
                        r.getString(2),
                        r.getDecimal(3),
                        r.getDate(4),
                        r.getTimestamp(5),
                        kind,
                        value(Sessions.SOURCE_NAME),
                        r.getString(6)))
                .toList());
        this.funnelSteps = new ArrayList<>(READER.<Row>list(row, Sessions.FUNNEL_STEPS).stream()
                .map(r -> new FunnelStep(r.getString(0), r.getList(1), r.getTimestamp(2)))
                .toList());
    }

    /** Takes in what a server reported while this visit ran: it becomes one of the visit's interactions. */
    void take(CustomerSession event) {
        interactions += event.interactions;
        if (event.endedAt.after(endedAt)) endedAt = event.endedAt;
        engaged |= event.engaged || durationSeconds() >= Sessions.ENGAGED_SECONDS;
        signals.addAll(event.signals);
        reports.addAll(event.reports);
        funnelSteps.addAll(event.funnelSteps);
    }

    /** From the first to the last interaction, in whole seconds. */
    long durationSeconds() {
        return Duration.between(startedAt.toInstant(), endedAt.toInstant()).toSeconds();
    }

    /** Whether it only reports an order or refund: of the order system, or a server's. */
    boolean isReport() {
        return kind.equals("order") || isServerEvent && !reports.isEmpty();
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
