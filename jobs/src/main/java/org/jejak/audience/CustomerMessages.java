package org.jejak.audience;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.table.FactMessage;
import org.jejak.table.RowBuilder;

/** Messages to one customer and what became of them: rows of {@link FactMessage}. Plain Java, no Spark. */
final class CustomerMessages {
    /** The property in which a sender tells which decision of jejak a message carries out. */
    static final String DECISION = FactMessage.DECISION_ID.name();

    /** Mail programs of some providers open every message through these, whether anybody reads it or not. */
    private static final List<String> PROXIES = List.of("GoogleImageProxy", "YahooMailProxy");

    /** Apple's mail proxy says no more than this. */
    private static final String BARE_AGENT = "Mozilla/5.0";

    private static final Duration MACHINE = Duration.ofSeconds(60);

    private enum Role {
        DELIVERY,
        OPEN,
        CLICK,
        BOUNCE,
        UNSUBSCRIPTION
    }

    /** What an interaction is for a message on a channel. */
    private record Meaning(String channel, Role role) {}

    private static final String EMAIL = "email";
    private static final String PUSH = "push";

    private static final Map<String, Meaning> BY_TYPE = Map.of(
            "email_delivered", new Meaning(EMAIL, Role.DELIVERY),
            "email_open", new Meaning(EMAIL, Role.OPEN),
            "email_click", new Meaning(EMAIL, Role.CLICK));

    /** Names of events in lower case, also as Segment names them. */
    private static final Map<String, Meaning> BY_EVENT = Map.ofEntries(
            Map.entry("email delivered", new Meaning(EMAIL, Role.DELIVERY)),
            Map.entry("email opened", new Meaning(EMAIL, Role.OPEN)),
            Map.entry("email link clicked", new Meaning(EMAIL, Role.CLICK)),
            Map.entry("email bounced", new Meaning(EMAIL, Role.BOUNCE)),
            Map.entry("email marked as spam", new Meaning(EMAIL, Role.UNSUBSCRIPTION)),
            Map.entry("push notification received", new Meaning(PUSH, Role.DELIVERY)),
            Map.entry("push notification tapped", new Meaning(PUSH, Role.CLICK)),
            Map.entry("push notification bounced", new Meaning(PUSH, Role.BOUNCE)));

    /** Names of events in the log of a mail system, in lower case. */
    private static final Map<String, Role> BY_EVENT_OF_MAIL = Map.of(
            "bounced", Role.BOUNCE,
            "bounce", Role.BOUNCE,
            "unsubscribed", Role.UNSUBSCRIPTION,
            "unsubscribe", Role.UNSUBSCRIPTION,
            "complained", Role.UNSUBSCRIPTION,
            "complaint", Role.UNSUBSCRIPTION,
            "spam_report", Role.UNSUBSCRIPTION);

    /** One message while what became of it is gathered. */
    private static final class Message {
        private final CustomerEvent delivery;
        private final String channel;
        private Instant openedAt;
        private boolean isMachineOpen;
        private Instant clickedAt;
        private boolean isUnsubscribe;
        private boolean isBounce;

        Message(CustomerEvent delivery, String channel) {
            this.delivery = delivery;
            this.channel = channel;
        }

        String key() {
            return delivery.messageId() == null ? delivery.id() : delivery.messageId();
        }

        /** Events come in order of time. */
        void add(Role role, CustomerEvent event) {
            switch (role) {
                case OPEN -> open(event);
                case CLICK -> clickedAt = clickedAt == null ? event.at() : clickedAt;
                case BOUNCE -> isBounce = true;
                case UNSUBSCRIPTION -> isUnsubscribe = true;
                case DELIVERY -> {}
            }
        }

        private void open(CustomerEvent event) {
            boolean isMachine = isMachine(event, delivery.at());
            if (openedAt != null && (isMachine || !isMachineOpen)) return;
            openedAt = event.at();
            isMachineOpen = isMachine;
        }
    }

    private CustomerMessages() {}

    /** Types of interactions that are about messages. */
    static Set<String> types() {
        return BY_TYPE.keySet();
    }

    /** Names of events in lower case that are about messages, whatever their source. */
    static Set<String> events() {
        return BY_EVENT.keySet();
    }

    /** Names of events in lower case that are about messages in the log of a mail system. */
    static Set<String> eventsOfMail() {
        return BY_EVENT_OF_MAIL.keySet();
    }

    /**
     * Rows of one customer. What happened to a message finds it by its id, else it is the latest one delivered before on the same
     * channel. A bounce whose message was never delivered is a row of its own.
     *
     * @param events in order of time
     * @param zone of the customer, for the hour
     * @param business the business zone, for the month
     */
    static List<Row> rows(String customer, List<CustomerEvent> events, ZoneId zone, ZoneId business) {
        Map<String, Message> byKey = new LinkedHashMap<>();
        for (CustomerEvent event : events) {
            Meaning meaning = meaning(event);
            if (meaning != null && meaning.role == Role.DELIVERY) add(new Message(event, meaning.channel), byKey);
        }
        List<Message> delivered = List.copyOf(byKey.values());
        for (CustomerEvent event : events) {
            Meaning meaning = meaning(event);
            if (meaning == null || meaning.role == Role.DELIVERY) continue;
            Message message = find(event, meaning, byKey, delivered);
            if (message == null && meaning.role == Role.BOUNCE)
                message = add(new Message(event, meaning.channel), byKey);
            if (message != null) message.add(meaning.role, event);
        }
        RowBuilder builder = new RowBuilder(FactMessage.TABLE);
        return byKey.values().stream()
                .map(m -> row(builder, customer, m, zone, business))
                .toList();
    }

    /** The message of that key: the one that was there, if there was one. */
    private static Message add(Message message, Map<String, Message> byKey) {
        Message before = byKey.putIfAbsent(message.key(), message);
        return before == null ? message : before;
    }

    private static Message find(
            CustomerEvent event, Meaning meaning, Map<String, Message> byKey, List<Message> delivered) {
        Message named = event.messageId() == null ? null : byKey.get(event.messageId());
        if (named != null || meaning.role == Role.BOUNCE) return named;
        Message latest = null;
        for (Message m : delivered) {
            if (m.delivery.at().isAfter(event.at())) break;
            boolean mayBe = event.messageId() == null || m.delivery.messageId() == null;
            if (mayBe && m.channel.equals(meaning.channel)) latest = m;
        }
        return latest;
    }

    private static Meaning meaning(CustomerEvent event) {
        Meaning meaning = BY_TYPE.get(event.type());
        if (meaning != null || event.event() == null) return meaning;
        Role role = event.kind().equals(EMAIL) ? BY_EVENT_OF_MAIL.get(event.event()) : null;
        return role == null ? BY_EVENT.get(event.event()) : new Meaning(EMAIL, role);
    }

    private static boolean isMachine(CustomerEvent open, Instant delivered) {
        if (Duration.between(delivered, open.at()).compareTo(MACHINE) <= 0) return true;
        String agent = open.agent();
        return agent != null
                && (agent.strip().equals(BARE_AGENT) || PROXIES.stream().anyMatch(agent::contains));
    }

    private static Row row(RowBuilder builder, String customer, Message message, ZoneId zone, ZoneId business) {
        Instant at = message.delivery.at();
        return builder.set(FactMessage.MESSAGE_KEY, message.key())
                .set(FactMessage.CUSTOMER_ID, customer)
                .set(FactMessage.CONTACT_CHANNEL, message.channel)
                .set(FactMessage.CAMPAIGN_ID, message.delivery.campaign())
                .set(FactMessage.DECISION_ID, message.delivery.property(DECISION))
                .set(FactMessage.LOCAL_HOUR, (long) at.atZone(zone).getHour())
                .set(FactMessage.IS_MACHINE_OPEN, message.isMachineOpen)
                .set(FactMessage.IS_UNSUBSCRIBE, message.isUnsubscribe)
                .set(FactMessage.IS_BOUNCE, message.isBounce)
                .set(
                        FactMessage.MONTH,
                        Date.valueOf(at.atZone(business).toLocalDate().withDayOfMonth(1)))
                .set(FactMessage.DELIVERED_AT, Timestamp.from(at))
                .set(FactMessage.OPENED_AT, message.openedAt == null ? null : Timestamp.from(message.openedAt))
                .set(FactMessage.CLICKED_AT, message.clickedAt == null ? null : Timestamp.from(message.clickedAt))
                .row();
    }
}
