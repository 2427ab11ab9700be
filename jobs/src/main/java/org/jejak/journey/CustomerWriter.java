package org.jejak.journey;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jejak.table.*;

/** Writes a customer as a row of {@link Customers}. */
final class CustomerWriter {
    private CustomerWriter() {}

    static Row of(CustomerSessionTotals totals, CustomerHistory history) {
        List<CustomerSession> touches = history.touches();
        List<Conversion> orders = history.orders();
        BigDecimal revenue = CustomerHistory.revenue(history.conversions);
        return new RowBuilder(Customers.TABLE)
                .set(Customers.CUSTOMER_ID, history.customer)
                .set(Customers.FIRST_CHANNEL, touches.isEmpty() ? "(none)" : touches.get(0).channel)
                .set(Customers.FIRST_CAMPAIGN_ID, touches.isEmpty() ? "(none)" : touches.get(0).campaignId)
                .set(
                        Customers.STAGE,
                        history.stageVisits.isEmpty()
                                ? history.sessions.get(history.sessions.size() - 1).stage
                                : history.stageVisits
                                        .get(history.stageVisits.size() - 1)
                                        .stage())
                .set(Customers.LAST_CONTACT_CHANNEL, totals.lastContactChannel)
                .set(Customers.DEVICE_TYPE, history.ofMostVisits(Sessions.DEVICE_TYPE))
                .set(Customers.COUNTRY_CODE, history.ofMostVisits(Sessions.COUNTRY_CODE))
                .set(Customers.REVENUE_AMOUNT, revenue)
                .set(Customers.REFUND_AMOUNT, history.refunds)
                .set(Customers.NET_REVENUE_AMOUNT, revenue.subtract(history.refunds))
                .set(Customers.SESSION_COUNT, totals.sessions)
                .set(Customers.VISIT_COUNT, history.visits(history.human))
                .set(Customers.INTERACTION_COUNT, totals.interactions())
                .set(Customers.WEB_INTERACTION_COUNT, totals.interactionsOf("web"))
                .set(Customers.APP_INTERACTION_COUNT, totals.interactionsOf("app"))
                .set(Customers.EMAIL_INTERACTION_COUNT, totals.interactionsOf("email"))
                .set(Customers.AD_INTERACTION_COUNT, totals.interactionsOf("ad"))
                .set(Customers.STORE_INTERACTION_COUNT, totals.interactionsOf("store"))
                .set(Customers.SUPPORT_INTERACTION_COUNT, totals.interactionsOf("support", "chat"))
                .set(Customers.FEEDBACK_INTERACTION_COUNT, totals.interactionsOf("survey", "review", "social"))
                .set(Customers.JOURNEY_COUNT, (long) history.journeys.size())
                .set(Customers.ORDER_COUNT, (long) orders.size())
                .set(Customers.IDENTIFIER_COUNT, totals.identifiers)
                .set(Customers.IS_FIRST_TOUCH_PAID, !touches.isEmpty() && touches.get(0).isPaid)
                .set(Customers.IS_ADVOCATE, history.human.stream().anyMatch(c -> c.advocacy))
                .set(Customers.IS_IDENTIFIED, totals.isIdentified)
                .set(Customers.IS_BOT, history.human.isEmpty())
                .set(Customers.FIRST_SEEN_DATE, totals.firstDate)
                .set(
                        Customers.FIRST_ORDER_DATE,
                        orders.isEmpty() ? null : orders.get(0).first.businessDate())
                .set(
                        Customers.LAST_ORDER_DATE,
                        orders.isEmpty()
                                ? null
                                : orders.get(orders.size() - 1).first.businessDate())
                .set(Customers.FIRST_SEEN_AT, totals.firstAt)
                .set(Customers.LAST_SEEN_AT, totals.lastAt)
                .row();
    }
}
