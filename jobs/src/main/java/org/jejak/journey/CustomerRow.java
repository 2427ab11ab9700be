package org.jejak.journey;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jejak.table.Customers;
import org.jejak.table.RowBuilder;

/** Writes a customer down as a row of {@link Customers}. */
final class CustomerRow {
    private CustomerRow() {}

    static Row of(String customer, long identifierCount, CustomerHistory history) {
        List<Contact> all = history.contacts;
        List<Contact> touches = history.touches();
        List<Conversion> orders = history.orders();
        Contact last = all.get(all.size() - 1);
        Map<String, Long> kinds = history.interactionsByKind();
        Timestamp lastSeen =
                all.stream().map(c -> c.endedAt).max(Comparator.naturalOrder()).orElseThrow();
        BigDecimal revenue = CustomerHistory.revenue(history.conversions);
        return new RowBuilder(Customers.TABLE)
                .set(Customers.CUSTOMER_ID, customer)
                .set(Customers.FIRST_CHANNEL, touches.isEmpty() ? "(none)" : touches.get(0).channel)
                .set(Customers.FIRST_CAMPAIGN_ID, touches.isEmpty() ? "(none)" : touches.get(0).campaignId)
                .set(
                        Customers.STAGE,
                        history.stays.isEmpty()
                                ? last.stage
                                : history.stays.get(history.stays.size() - 1).stage())
                .set(Customers.LAST_CONTACT_CHANNEL, last.contactChannel)
                .set(Customers.REVENUE_AMOUNT, revenue)
                .set(Customers.REFUND_AMOUNT, history.refunds)
                .set(Customers.NET_REVENUE_AMOUNT, revenue.subtract(history.refunds))
                .set(Customers.SESSION_COUNT, (long) all.size())
                .set(
                        Customers.INTERACTION_COUNT,
                        kinds.values().stream().mapToLong(Long::longValue).sum())
                .set(Customers.WEB_INTERACTION_COUNT, count(kinds, "web"))
                .set(Customers.APP_INTERACTION_COUNT, count(kinds, "app"))
                .set(Customers.EMAIL_INTERACTION_COUNT, count(kinds, "email"))
                .set(Customers.AD_INTERACTION_COUNT, count(kinds, "ad"))
                .set(Customers.STORE_INTERACTION_COUNT, count(kinds, "store"))
                .set(Customers.SUPPORT_INTERACTION_COUNT, count(kinds, "support", "chat"))
                .set(Customers.FEEDBACK_INTERACTION_COUNT, count(kinds, "survey", "review", "social"))
                .set(Customers.JOURNEY_COUNT, (long) history.journeys.size())
                .set(Customers.ORDER_COUNT, (long) orders.size())
                .set(Customers.IDENTIFIER_COUNT, identifierCount)
                .set(Customers.IS_ADVOCATE, all.stream().anyMatch(c -> c.advocacy))
                .set(Customers.IS_BOT, history.human.isEmpty())
                .set(Customers.FIRST_SEEN_DATE, all.get(0).startedDate)
                .set(
                        Customers.FIRST_ORDER_DATE,
                        orders.isEmpty() ? null : orders.get(0).first.businessDate())
                .set(
                        Customers.LAST_ORDER_DATE,
                        orders.isEmpty()
                                ? null
                                : orders.get(orders.size() - 1).first.businessDate())
                .set(Customers.FIRST_SEEN_AT, all.get(0).startedAt)
                .set(Customers.LAST_SEEN_AT, lastSeen)
                .row();
    }

    private static long count(Map<String, Long> kinds, String... wanted) {
        long sum = 0;
        for (String kind : wanted) sum += kinds.getOrDefault(kind, 0L);
        return sum;
    }
}
