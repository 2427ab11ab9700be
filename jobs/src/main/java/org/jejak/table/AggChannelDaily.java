package org.jejak.table;

/** Sessions, customers, conversions, revenue and spend by day, channel and campaign. Conversions are those whose last touchpoint that is not direct is the channel's. */
public final class AggChannelDaily {
    private static final Columns C = new Columns();

    public static final Field CHANNEL = C.text("channel",
            "Channel; (none) for contacts without one, (unattributed) for conversions without a touchpoint.");
    public static final Field CAMPAIGN_ID = C.text("campaign_id", "Campaign; (none) without one.");
    public static final Field REVENUE_AMOUNT = C.moneySum("revenue_amount", "Revenue of the day's orders, in the base currency, before refunds.");
    public static final Field REFUND_AMOUNT = C.moneySum("refund_amount", "Refunds of those orders so far.");
    public static final Field SPEND_AMOUNT = C.moneySum("spend_amount", "Ad spend of the day, in the base currency. What it brought is told by agg_channel_performance: revenue_amount here is of paid and unpaid touchpoints.");
    public static final Field SESSION_COUNT = C.number("session_count", "Sessions, visits and contacts, bots left out.");
    public static final Field VISIT_COUNT = C.number("visit_count", "Of them, visits: fact_sessions.is_visit.");
    public static final Field CUSTOMER_COUNT = C.number("customer_count", "Distinct customers with a session; does not add up over rows.");
    public static final Field NEW_CUSTOMER_COUNT = C.number("new_customer_count",
            "New visitors: customers, with or without an order, whose first session it was.");
    public static final Field CONVERSION_COUNT = C.number("conversion_count", "Conversions of all types.");
    public static final Field ORDER_COUNT = C.number("order_count", "Conversions of the type order.");
    public static final Field BUSINESS_DATE = C.date("business_date", "The day.");
    public static final Table TABLE = Table.gold(
                    "agg_channel_daily",
                    "One row per business date, channel and campaign with any traffic, conversion or spend.",
                    C)
            .keyedBy(BUSINESS_DATE, CHANNEL, CAMPAIGN_ID)
            .references(CHANNEL, () -> DimChannel.TABLE)
            .references(CAMPAIGN_ID, () -> DimCampaign.TABLE)
            .references(BUSINESS_DATE, () -> DimDate.TABLE)
            .semiAdditive(CUSTOMER_COUNT, BUSINESS_DATE, CHANNEL, CAMPAIGN_ID);

    private AggChannelDaily() {}
}
