package org.jejak.table;

/** Spend and what it brought in the same calendar month, by channel and model. Conversions are those of the type {@code order}. */
public final class AggChannelPerformance {
    private static final Columns C = new Columns();

    public static final Field CHANNEL = C.text("channel", "Channel; (unattributed) for orders without touchpoint.");
    public static final Field MODEL = C.text("model", "Name of the attribution model.");
    public static final Field SPEND_AMOUNT = C.moneySum("spend_amount",
            "Ad spend of the month in the base currency; the same in all models, so never add it up over models. 0 without spend.");
    public static final Field REVENUE_AMOUNT = C.moneySum("revenue_amount",
            "Attributed revenue of the month's orders, before refunds. 0 without orders.");
    public static final Field NEW_CUSTOMER_REVENUE_AMOUNT = C.moneySum("new_customer_revenue_amount", "The part of it on first orders.");
    public static final Field RETURNING_CUSTOMER_REVENUE_AMOUNT = C.moneySum("returning_customer_revenue_amount", "The part of it on later orders.");
    public static final Field CONVERSIONS = C.decimal("conversions", "Attributed orders of the month.");
    public static final Field NEW_CUSTOMER_CONVERSIONS = C.decimal("new_customer_conversions", "The part of it on first orders: customers won.");
    public static final Field RETURNING_CUSTOMER_CONVERSIONS = C.decimal("returning_customer_conversions", "The part of it on later orders.");
    public static final Field COST_PER_ACQUISITION = C.optional().moneySum("cost_per_acquisition",
            "spend_amount over conversions; null without spend or without conversions.");
    public static final Field RETURN_ON_AD_SPEND = C.optional().decimal("return_on_ad_spend",
            "ROAS: revenue_amount over spend_amount; null without spend.");
    public static final Field ACQUISITION_SPEND_AMOUNT = C.moneySum("acquisition_spend_amount",
            "The part of spend_amount that met people who had not ordered yet: by their share of the channel's touchpoints in the month; all of it when there are none.");
    public static final Field RETENTION_SPEND_AMOUNT = C.moneySum("retention_spend_amount", "The part that met customers who had ordered before.");
    public static final Field ACQUISITION_COST = C.optional().moneySum("acquisition_cost",
            "acquisition_spend_amount over new_customer_conversions; null if either is 0.");
    public static final Field RETENTION_COST = C.optional().moneySum("retention_cost",
            "retention_spend_amount over returning_customer_conversions; null if either is 0.");
    public static final Field PAYBACK_MONTHS = C.optional().number("payback_months",
            "Months after a first order until the revenue per customer won by the channel reaches acquisition_cost: 0 if the first order's month does. Null without acquisition_cost, or if not reached in the months known.");
    public static final Field NOTE = C.optional().text("note",
            "no_spend: conversions without spend; no_conversions: spend without conversions; not_paid_back_yet; null otherwise.");
    public static final Field MONTH = C.date("month", "First day of the month.");
    public static final Table TABLE = Table.gold(
                    "agg_channel_performance",
                    "One row per month, channel and model with spend or attributed orders.",
                    C)
            .keyedBy(MONTH, CHANNEL, MODEL);

    private AggChannelPerformance() {}
}
