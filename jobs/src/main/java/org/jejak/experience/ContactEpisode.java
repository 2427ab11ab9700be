package org.jejak.experience;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.spark.sql.Row;
import org.jejak.table.FactContacts;
import org.jejak.table.RowBuilder;

/** A contact episode while it is told; times are null while not known. */
final class ContactEpisode {
    String id;
    String kind;
    String channel;
    String topic;
    String agentType;
    String stage;
    String segment;
    Long messages;
    Long asked;
    Long answered;
    long failures;
    boolean reopened;
    boolean handedOver;
    boolean transferred;
    boolean repeat;
    Instant openedAt;
    Instant firstReplyAt;
    Instant humanReplyAt;
    Instant resolvedAt;
    Instant repeatedAt;

    /** The first of two times that is not before the opening; null if neither is. */
    Instant believable(Instant first, Instant second) {
        if (first != null && !first.isBefore(openedAt)) return first;
        return second != null && !second.isBefore(openedAt) ? second : null;
    }

    private Long answeredOfAsked() {
        if (answered != null && asked != null && answered > asked) return asked;
        return answered;
    }

    Row row(String customer, ZoneId zone) {
        LocalDate date = openedAt.atZone(zone).toLocalDate();
        return new RowBuilder(FactContacts.TABLE)
                .set(FactContacts.CONTACT_ID, id)
                .set(FactContacts.CUSTOMER_ID, customer)
                .set(FactContacts.CONTACT_KIND, kind)
                .set(FactContacts.CONTACT_CHANNEL, channel)
                .set(FactContacts.TOPIC, topic)
                .set(FactContacts.AGENT_TYPE, agentType)
                .set(FactContacts.STAGE, stage)
                .set(FactContacts.SEGMENT, segment)
                .set(FactContacts.MESSAGE_COUNT, messages)
                .set(FactContacts.ASKED_COUNT, asked)
                .set(FactContacts.ANSWERED_COUNT, answeredOfAsked())
                .set(FactContacts.FAILURE_COUNT, failures)
                .set(FactContacts.IS_REOPENED, reopened)
                .set(FactContacts.IS_HANDED_OVER, handedOver)
                .set(FactContacts.IS_TRANSFERRED, transferred)
                .set(FactContacts.IS_REPEAT, repeat)
                .set(FactContacts.OPENED_DATE, Date.valueOf(date))
                .set(FactContacts.OPENED_MONTH, Date.valueOf(date.withDayOfMonth(1)))
                .set(FactContacts.OPENED_AT, Timestamp.from(openedAt))
                .set(FactContacts.FIRST_REPLY_AT, timestamp(firstReplyAt))
                .set(FactContacts.FIRST_HUMAN_REPLY_AT, timestamp(humanReplyAt))
                .set(FactContacts.RESOLVED_AT, timestamp(resolvedAt))
                .set(FactContacts.REPEATED_AT, timestamp(repeatedAt))
                .row();
    }

    private static Timestamp timestamp(Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
