package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.decimal;
import static org.jejak.table.Field.moneySum;
import static org.jejak.table.Field.text;

/** Attributed conversions and revenue by day, channel, campaign, model and conversion type: plain sums of fact_attribution. */
public final class AggAttribution {
    private static final Columns C = new Columns();

    public static final Field CHANNEL =
            C.add(text("channel", "Channel; (unattributed) for conversions without touchpoint.")
                    .required());
    public static final Field CAMPAIGN_ID =
            C.add(text("campaign_id", "Campaign; (none) without one.").required());
    public static final Field MODEL =
            C.add(text("model", "Name of the attribution model.").required());
    public static final Field CONVERSION_TYPE =
            C.add(text("conversion_type", "Name of the conversion type.").required());
    public static final Field CONVERSIONS =
            C.add(decimal("conversions", "Sum of credit, not negative.").required());
    public static final Field NEW_CUSTOMER_CONVERSIONS =
            C.add(decimal("new_customer_conversions", "The part of it on customers' first conversions of the type.")
                    .required());
    public static final Field REVENUE_AMOUNT = C.add(
            moneySum("revenue_amount", "Sum of revenue, in the base currency.").required());
    public static final Field NEW_CUSTOMER_REVENUE_AMOUNT =
            C.add(moneySum("new_customer_revenue_amount", "The part of it on customers' first conversions of the type.")
                    .required());
    public static final Field BUSINESS_DATE =
            C.add(date("business_date", "Business date of the conversions.").required());
    public static final Field BUSINESS_MONTH =
            C.add(date("business_month", "First day of the month of business_date; how the table is stored.")
                    .required());
    public static final Table TABLE = Table.gold(
                    "agg_attribution",
                    "One row per business date of conversions, channel, campaign, model and conversion type.",
                    C)
            .keyedBy(BUSINESS_DATE, CHANNEL, CAMPAIGN_ID, MODEL, CONVERSION_TYPE)
            .byMonth(BUSINESS_MONTH)
            .scope(Scope.MONTH);

    private AggAttribution() {}
}
