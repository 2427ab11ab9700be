package org.jejak.table;

/**
 * Customers: the start of the customer 360. What each one's history comes to ({@link Customers}), and what
 * depends on all customers and on the date: RFM scores, how the customer is best reached, the band of the lead score.
 */
public final class DimCustomer {
    private static final Columns C = new Columns();

    public static final Field CUSTOMER_ID = C.add(Customers.CUSTOMER_ID);
    public static final Field FIRST_CHANNEL = C.add(Customers.FIRST_CHANNEL);
    public static final Field FIRST_CAMPAIGN_ID = C.add(Customers.FIRST_CAMPAIGN_ID);
    public static final Field STAGE = C.add(Customers.STAGE);
    public static final Field LAST_CONTACT_CHANNEL = C.add(Customers.LAST_CONTACT_CHANNEL);
    public static final Field DEVICE_TYPE = C.add(Customers.DEVICE_TYPE);
    public static final Field COUNTRY_CODE = C.add(Customers.COUNTRY_CODE);
    public static final Field RFM_SEGMENT = C.text("rfm_segment",
            "RFM segment at the logical date, by jejak.value.rfm.segments; Prospects without a purchase, (none) for bots and the unidentified.");
    public static final Field BEST_CONTACT_CHANNEL = C.text("best_contact_channel",
            "Contact channel on which the customer is likeliest to respond, of two the first in the alphabet: the largest fact_contact_preference.response_rate; (none) if the customer can be reached on none.");
    public static final Field LEAD_BAND = C.text("lead_band",
            "Band of the customer's first lead score in the alphabet (jejak.audience.scores), as in fact_customer_score; (none) without one.");
    public static final Field REVENUE_AMOUNT = C.add(Customers.REVENUE_AMOUNT);
    public static final Field REFUND_AMOUNT = C.add(Customers.REFUND_AMOUNT);
    public static final Field NET_REVENUE_AMOUNT = C.add(Customers.NET_REVENUE_AMOUNT);
    public static final Field SESSION_COUNT = C.add(Customers.SESSION_COUNT);
    public static final Field VISIT_COUNT = C.add(Customers.VISIT_COUNT);
    public static final Field INTERACTION_COUNT = C.add(Customers.INTERACTION_COUNT);
    public static final Field WEB_INTERACTION_COUNT = C.add(Customers.WEB_INTERACTION_COUNT);
    public static final Field APP_INTERACTION_COUNT = C.add(Customers.APP_INTERACTION_COUNT);
    public static final Field EMAIL_INTERACTION_COUNT = C.add(Customers.EMAIL_INTERACTION_COUNT);
    public static final Field AD_INTERACTION_COUNT = C.add(Customers.AD_INTERACTION_COUNT);
    public static final Field STORE_INTERACTION_COUNT = C.add(Customers.STORE_INTERACTION_COUNT);
    public static final Field SUPPORT_INTERACTION_COUNT = C.add(Customers.SUPPORT_INTERACTION_COUNT);
    public static final Field FEEDBACK_INTERACTION_COUNT = C.add(Customers.FEEDBACK_INTERACTION_COUNT);
    public static final Field JOURNEY_COUNT = C.add(Customers.JOURNEY_COUNT);
    public static final Field ORDER_COUNT = C.add(Customers.ORDER_COUNT);
    public static final Field IDENTIFIER_COUNT = C.add(Customers.IDENTIFIER_COUNT);
    public static final Field BEST_HOUR = C.optional().number("best_hour",
            "Hour of the day, 0 to 23, local to the customer, in which the customer is best written to; fact_contact_preference.best_hour. Null if the customer cannot be reached.");
    public static final Field RECENCY_SCORE = C.add(FactCustomerValue.RECENCY_SCORE);
    public static final Field FREQUENCY_SCORE = C.add(FactCustomerValue.FREQUENCY_SCORE);
    public static final Field MONETARY_SCORE = C.add(FactCustomerValue.MONETARY_SCORE);
    public static final Field IS_FIRST_TOUCH_PAID = C.add(Customers.IS_FIRST_TOUCH_PAID);
    public static final Field IS_ADVOCATE = C.add(Customers.IS_ADVOCATE);
    public static final Field IS_IDENTIFIED = C.add(Customers.IS_IDENTIFIED);
    public static final Field IS_BOT = C.add(Customers.IS_BOT);
    public static final Field FIRST_SEEN_DATE = C.add(Customers.FIRST_SEEN_DATE);
    public static final Field FIRST_ORDER_DATE = C.add(Customers.FIRST_ORDER_DATE);
    public static final Field LAST_ORDER_DATE = C.add(Customers.LAST_ORDER_DATE);
    public static final Field FIRST_SEEN_AT = C.add(Customers.FIRST_SEEN_AT);
    public static final Field LAST_SEEN_AT = C.add(Customers.LAST_SEEN_AT);
    public static final Table TABLE = Table.gold("dim_customer", "One row per customer, bots included and marked.", C)
            .keyedBy(CUSTOMER_ID)
            .references(FIRST_CHANNEL, () -> DimChannel.TABLE)
            .references(FIRST_CAMPAIGN_ID, () -> DimCampaign.TABLE)
            .references(STAGE, () -> DimStage.TABLE)
            .references(LAST_CONTACT_CHANNEL, () -> DimContactChannel.TABLE)
            .references(BEST_CONTACT_CHANNEL, () -> DimContactChannel.TABLE)
            .references(RFM_SEGMENT, () -> DimSegment.TABLE)
            .references(FIRST_SEEN_DATE, () -> DimDate.TABLE)
            .references(FIRST_ORDER_DATE, () -> DimDate.TABLE)
            .references(LAST_ORDER_DATE, () -> DimDate.TABLE)
            .check("seen_in_order", "last_seen_at >= first_seen_at")
            .check("net_is_revenue_less_refunds", "net_revenue_amount = revenue_amount - refund_amount");

    private DimCustomer() {}
}
