package org.jejak.table;

/** Journeys: a customer's sessions from first interest to a conversion, or until the customer went quiet. */
public final class FactJourneys {
    private static final Columns C = new Columns();
    /** What stands for the channels of a journey without touchpoints. */
    public static final String NO_TOUCHPOINTS = "(none)";

    public static final Field JOURNEY_ID = C.aboutAPerson().text("journey_id", "Hash of the first session_id.");
    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");
    public static final Field STATE = C.text("state", "converted, open, or lapsed after the quiet period.");
    public static final Field CONVERSION_ID = C.optional().aboutAPerson().text("conversion_id", "The conversion that ended it, if one did.");
    public static final Field FIRST_CHANNEL = C.text("first_channel", "Channel of the first touchpoint; (none) without touchpoints.");
    public static final Field LAST_CHANNEL = C.text("last_channel", "Channel of the last touchpoint; (none) without touchpoints.");
    public static final Field CHANNEL_PATH = C.text("channel_path",
            "Channels of the touchpoints in order, joined by ' > ', repeats in a row shown once; at most the first 50 steps; (none) without touchpoints.");
    public static final Field CONTACT_PATH = C.text("contact_path",
            "Contact channels of the sessions in order, joined by ' > ', repeats in a row shown once; at most the first 50 steps.");
    public static final Field STAGE_PATH = C.text("stage_path",
            "Stages of the sessions in order, joined by ' > ', repeats in a row shown once; at most the first 50 steps.");
    public static final Field REVENUE_AMOUNT = C.moneySum("revenue_amount", "Revenue of its conversions, in the base currency.");
    public static final Field SESSION_COUNT = C.number("session_count", "Sessions, visits and contacts.");
    public static final Field VISIT_COUNT = C.number("visit_count", "Of them, visits: fact_sessions.is_visit.");
    public static final Field TOUCH_COUNT = C.number("touch_count", "Touchpoints.");
    public static final Field CONVERSION_COUNT = C.number("conversion_count", "Conversions of any type.");
    public static final Field BACK_STEP_COUNT = C.number("back_step_count", "How often it went back a stage: the squiggle.");
    public static final Field DURATION_SECONDS = C.number("duration_seconds", "ended_at minus started_at, in whole seconds.");
    public static final Field STARTED_DATE = C.date("started_date", "Business date of started_at.");
    public static final Field MONTH = C.date("month", "First day of the month of started_date; how the table is stored.");
    public static final Field STARTED_AT = C.timestamp("started_at", "First interaction, UTC.");
    public static final Field ENDED_AT = C.timestamp("ended_at", "Last interaction, UTC.");
    public static final Table TABLE = Table.gold("fact_journeys", "One row per journey.", C)
            .keyedBy(JOURNEY_ID)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .references(CONVERSION_ID, () -> FactConversions.TABLE)
            .references(FIRST_CHANNEL, () -> DimChannel.TABLE)
            .references(LAST_CHANNEL, () -> DimChannel.TABLE)
            .references(STARTED_DATE, () -> DimDate.TABLE)
            .additive(DURATION_SECONDS)
            .check("known_state", "state IN ('converted', 'open', 'lapsed')")
            .check("ended_at_not_before_started_at", "ended_at >= started_at")
            .byMonth(MONTH)
            .scope(Scope.CUSTOMER);

    private FactJourneys() {}
}
