package org.jejak.table;

/**
 * Spend and what it brought in the same calendar month, by channel, paid or not, and model. All spend stands with the paid
 * touchpoints, and is compared with these alone; what unpaid ones earned stands beside it without spend. Conversions are
 * those of the type {@code order}.
 */
public final class AggChannelPerformance {
    private static final Columns C = new Columns();

    public static final Field CHANNEL = C.text("channel", "Channel; (unattributed) for orders without touchpoint.");
    public static final Field MODEL = C.text("model", "Name of the attribution model.");
    public static final Field SPEND_AMOUNT = C.moneySum("spend_amount",
            "Ad spend of the month in the base currency; the same in all models, so never add it up over models. 0 without spend, and for unpaid touchpoints.");
    public static final Field REVENUE_AMOUNT = C.moneySum("revenue_amount",
            "Revenue of the month's orders that these touchpoints earned, before refunds. 0 without orders.");
    public static final Field NEW_CUSTOMER_REVENUE_AMOUNT = C.moneySum("new_customer_revenue_amount", "The part of it on first orders.");
    public static final Field RETURNING_CUSTOMER_REVENUE_AMOUNT = C.moneySum("returning_customer_revenue_amount", "The part of it on later orders.");
    public static final Field CONVERSION_COUNT = C.decimal("conversion_count", "Attributed orders of the month.");
    public static final Field NEW_CUSTOMER_CONVERSION_COUNT = C.decimal("new_customer_conversion_count", "The part of it on first orders: customers won.");
    public static final Field RETURNING_CUSTOMER_CONVERSION_COUNT = C.decimal("returning_customer_conversion_count", "The part of it on later orders.");
    public static final Field COST_PER_ORDER_AMOUNT = C.optional().moneySum("cost_per_order_amount",
            "spend_amount over conversions; null without spend or without conversions.");
    public static final Field RETURN_ON_AD_SPEND = C.optional().decimal("return_on_ad_spend",
            "ROAS: revenue_amount over spend_amount, so of paid touchpoints alone; null without spend, and where note is no_paid_touches.");
    public static final Field ACQUISITION_SPEND_AMOUNT = C.moneySum("acquisition_spend_amount",
            "The part of spend_amount that met people who had not ordered yet: by their share of the channel's paid touchpoints in the month; all of it when there are none.");
    public static final Field RETENTION_SPEND_AMOUNT = C.moneySum("retention_spend_amount", "The part that met customers who had ordered before.");
    public static final Field ACQUISITION_COST_AMOUNT = C.optional().moneySum("acquisition_cost_amount",
            "acquisition_spend_amount over new_customer_conversion_count; null if either is 0.");
    public static final Field RETENTION_COST_AMOUNT = C.optional().moneySum("retention_cost_amount",
            "retention_spend_amount over returning_customer_conversion_count; null if either is 0.");
    public static final Field PAYBACK_MONTHS = C.optional().number("payback_months",
            "Months after a first order until the revenue per customer won by paid touchpoints of the channel (fact_conversions.channel and is_paid of the first order) reaches acquisition_cost_amount: 0 if the first order's month does. Null without acquisition_cost_amount, or if not reached in the months known.");
    public static final Field NOTE = C.optional().text("note",
            "no_spend: paid touchpoints earned orders, but no spend is known; no_paid_touches: spend, but not one paid touchpoint of the channel in the month and none that earned an order, so that what it brought is unknown (untagged links, or a cost of unpaid touchpoints); no_conversions: spend that earned no order; not_paid_back_yet; null otherwise, and for unpaid touchpoints.");
    public static final Field IS_PAID = C.flag("is_paid", "Whether the touchpoints were paid; false for (unattributed).");
    public static final Field MONTH = C.date("month", "First day of the month.");
    public static final Table TABLE = Table.gold(
                    "agg_channel_performance",
                    "One row per month, channel, paid or not, and model with spend or attributed orders.",
                    C)
            .keyedBy(MONTH, CHANNEL, IS_PAID, MODEL)
            .references(CHANNEL, () -> DimChannel.TABLE)
            .references(MODEL, () -> DimModel.TABLE)
            .references(MONTH, () -> DimDate.TABLE)
            .alternatives(MODEL)
            .ratioWhere(IS_PAID, COST_PER_ORDER_AMOUNT, SPEND_AMOUNT, CONVERSION_COUNT)
            .ratioWhere(IS_PAID, RETURN_ON_AD_SPEND, REVENUE_AMOUNT, SPEND_AMOUNT)
            .ratioWhere(IS_PAID, ACQUISITION_COST_AMOUNT, ACQUISITION_SPEND_AMOUNT, NEW_CUSTOMER_CONVERSION_COUNT)
            .ratioWhere(IS_PAID, RETENTION_COST_AMOUNT, RETENTION_SPEND_AMOUNT, RETURNING_CUSTOMER_CONVERSION_COUNT)
            .check("spend_is_paid", "is_paid OR spend_amount = 0");

    private AggChannelPerformance() {}
}
