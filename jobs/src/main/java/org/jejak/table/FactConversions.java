package org.jejak.table;

/** Conversions: orders, sign-ups, leads and whatever else the settings call one. An order reported by several sources is one conversion. */
public final class FactConversions {
    private static final Columns C = new Columns();

    public static final Field CONVERSION_ID = C.aboutAPerson().text("conversion_id",
            "Hash of conversion type and the interaction that stands for it.");
    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");
    public static final Field JOURNEY_ID = C.aboutAPerson().text("journey_id", "The journey in which it happened.");
    public static final Field SESSION_ID = C.aboutAPerson().text("session_id", "The session in which it happened.");
    public static final Field INTERACTION_ID = C.text("interaction_id", "The interaction that stands for it: the earliest report.");
    public static final Field CONVERSION_TYPE = C.text("conversion_type", "Name of the conversion type.");
    public static final Field ORDER_ID = C.optional().aboutAPerson().text("order_id", "The order, if there is one.");
    public static final Field CHANNEL = C.text("channel",
            "Channel of the last touchpoint that is not direct within the look-back, else direct, else (unattributed).");
    public static final Field CAMPAIGN_ID = C.text("campaign_id", "Campaign of that touchpoint.");
    public static final Field REVENUE_AMOUNT = C.money("revenue_amount",
            "Revenue in the base currency, by the most trusted report (order system, store, app, web).");
    public static final Field REFUND_AMOUNT = C.moneySum("refund_amount", "Refunds of the same order so far, in the base currency.");
    public static final Field NET_REVENUE_AMOUNT = C.moneySum("net_revenue_amount", "revenue_amount minus refund_amount.");
    public static final Field REPORT_COUNT = C.number("report_count", "Records that reported it.");
    public static final Field SEQUENCE_NUMBER = C.number("sequence_number", "Which conversion of this type it is for the customer, from 1.");
    public static final Field TOUCH_COUNT = C.number("touch_count", "Touchpoints within the look-back, at or before the conversion.");
    public static final Field IS_PAID = C.flag("is_paid", "Whether the touchpoint of channel was paid; false for (unattributed).");
    public static final Field IS_FIRST = C.flag("is_first", "Whether it is the customer's first of this type.");
    public static final Field CONVERTED_DATE = C.date("converted_date", "Business date of converted_at.");
    public static final Field MONTH = C.date("month", "First day of the month of converted_date; how the table is stored.");
    public static final Field CONVERTED_AT = C.timestamp("converted_at", "When, UTC: the earliest report.");
    public static final Table TABLE = Table.gold(
                    "fact_conversions",
                    "One row per conversion type and order, or per interaction where there is no order.",
                    C)
            .keyedBy(CONVERSION_ID)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .references(JOURNEY_ID, () -> FactJourneys.TABLE)
            .references(SESSION_ID, () -> FactSessions.TABLE)
            .references(CHANNEL, () -> DimChannel.TABLE)
            .references(CAMPAIGN_ID, () -> DimCampaign.TABLE)
            .references(CONVERTED_DATE, () -> DimDate.TABLE)
            .check("net_is_revenue_less_refunds", "net_revenue_amount = revenue_amount - refund_amount")
            .byMonth(MONTH)
            .scope(Scope.CUSTOMER);

    private FactConversions() {}
}
