package org.jejak.journey;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jejak.table.Customers;
import org.jejak.table.RowBuilder;

/** Writes a customer down as a row of {@link Customers}. */
final class CustomerWriter {
    private CustomerWriter() {}

    static Row of(String customer, long identifierCount, CustomerSessionTotals seen, CustomerHistory history) {
        List<CustomerSession> touches = history.touches();
        List<Conversion> orders = history.orders();
        BigDecimal revenue = CustomerHistory.revenue(history.conversions);
        return new RowBuilder(Customers.TABLE)
                .set(Customers.CUSTOMER_ID, customer)
                .set(Customers.FIRST_CHANNEL, touches.isEmpty() ? "(none)" : touches.get(0).channel)
                .set(Customers.FIRST_CAMPAIGN_ID, touches.isEmpty() ? "(none)" : touches.get(0).campaignId)
                .set(
                        Customers.STAGE,
                        history.stays.isEmpty()
                                ? history.contacts.get(history.contacts.size() - 1).stage
                                : history.stays.get(history.stays.size() - 1).stage())
                .set(Customers.LAST_CONTACT_CHANNEL, seen.lastContactChannel)
                .set(Customers.REVENUE_AMOUNT, revenue)
                .set(Customers.REFUND_AMOUNT, history.refunds)
                .set(Customers.NET_REVENUE_AMOUNT, revenue.subtract(history.refunds))
                .set(Customers.SESSION_COUNT, seen.sessions)
                .set(Customers.INTERACTION_COUNT, seen.interactions())
                .set(Customers.WEB_INTERACTION_COUNT, seen.interactionsOf("web"))
                .set(Customers.APP_INTERACTION_COUNT, seen.interactionsOf("app"))
                .set(Customers.EMAIL_INTERACTION_COUNT, seen.interactionsOf("email"))
                .set(Customers.AD_INTERACTION_COUNT, seen.interactionsOf("ad"))
                .set(Customers.STORE_INTERACTION_COUNT, seen.interactionsOf("store"))
                .set(Customers.SUPPORT_INTERACTION_COUNT, seen.interactionsOf("support", "chat"))
                .set(Customers.FEEDBACK_INTERACTION_COUNT, seen.interactionsOf("survey", "review", "social"))
                .set(Customers.JOURNEY_COUNT, (long) history.journeys.size())
                .set(Customers.ORDER_COUNT, (long) orders.size())
                .set(Customers.IDENTIFIER_COUNT, identifierCount)
                .set(Customers.IS_ADVOCATE, history.human.stream().anyMatch(c -> c.advocacy))
                .set(Customers.IS_BOT, history.human.isEmpty())
                .set(Customers.FIRST_SEEN_DATE, seen.firstDate)
                .set(
                        Customers.FIRST_ORDER_DATE,
                        orders.isEmpty() ? null : orders.get(0).first.businessDate())
                .set(
                        Customers.LAST_ORDER_DATE,
                        orders.isEmpty()
                                ? null
                                : orders.get(orders.size() - 1).first.businessDate())
                .set(Customers.FIRST_SEEN_AT, seen.firstAt)
                .set(Customers.LAST_SEEN_AT, seen.lastAt)
                .row();
    }
}
