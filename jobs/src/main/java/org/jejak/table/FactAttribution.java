package org.jejak.table;

/** Attribution: what each touchpoint earned of each conversion, by each model. */
public final class FactAttribution {
    private static final Columns C = new Columns();

    public static final Field CONVERSION_ID = C.aboutAPerson().text("conversion_id", "The conversion.");
    public static final Field SESSION_ID = C.optional().aboutAPerson().text("session_id",
            "The touchpoint; null for a conversion without any in its look-back, whose channel is (unattributed).");
    public static final Field MODEL = C.text("model", "Name of the attribution model, see docs/attribution.md.");
    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");
    public static final Field CONVERSION_TYPE = C.text("conversion_type", "Name of the conversion type.");
    public static final Field CHANNEL = C.text("channel", "Channel of the touchpoint; (unattributed) without one.");
    public static final Field CAMPAIGN_ID = C.text("campaign_id", "Campaign of the touchpoint; (none) without one.");
    public static final Field CREDIT = C.decimal("credit",
            "Share of the conversion, 0 to 1, in steps of 1e-12; sums to 1 per conversion and model. Conversions of any group of rows are the sum of credit.");
    public static final Field REVENUE_AMOUNT = C.money("revenue_amount",
            "Share of the conversion's revenue, in the base currency; sums to fact_conversions.revenue_amount exactly (largest remainder).");
    public static final Field POSITION = C.number("position", "Place among the touchpoints of the conversion, from 1; 0 for (unattributed).");
    public static final Field TOUCH_COUNT = C.number("touch_count", "Touchpoints of the conversion; 0 for (unattributed).");
    public static final Field SECONDS_BEFORE = C.optional().number("seconds_before",
            "From the touchpoint to the conversion, in whole seconds; null for (unattributed).");
    public static final Field IS_PAID = C.flag("is_paid",
            "Whether the touchpoint was paid (fact_touchpoints.is_paid); false for (unattributed). Spend is compared with paid credit alone.");
    public static final Field IS_FIRST = C.flag("is_first", "Whether the conversion is the customer's first of its type: a new customer.");
    public static final Field CONVERTED_DATE = C.date("converted_date", "Business date of the conversion.");
    public static final Field MONTH = C.date("month", "First day of the month of converted_date; how the table is stored.");
    public static final Table TABLE = Table.gold(
                    "fact_attribution",
                    "One row per conversion, touchpoint and model; conversions without touchpoints have one row per model.",
                    C)
            .keyedBy(CONVERSION_ID, MODEL, POSITION)
            .references(CONVERSION_ID, () -> FactConversions.TABLE)
            .references(SESSION_ID, () -> FactSessions.TABLE)
            .references(MODEL, () -> DimModel.TABLE)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .references(CHANNEL, () -> DimChannel.TABLE)
            .references(CAMPAIGN_ID, () -> DimCampaign.TABLE)
            .references(CONVERTED_DATE, () -> DimDate.TABLE)
            .alternatives(MODEL)
            .additive(CREDIT)
            .notAdditive(TOUCH_COUNT)
            .check("touchpoint_unless_unattributed", "(session_id IS NULL) = (position = 0)")
            .check("credit_between_0_and_1", "credit >= 0 AND credit <= 1")
            .byMonth(MONTH)
            .scope(Scope.CREDIT);

    private FactAttribution() {}
}
