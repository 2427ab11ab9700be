package org.jejak.experience;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import org.apache.spark.sql.Row;
import org.jejak.table.*;

/**
 * A contact episode: what a customer wanted of the brand at one time, from the first word to the answer. The same as a row of
 * {@link FactContacts}, where the fields are explained. {@link ContactEpisodeBuilder} makes episodes from records and
 * {@link #read} from rows; afterwards nothing changes them. Times are null while not known.
 */
public final class ContactEpisode {
    /** By customer, time and id: an order that does not depend on partitions. */
    static final Comparator<ContactEpisode> BY_CUSTOMER = Comparator.comparing((ContactEpisode e) -> e.customer)
            .thenComparing(e -> e.openedAt)
            .thenComparing(e -> e.id);

    private static final RowReader READER = new RowReader(FactContacts.TABLE.fields());

    final String id;
    final String kind;
    final String contactChannel;
    final Instant openedAt;
    String customer;
    String topic = "(none)";
    String agentType;
    String stage;
    String segment;
    Long messages;
    Long asked;
    Long answered;
    long failures;
    boolean isReopened;
    boolean isHandedOver;
    boolean isTransferred;
    boolean isRepeat;
    LocalDate openedDate;
    Instant firstReplyAt;
    Instant humanReplyAt;
    Instant resolvedAt;
    Instant repeatedAt;

    /** The customer's acquisition channel; only known of episodes that were read. */
    String acquisitionChannel;

    /** Whether it was a negative experience; only known of episodes that were read. */
    boolean isNegative;

    ContactEpisode(String id, String kind, String contactChannel, Instant openedAt) {
        this.id = id;
        this.kind = kind;
        this.contactChannel = contactChannel;
        this.openedAt = openedAt;
    }

    /**
     * The episode of a row.
     *
     * @param row begins with the columns of {@link FactContacts}; others may follow
     * @param acquisitionChannel the customer's acquisition channel
     * @param isNegative whether it was a negative experience; see {@link NegativeExperience}
     */
    public static ContactEpisode read(Row row, String acquisitionChannel, boolean isNegative) {
        ContactEpisode e = new ContactEpisode(
                READER.get(row, FactContacts.CONTACT_ID),
                READER.get(row, FactContacts.CONTACT_KIND),
                READER.get(row, FactContacts.CONTACT_CHANNEL),
                READER.instant(row, FactContacts.OPENED_AT));
        e.customer = READER.get(row, FactContacts.CUSTOMER_ID);
        e.topic = READER.get(row, FactContacts.TOPIC);
        e.agentType = READER.get(row, FactContacts.AGENT_TYPE);
        e.stage = READER.get(row, FactContacts.STAGE);
        e.segment = READER.get(row, FactContacts.SEGMENT);
        e.messages = READER.get(row, FactContacts.MESSAGE_COUNT);
        e.asked = READER.get(row, FactContacts.ASKED_COUNT);
        e.answered = READER.get(row, FactContacts.ANSWERED_COUNT);
        e.failures = READER.<Long>get(row, FactContacts.FAILURE_COUNT);
        e.isReopened = READER.<Boolean>get(row, FactContacts.IS_REOPENED);
        e.isHandedOver = READER.<Boolean>get(row, FactContacts.IS_HANDED_OVER);
        e.isTransferred = READER.<Boolean>get(row, FactContacts.IS_TRANSFERRED);
        e.isRepeat = READER.<Boolean>get(row, FactContacts.IS_REPEAT);
        e.openedDate = READER.day(row, FactContacts.OPENED_DATE);
        e.firstReplyAt = READER.instant(row, FactContacts.FIRST_REPLY_AT);
        e.humanReplyAt = READER.instant(row, FactContacts.FIRST_HUMAN_REPLY_AT);
        e.resolvedAt = READER.instant(row, FactContacts.RESOLVED_AT);
        e.repeatedAt = READER.instant(row, FactContacts.REPEATED_AT);
        e.acquisitionChannel = acquisitionChannel;
        e.isNegative = isNegative;
        return e;
    }

    /** A row of {@link FactContacts}. */
    Row toRow() {
        return new RowBuilder(FactContacts.TABLE)
                .set(FactContacts.CONTACT_ID, id)
                .set(FactContacts.CUSTOMER_ID, customer)
                .set(FactContacts.CONTACT_KIND, kind)
                .set(FactContacts.CONTACT_CHANNEL, contactChannel)
                .set(FactContacts.TOPIC, topic)
                .set(FactContacts.AGENT_TYPE, agentType)
                .set(FactContacts.STAGE, stage)
                .set(FactContacts.SEGMENT, segment)
                .set(FactContacts.MESSAGE_COUNT, messages)
                .set(FactContacts.ASKED_COUNT, asked)
                .set(FactContacts.ANSWERED_COUNT, answeredOfAsked())
                .set(FactContacts.FAILURE_COUNT, failures)
                .set(FactContacts.IS_REOPENED, isReopened)
                .set(FactContacts.IS_HANDED_OVER, isHandedOver)
                .set(FactContacts.IS_TRANSFERRED, isTransferred)
                .set(FactContacts.IS_REPEAT, isRepeat)
                .set(FactContacts.OPENED_DATE, Date.valueOf(openedDate))
                .set(FactContacts.MONTH, Date.valueOf(openedDate.withDayOfMonth(1)))
                .set(FactContacts.OPENED_AT, Timestamp.from(openedAt))
                .set(FactContacts.FIRST_REPLY_AT, timestamp(firstReplyAt))
                .set(FactContacts.FIRST_HUMAN_REPLY_AT, timestamp(humanReplyAt))
                .set(FactContacts.RESOLVED_AT, timestamp(resolvedAt))
                .set(FactContacts.REPEATED_AT, timestamp(repeatedAt))
                .row();
    }

    /** Whether it is a ticket or a chat. */
    boolean isDesk() {
        return kind.equals("ticket") || kind.equals("chat");
    }

    boolean isCheckout() {
        return kind.equals("checkout");
    }

    /** A source may count more answers than questions; then all were answered. */
    private Long answeredOfAsked() {
        return answered != null && asked != null && answered > asked ? asked : answered;
    }

    private static Timestamp timestamp(Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
