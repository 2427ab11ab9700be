package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.money;
import static org.jejak.table.Field.moneySum;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;
import static org.jejak.table.Field.timestamp;

/** Conversions: orders, sign-ups, leads and whatever else the settings call one. An order reported by several sources is one conversion. */
public final class FactConversions {
    private static final Columns C = new Columns();

    public static final Field CONVERSION_ID =
            C.add(text("conversion_id", "Hash of conversion type and the interaction that stands for it.")
                    .required()
                    .aboutAPerson());
    public static final Field CUSTOMER_ID = C.add(text("customer_id", "The customer; dim_customer.customer_id.")
            .required()
            .aboutAPerson());
    public static final Field JOURNEY_ID = C.add(
            text("journey_id", "The journey in which it happened.").required().aboutAPerson());
    public static final Field SESSION_ID = C.add(
            text("session_id", "The session in which it happened.").required().aboutAPerson());
    public static final Field INTERACTION_ID =
            C.add(text("interaction_id", "The interaction that stands for it: the earliest report.")
                    .required());
    public static final Field CONVERSION_TYPE =
            C.add(text("conversion_type", "Name of the conversion type.").required());
    public static final Field ORDER_ID =
            C.add(text("order_id", "The order, if there is one.").aboutAPerson());
    public static final Field CHANNEL = C.add(text(
                    "channel",
                    "Channel of the last touchpoint that is not direct within the look-back, else direct, else (unattributed).")
            .required());
    public static final Field CAMPAIGN_ID =
            C.add(text("campaign_id", "Campaign of that touchpoint.").required());
    public static final Field REVENUE_AMOUNT = C.add(money(
                    "revenue_amount",
                    "Revenue in the base currency, by the most trusted report (order system, store, app, web).")
            .required());
    public static final Field REFUND_AMOUNT =
            C.add(moneySum("refund_amount", "Refunds of the same order so far, in the base currency.")
                    .required());
    public static final Field NET_REVENUE_AMOUNT =
            C.add(moneySum("net_revenue_amount", "revenue_amount minus refund_amount.")
                    .required());
    public static final Field REPORT_COUNT =
            C.add(number("report_count", "Records that reported it.").required());
    public static final Field SEQUENCE_NUMBER =
            C.add(number("sequence_number", "Which conversion of this type it is for the customer, from 1.")
                    .required());
    public static final Field TOUCH_COUNT =
            C.add(number("touch_count", "Touchpoints within the look-back, at or before the conversion.")
                    .required());
    public static final Field IS_FIRST = C.add(
            flag("is_first", "Whether it is the customer's first of this type.").required());
    public static final Field BUSINESS_DATE =
            C.add(date("business_date", "Business date of converted_at.").required());
    public static final Field BUSINESS_MONTH =
            C.add(date("business_month", "First day of the month of business_date; how the table is stored.")
                    .required());
    public static final Field CONVERTED_AT =
            C.add(timestamp("converted_at", "When, UTC: the earliest report.").required());
    public static final Table TABLE = Table.gold(
                    "fact_conversions",
                    "One row per conversion type and order, or per interaction where there is no order.",
                    C)
            .keyedBy(CONVERSION_ID)
            .check("net_is_revenue_less_refunds", "net_revenue_amount = revenue_amount - refund_amount")
            .byMonth(BUSINESS_MONTH)
            .scope(Scope.CUSTOMER);

    private FactConversions() {}
}
