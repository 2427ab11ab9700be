package org.jejak.table;

/** Attributed conversions and revenue by day, channel, paid or not, campaign, model and conversion type: plain sums of fact_attribution. */
public final class AggAttribution {
    private static final Columns C = new Columns();

    public static final Field CHANNEL = C.text("channel", "Channel; (unattributed) for conversions without touchpoint.");
    public static final Field CAMPAIGN_ID = C.text("campaign_id", "Campaign; (none) without one.");
    public static final Field MODEL = C.text("model", "Name of the attribution model.");
    public static final Field CONVERSION_TYPE = C.text("conversion_type", "Name of the conversion type.");
    public static final Field CONVERSION_COUNT = C.decimal("conversion_count", "Sum of credit, not negative.");
    public static final Field NEW_CUSTOMER_CONVERSION_COUNT = C.decimal("new_customer_conversion_count",
            "The part of it on customers' first conversions of the type.");
    public static final Field REVENUE_AMOUNT = C.moneySum("revenue_amount", "Sum of revenue, in the base currency.");
    public static final Field NEW_CUSTOMER_REVENUE_AMOUNT = C.moneySum("new_customer_revenue_amount",
            "The part of it on customers' first conversions of the type.");
    public static final Field IS_PAID = C.flag("is_paid",
            "Whether the touchpoints were paid; a channel such as social has both kinds. False for (unattributed).");
    public static final Field BUSINESS_DATE = C.date("business_date", "Business date of the conversions.");
    public static final Field MONTH = C.date("month", "First day of the month of business_date; how the table is stored.");
    public static final Table TABLE = Table.gold(
                    "agg_attribution",
                    "One row per business date of conversions, channel, paid or not, campaign, model and conversion type.",
                    C)
            .keyedBy(BUSINESS_DATE, CHANNEL, IS_PAID, CAMPAIGN_ID, MODEL, CONVERSION_TYPE)
            .references(CHANNEL, () -> DimChannel.TABLE)
            .references(CAMPAIGN_ID, () -> DimCampaign.TABLE)
            .references(MODEL, () -> DimModel.TABLE)
            .references(BUSINESS_DATE, () -> DimDate.TABLE)
            .alternatives(MODEL)
            .byMonth(MONTH)
            .scope(Scope.MONTH);

    private AggAttribution() {}
}
