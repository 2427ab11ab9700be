package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.moneySum;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Sessions, customers, conversions, revenue and spend by day, channel and campaign. Conversions are those whose last touchpoint that is not direct is the channel's. */
public final class AggChannelDaily {
    private static final Columns C = new Columns();

    public static final Field CHANNEL = C.add(text(
                    "channel",
                    "Channel; (none) for contacts without one, (unattributed) for conversions without a touchpoint.")
            .required());
    public static final Field CAMPAIGN_ID =
            C.add(text("campaign_id", "Campaign; (none) without one.").required());
    public static final Field REVENUE_AMOUNT =
            C.add(moneySum("revenue_amount", "Revenue of the day's orders, in the base currency, before refunds.")
                    .required());
    public static final Field REFUND_AMOUNT =
            C.add(moneySum("refund_amount", "Refunds of those orders so far.").required());
    public static final Field SPEND_AMOUNT =
            C.add(moneySum("spend_amount", "Ad spend of the day, in the base currency.")
                    .required());
    public static final Field SESSION_COUNT =
            C.add(number("session_count", "Sessions, bots left out.").required());
    public static final Field CUSTOMER_COUNT =
            C.add(number("customer_count", "Distinct customers with a session; does not add up over rows.")
                    .required());
    public static final Field NEW_CUSTOMER_COUNT = C.add(number(
                    "new_customer_count",
                    "New visitors: customers, with or without an order, whose first session it was.")
            .required());
    public static final Field CONVERSION_COUNT =
            C.add(number("conversion_count", "Conversions of all types.").required());
    public static final Field ORDER_COUNT =
            C.add(number("order_count", "Conversions of the type order.").required());
    public static final Field BUSINESS_DATE =
            C.add(date("business_date", "The day.").required());
    public static final Table TABLE = Table.gold(
                    "agg_channel_daily",
                    "One row per business date, channel and campaign with any traffic, conversion or spend.",
                    C)
            .keyedBy(BUSINESS_DATE, CHANNEL, CAMPAIGN_ID);

    private AggChannelDaily() {}
}
