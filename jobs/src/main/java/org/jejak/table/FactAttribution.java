package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.decimal;
import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.money;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Attribution: what each touchpoint earned of each conversion, by each model. */
public final class FactAttribution {
    private static final Columns C = new Columns();

    public static final Field CONVERSION_ID =
            C.add(text("conversion_id", "The conversion.").required().aboutAPerson());
    public static final Field SESSION_ID =
            C.add(text("session_id", "The touchpoint; (unattributed) for a conversion without any in its look-back.")
                    .required()
                    .aboutAPerson());
    public static final Field MODEL = C.add(text("model", "Name of the attribution model, see docs/attribution.md.")
            .required());
    public static final Field CUSTOMER_ID = C.add(text("customer_id", "The customer; dim_customer.customer_id.")
            .required()
            .aboutAPerson());
    public static final Field CONVERSION_TYPE =
            C.add(text("conversion_type", "Name of the conversion type.").required());
    public static final Field CHANNEL = C.add(text("channel", "Channel of the touchpoint; (unattributed) without one.")
            .required());
    public static final Field CAMPAIGN_ID = C.add(text("campaign_id", "Campaign of the touchpoint; (none) without one.")
            .required());
    public static final Field CREDIT = C.add(decimal(
                    "credit",
                    "Share of the conversion, 0 to 1, in steps of 1e-12; sums to 1 per conversion and model. Conversions of any group of rows are the sum of credit.")
            .required());
    public static final Field REVENUE_AMOUNT = C.add(money(
                    "revenue_amount",
                    "Share of the conversion's revenue, in the base currency; sums to fact_conversions.revenue_amount exactly (largest remainder).")
            .required());
    public static final Field POSITION =
            C.add(number("position", "Place among the touchpoints of the conversion, from 1; 0 for (unattributed).")
                    .required());
    public static final Field TOUCH_COUNT =
            C.add(number("touch_count", "Touchpoints of the conversion; 0 for (unattributed).")
                    .required());
    public static final Field SECONDS_BEFORE = C.add(number(
            "seconds_before", "From the touchpoint to the conversion, in whole seconds; null for (unattributed)."));
    public static final Field IS_FIRST =
            C.add(flag("is_first", "Whether the conversion is the customer's first of its type: a new customer.")
                    .required());
    public static final Field BUSINESS_DATE =
            C.add(date("business_date", "Business date of the conversion.").required());
    public static final Field BUSINESS_MONTH =
            C.add(date("business_month", "First day of the month of business_date; how the table is stored.")
                    .required());
    public static final Table TABLE = Table.gold(
                    "fact_attribution",
                    "One row per conversion, touchpoint and model; conversions without touchpoints have one row per model.",
                    C)
            .keyedBy(CONVERSION_ID, SESSION_ID, MODEL)
            .check("credit_between_0_and_1", "credit >= 0 AND credit <= 1")
            .byMonth(BUSINESS_MONTH)
            .scope(Scope.MONTH);

    private FactAttribution() {}
}
