package org.jejak.journey;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jejak.table.DimCustomer;
import org.jejak.table.RowBuilder;

/** Writes a customer down as a row of {@link DimCustomer}. */
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
        return new RowBuilder(DimCustomer.TABLE)
                .set(DimCustomer.CUSTOMER_ID, customer)
                .set(DimCustomer.FIRST_CHANNEL, touches.isEmpty() ? "(none)" : touches.get(0).channel)
                .set(DimCustomer.FIRST_CAMPAIGN_ID, touches.isEmpty() ? "(none)" : touches.get(0).campaignId)
                .set(
                        DimCustomer.STAGE,
                        history.stays.isEmpty()
                                ? last.stage
                                : history.stays.get(history.stays.size() - 1).stage())
                .set(DimCustomer.LAST_CONTACT_CHANNEL, last.contactChannel)
                .set(DimCustomer.REVENUE_AMOUNT, revenue)
                .set(DimCustomer.REFUND_AMOUNT, history.refunds)
                .set(DimCustomer.NET_REVENUE_AMOUNT, revenue.subtract(history.refunds))
                .set(DimCustomer.SESSION_COUNT, (long) all.size())
                .set(
                        DimCustomer.INTERACTION_COUNT,
                        kinds.values().stream().mapToLong(Long::longValue).sum())
                .set(DimCustomer.WEB_INTERACTION_COUNT, count(kinds, "web"))
                .set(DimCustomer.APP_INTERACTION_COUNT, count(kinds, "app"))
                .set(DimCustomer.EMAIL_INTERACTION_COUNT, count(kinds, "email"))
                .set(DimCustomer.AD_INTERACTION_COUNT, count(kinds, "ad"))
                .set(DimCustomer.STORE_INTERACTION_COUNT, count(kinds, "store"))
                .set(DimCustomer.SUPPORT_INTERACTION_COUNT, count(kinds, "support", "chat"))
                .set(DimCustomer.FEEDBACK_INTERACTION_COUNT, count(kinds, "survey", "review", "social"))
                .set(DimCustomer.JOURNEY_COUNT, (long) history.journeys.size())
                .set(DimCustomer.ORDER_COUNT, (long) orders.size())
                .set(DimCustomer.IDENTIFIER_COUNT, identifierCount)
                .set(DimCustomer.IS_ADVOCATE, all.stream().anyMatch(c -> c.advocacy))
                .set(DimCustomer.IS_BOT, history.human.isEmpty())
                .set(DimCustomer.FIRST_SEEN_DATE, all.get(0).startedDate)
                .set(
                        DimCustomer.FIRST_ORDER_DATE,
                        orders.isEmpty() ? null : orders.get(0).first.businessDate())
                .set(
                        DimCustomer.LAST_ORDER_DATE,
                        orders.isEmpty()
                                ? null
                                : orders.get(orders.size() - 1).first.businessDate())
                .set(DimCustomer.FIRST_SEEN_AT, all.get(0).startedAt)
                .set(DimCustomer.LAST_SEEN_AT, lastSeen)
                .row();
    }

    private static long count(Map<String, Long> kinds, String... wanted) {
        long sum = 0;
        for (String kind : wanted) sum += kinds.getOrDefault(kind, 0L);
        return sum;
    }
}
