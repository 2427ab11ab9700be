package org.jejak.journey;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import java.util.Set;

/**
 * One session of a customer, with what is found out about it while the customer's history is told.
 */
final class Contact {
    /** A report of a conversion or refund inside the session. */
    record Report(
            String interactionId,
            String type,
            String orderId,
            BigDecimal amount,
            Date businessDate,
            Timestamp at,
            String kind) {}

    String sessionId;
    String sourceName;
    String kind;
    String contactChannel;
    String startReason;
    String channel;
    String channelGroup;
    String channelSource;
    String channelMedium;
    String campaignId;
    String referrerHost;
    String landingPath;
    String touchKind;
    String botReason;
    Set<String> signals;
    long interactions;
    long views;
    long seconds;
    boolean engaged;
    boolean bot;
    List<Report> reports;
    Date startedDate;
    Timestamp startedAt;
    Timestamp endedAt;

    String stage = "reach";
    boolean advocacy;
    boolean touch;
    int journey = -1;

    /** A first or last day of the month can be told from the date alone. */
    static Date monthOf(Date date) {
        return Date.valueOf(date.toLocalDate().withDayOfMonth(1));
    }
}
