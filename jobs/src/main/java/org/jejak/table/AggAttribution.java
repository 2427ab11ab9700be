package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.decimal;
import static org.jejak.table.Field.moneySum;
import static org.jejak.table.Field.text;

/** Attributed conversions and revenue by day, channel, campaign, model and conversion type: plain sums of fact_attribution. */
public final class AggAttribution {
    public static final Field CHANNEL = text("channel", "Channel; (unattributed) for conversions without touchpoint.")
            .required();
    public static final Field CAMPAIGN_ID =
            text("campaign_id", "Campaign; (none) without one.").required();
    public static final Field MODEL =
            text("model", "Name of the attribution model.").required();
    public static final Field CONVERSION_TYPE =
            text("conversion_type", "Name of the conversion type.").required();
    public static final Field CONVERSIONS =
            decimal("conversions", "Sum of credit, not negative.").required();
    public static final Field NEW_CUSTOMER_CONVERSIONS = decimal(
                    "new_customer_conversions", "The part of it on customers' first conversions of the type.")
            .required();
    public static final Field REVENUE_AMOUNT =
            moneySum("revenue_amount", "Sum of revenue, in the base currency.").required();
    public static final Field NEW_CUSTOMER_REVENUE_AMOUNT = moneySum(
                    "new_customer_revenue_amount", "The part of it on customers' first conversions of the type.")
            .required();
    public static final Field BUSINESS_DATE =
            date("business_date", "Business date of the conversions.").required();
    public static final Field BUSINESS_MONTH = date(
                    "business_month", "First day of the month of business_date; how the table is stored.")
            .required();
    public static final Table TABLE = Table.gold(
                    "agg_attribution",
                    "One row per business date of conversions, channel, campaign, model and conversion type.",
                    CHANNEL,
                    CAMPAIGN_ID,
                    MODEL,
                    CONVERSION_TYPE,
                    CONVERSIONS,
                    NEW_CUSTOMER_CONVERSIONS,
                    REVENUE_AMOUNT,
                    NEW_CUSTOMER_REVENUE_AMOUNT,
                    BUSINESS_DATE,
                    BUSINESS_MONTH)
            .keyedBy(BUSINESS_DATE, CHANNEL, CAMPAIGN_ID, MODEL, CONVERSION_TYPE)
            .byMonth(BUSINESS_MONTH)
            .scope(Scope.MONTH);

    private AggAttribution() {}
}
