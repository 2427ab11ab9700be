package org.jejak.table;

/** What a channel's customers cost and bring, those won by paid touches apart: acquisition cost, historic and residual value, payback. */
public final class AggChannelValue {
    private static final Columns C = new Columns();

    public static final Field ACQUISITION_CHANNEL = C.text("acquisition_channel",
            "dim_customer.first_channel.");
    public static final Field CUSTOMER_COUNT = C.number("customer_count", "Customers with a purchase.");
    public static final Field SPEND_AMOUNT = C.moneySum("spend_amount", "Ad spend of the channel up to the logical date, in the base currency: all of it stands with the customers won by paid touches.");
    public static final Field HISTORIC_VALUE_AMOUNT = C.moneySum("historic_value_amount", "Historic margin of its customers.");
    public static final Field RESIDUAL_VALUE_AMOUNT = C.moneySum("residual_value_amount", "Residual value of its customers.");
    public static final Field ACQUISITION_COST_AMOUNT = C.optional().moneySum("acquisition_cost_amount",
            "spend_amount per customer with a purchase; null without spend or without a customer.");
    public static final Field MEAN_HISTORIC_VALUE_AMOUNT = C.optional().moneySum("mean_historic_value_amount",
            "Historic margin per customer; null without one.");
    public static final Field MEAN_RESIDUAL_VALUE_AMOUNT = C.optional().moneySum("mean_residual_value_amount",
            "Residual value per customer; null without one.");
    public static final Field VALUE_TO_COST_RATIO = C.optional().decimal("value_to_cost_ratio",
            "Total value (historic and residual) of customers won by paid touches per unit of spend; null without spend or without a customer.");
    public static final Field PAYBACK_MONTHS = C.optional().number("payback_months",
            "Months (30 days) after the first purchase until the mean margin per customer has reached acquisition_cost_amount, over customers who are old enough; null without acquisition_cost_amount, and if not reached so far.");
    public static final Field IS_IDENTIFIED = C.flag("is_identified",
            "Whether the customers can be recognised when they come back (dim_customer.is_identified); false for receipts, all of them together under the channel (none).");
    public static final Field IS_PAID = C.flag("is_paid",
            "Whether the customers' first touchpoint was paid (dim_customer.is_first_touch_paid).");
    public static final Table TABLE = Table.gold(
                    "agg_channel_value", "One row per acquisition channel, paid or not, with an identified buyer or spend, and one of all receipts that name nobody.", C)
            .keyedBy(ACQUISITION_CHANNEL, IS_PAID, IS_IDENTIFIED)
            .references(ACQUISITION_CHANNEL, () -> DimChannel.TABLE)
            .ratioWhere(IS_PAID, ACQUISITION_COST_AMOUNT, SPEND_AMOUNT, CUSTOMER_COUNT)
            .ratio(MEAN_HISTORIC_VALUE_AMOUNT, HISTORIC_VALUE_AMOUNT, CUSTOMER_COUNT)
            .ratio(MEAN_RESIDUAL_VALUE_AMOUNT, RESIDUAL_VALUE_AMOUNT, CUSTOMER_COUNT)
            .check("spend_is_paid", "is_paid OR spend_amount = 0");

    private AggChannelValue() {}
}
