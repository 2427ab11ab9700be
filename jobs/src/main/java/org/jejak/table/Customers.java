package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.moneySum;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;
import static org.jejak.table.Field.timestamp;

/** What the history of each customer comes to; {@link DimCustomer} adds what only all customers together tell. */
public final class Customers {
    private static final Columns C = new Columns();

    public static final Field CUSTOMER_ID =
            C.add(text("customer_id", "Stable id: a hash of the identifier that was seen first.")
                    .required()
                    .aboutAPerson());
    public static final Field FIRST_CHANNEL =
            C.add(text("first_channel", "Channel of the first touchpoint; (none) without touchpoints.")
                    .required());
    public static final Field FIRST_CAMPAIGN_ID =
            C.add(text("first_campaign_id", "Campaign of the first touchpoint.").required());
    public static final Field STAGE =
            C.add(text("stage", "Current lifecycle stage.").required());
    public static final Field LAST_CONTACT_CHANNEL = C.add(
            text("last_contact_channel", "Where the last contact took place.").required());
    public static final Field REVENUE_AMOUNT =
            C.add(moneySum("revenue_amount", "Orders in the base currency, before refunds.")
                    .required());
    public static final Field REFUND_AMOUNT =
            C.add(moneySum("refund_amount", "Refunds in the base currency, those without a known order included.")
                    .required());
    public static final Field NET_REVENUE_AMOUNT =
            C.add(moneySum("net_revenue_amount", "revenue_amount minus refund_amount.")
                    .required());
    public static final Field SESSION_COUNT =
            C.add(number("session_count", "Sessions.").required());
    public static final Field INTERACTION_COUNT =
            C.add(number("interaction_count", "Interactions of all kinds.").required());
    public static final Field WEB_INTERACTION_COUNT =
            C.add(number("web_interaction_count", "Interactions on the web.").required());
    public static final Field APP_INTERACTION_COUNT =
            C.add(number("app_interaction_count", "Interactions in the app.").required());
    public static final Field EMAIL_INTERACTION_COUNT =
            C.add(number("email_interaction_count", "E-mails delivered, opened and clicked.")
                    .required());
    public static final Field AD_INTERACTION_COUNT =
            C.add(number("ad_interaction_count", "Ad impressions and clicks.").required());
    public static final Field STORE_INTERACTION_COUNT = C.add(
            number("store_interaction_count", "Store purchases and visits.").required());
    public static final Field SUPPORT_INTERACTION_COUNT = C.add(
            number("support_interaction_count", "Support tickets and chats.").required());
    public static final Field FEEDBACK_INTERACTION_COUNT =
            C.add(number("feedback_interaction_count", "Surveys, reviews and social mentions.")
                    .required());
    public static final Field JOURNEY_COUNT =
            C.add(number("journey_count", "Journeys.").required());
    public static final Field ORDER_COUNT =
            C.add(number("order_count", "Orders.").required());
    public static final Field IDENTIFIER_COUNT =
            C.add(number("identifier_count", "Identifiers known.").required());
    public static final Field IS_ADVOCATE =
            C.add(flag("is_advocate", "Whether the customer ever spoke up for the brand.")
                    .required());
    public static final Field IS_BOT =
            C.add(flag("is_bot", "Whether all sessions are a bot's.").required());
    public static final Field FIRST_SEEN_DATE =
            C.add(date("first_seen_date", "Business date of first_seen_at.").required());
    public static final Field FIRST_ORDER_DATE = C.add(date("first_order_date", "Business date of the first order."));
    public static final Field LAST_ORDER_DATE = C.add(date("last_order_date", "Business date of the last order."));
    public static final Field FIRST_SEEN_AT =
            C.add(timestamp("first_seen_at", "First interaction, UTC.").required());
    public static final Field LAST_SEEN_AT =
            C.add(timestamp("last_seen_at", "Last interaction, UTC.").required());
    public static final Table TABLE = Table.silver("customers", "One row per customer, bots included and marked.", C)
            .keyedBy(CUSTOMER_ID)
            .check("seen_in_order", "last_seen_at >= first_seen_at")
            .check("net_is_revenue_less_refunds", "net_revenue_amount = revenue_amount - refund_amount")
            .scope(Scope.CUSTOMER);

    private Customers() {}
}
