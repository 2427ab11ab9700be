package org.jejak.table;

import static org.jejak.table.Field.text;

/**
 * Customers: the start of the customer 360. What each one's history comes to ({@link Customers}), and the RFM scores, which
 * depend on all customers and on the date.
 */
public final class DimCustomer {
    public static final Field CUSTOMER_ID = Customers.CUSTOMER_ID;
    public static final Field FIRST_CHANNEL = Customers.FIRST_CHANNEL;
    public static final Field FIRST_CAMPAIGN_ID = Customers.FIRST_CAMPAIGN_ID;
    public static final Field STAGE = Customers.STAGE;
    public static final Field LAST_CONTACT_CHANNEL = Customers.LAST_CONTACT_CHANNEL;
    public static final Field RFM_SEGMENT = text(
                    "rfm_segment",
                    "RFM segment at the logical date, by jejak.value.rfm.segments; Prospects without a purchase, (none) for bots.")
            .required();
    public static final Field REVENUE_AMOUNT = Customers.REVENUE_AMOUNT;
    public static final Field REFUND_AMOUNT = Customers.REFUND_AMOUNT;
    public static final Field NET_REVENUE_AMOUNT = Customers.NET_REVENUE_AMOUNT;
    public static final Field SESSION_COUNT = Customers.SESSION_COUNT;
    public static final Field INTERACTION_COUNT = Customers.INTERACTION_COUNT;
    public static final Field WEB_INTERACTION_COUNT = Customers.WEB_INTERACTION_COUNT;
    public static final Field APP_INTERACTION_COUNT = Customers.APP_INTERACTION_COUNT;
    public static final Field EMAIL_INTERACTION_COUNT = Customers.EMAIL_INTERACTION_COUNT;
    public static final Field AD_INTERACTION_COUNT = Customers.AD_INTERACTION_COUNT;
    public static final Field STORE_INTERACTION_COUNT = Customers.STORE_INTERACTION_COUNT;
    public static final Field SUPPORT_INTERACTION_COUNT = Customers.SUPPORT_INTERACTION_COUNT;
    public static final Field FEEDBACK_INTERACTION_COUNT = Customers.FEEDBACK_INTERACTION_COUNT;
    public static final Field JOURNEY_COUNT = Customers.JOURNEY_COUNT;
    public static final Field ORDER_COUNT = Customers.ORDER_COUNT;
    public static final Field IDENTIFIER_COUNT = Customers.IDENTIFIER_COUNT;
    public static final Field RECENCY_SCORE = FactCustomerValue.RECENCY_SCORE;
    public static final Field FREQUENCY_SCORE = FactCustomerValue.FREQUENCY_SCORE;
    public static final Field MONETARY_SCORE = FactCustomerValue.MONETARY_SCORE;
    public static final Field IS_ADVOCATE = Customers.IS_ADVOCATE;
    public static final Field IS_BOT = Customers.IS_BOT;
    public static final Field FIRST_SEEN_DATE = Customers.FIRST_SEEN_DATE;
    public static final Field FIRST_ORDER_DATE = Customers.FIRST_ORDER_DATE;
    public static final Field LAST_ORDER_DATE = Customers.LAST_ORDER_DATE;
    public static final Field FIRST_SEEN_AT = Customers.FIRST_SEEN_AT;
    public static final Field LAST_SEEN_AT = Customers.LAST_SEEN_AT;
    public static final Table TABLE = Table.gold(
                    "dim_customer",
                    "One row per customer, bots included and marked.",
                    CUSTOMER_ID,
                    FIRST_CHANNEL,
                    FIRST_CAMPAIGN_ID,
                    STAGE,
                    LAST_CONTACT_CHANNEL,
                    RFM_SEGMENT,
                    REVENUE_AMOUNT,
                    REFUND_AMOUNT,
                    NET_REVENUE_AMOUNT,
                    SESSION_COUNT,
                    INTERACTION_COUNT,
                    WEB_INTERACTION_COUNT,
                    APP_INTERACTION_COUNT,
                    EMAIL_INTERACTION_COUNT,
                    AD_INTERACTION_COUNT,
                    STORE_INTERACTION_COUNT,
                    SUPPORT_INTERACTION_COUNT,
                    FEEDBACK_INTERACTION_COUNT,
                    JOURNEY_COUNT,
                    ORDER_COUNT,
                    IDENTIFIER_COUNT,
                    RECENCY_SCORE,
                    FREQUENCY_SCORE,
                    MONETARY_SCORE,
                    IS_ADVOCATE,
                    IS_BOT,
                    FIRST_SEEN_DATE,
                    FIRST_ORDER_DATE,
                    LAST_ORDER_DATE,
                    FIRST_SEEN_AT,
                    LAST_SEEN_AT)
            .keyedBy(CUSTOMER_ID)
            .check("seen_in_order", "last_seen_at >= first_seen_at")
            .check("net_is_revenue_less_refunds", "net_revenue_amount = revenue_amount - refund_amount");

    private DimCustomer() {}
}
