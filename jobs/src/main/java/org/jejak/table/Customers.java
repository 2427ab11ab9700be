package org.jejak.table;

/** The history of each customer in figures; {@link DimCustomer} adds figures that need all customers together. */
public final class Customers {
    private static final Columns C = new Columns();

    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "Stable id: a hash of the identifier that was seen first.");
    public static final Field FIRST_CHANNEL = C.text("first_channel", "Channel of the first touchpoint; (none) without touchpoints.");
    public static final Field FIRST_CAMPAIGN_ID = C.text("first_campaign_id", "Campaign of the first touchpoint.");
    public static final Field STAGE = C.text("stage", "Current lifecycle stage.");
    public static final Field LAST_CONTACT_CHANNEL = C.text("last_contact_channel", "Where the last contact took place.");
    public static final Field DEVICE_TYPE = C.text("device_type",
            "The device_type of most of the customer's visits, of two the first in the alphabet; (none) if no visit tells.");
    public static final Field COUNTRY_CODE = C.text("country_code",
            "The country_code of most of the customer's visits, of two the first in the alphabet; (none) if no visit tells.");
    public static final Field REVENUE_AMOUNT = C.moneySum("revenue_amount", "Orders in the base currency, before refunds.");
    public static final Field REFUND_AMOUNT = C.moneySum("refund_amount", "Refunds in the base currency, those without a known order included.");
    public static final Field NET_REVENUE_AMOUNT = C.moneySum("net_revenue_amount", "revenue_amount minus refund_amount.");
    public static final Field SESSION_COUNT = C.number("session_count", "Sessions, visits and contacts, bots' included.");
    public static final Field VISIT_COUNT = C.number("visit_count", "Of them, visits: fact_sessions.is_visit.");
    public static final Field INTERACTION_COUNT = C.number("interaction_count", "Interactions of all kinds.");
    public static final Field WEB_INTERACTION_COUNT = C.number("web_interaction_count", "Interactions on the web.");
    public static final Field APP_INTERACTION_COUNT = C.number("app_interaction_count", "Interactions in the app.");
    public static final Field EMAIL_INTERACTION_COUNT = C.number("email_interaction_count", "E-mails delivered, opened and clicked.");
    public static final Field AD_INTERACTION_COUNT = C.number("ad_interaction_count", "Ad impressions and clicks.");
    public static final Field STORE_INTERACTION_COUNT = C.number("store_interaction_count", "Store purchases and visits.");
    public static final Field SUPPORT_INTERACTION_COUNT = C.number("support_interaction_count", "Support tickets and chats.");
    public static final Field FEEDBACK_INTERACTION_COUNT = C.number("feedback_interaction_count", "Surveys, reviews and social mentions.");
    public static final Field JOURNEY_COUNT = C.number("journey_count", "Journeys.");
    public static final Field ORDER_COUNT = C.number("order_count", "Orders.");
    public static final Field IDENTIFIER_COUNT = C.number("identifier_count", "Identifiers known.");
    public static final Field IS_FIRST_TOUCH_PAID = C.flag("is_first_touch_paid",
            "Whether the first touchpoint was paid: first_channel won the customer for money. False without touchpoints.");
    public static final Field IS_ADVOCATE = C.flag("is_advocate", "Whether the customer ever spoke up for the brand.");
    public static final Field IS_IDENTIFIED = C.flag("is_identified",
            "Whether some identifier besides an order or receipt number could bring the customer back; false for single receipts.");
    public static final Field IS_BOT = C.flag("is_bot", "Whether all sessions are a bot's.");
    public static final Field FIRST_SEEN_DATE = C.date("first_seen_date", "Business date of first_seen_at.");
    public static final Field FIRST_ORDER_DATE = C.optional().date("first_order_date", "Business date of the first order.");
    public static final Field LAST_ORDER_DATE = C.optional().date("last_order_date", "Business date of the last order.");
    public static final Field FIRST_SEEN_AT = C.timestamp("first_seen_at", "First interaction, UTC.");
    public static final Field LAST_SEEN_AT = C.timestamp("last_seen_at", "Last interaction, UTC.");
    public static final Table TABLE = Table.silver("customers", "One row per customer, bots included and marked.", C)
            .keyedBy(CUSTOMER_ID)
            .check("seen_in_order", "last_seen_at >= first_seen_at")
            .check("net_is_revenue_less_refunds", "net_revenue_amount = revenue_amount - refund_amount")
            .scope(Scope.CUSTOMER);

    private Customers() {}
}
