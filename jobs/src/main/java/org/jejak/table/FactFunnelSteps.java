package org.jejak.table;

/**
 * How far each customer got in each funnel of the settings. Of several attempts the one counts that got furthest; of those
 * the one that got there first; of those the one that started last.
 */
public final class FactFunnelSteps {
    private static final Columns C = new Columns();

    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");
    public static final Field FUNNEL_NAME = C.text("funnel_name", "The funnel; jejak.journey.funnels.");
    public static final Field STEP_NAME = C.text("step_name", "The step; in an unordered funnel the number of steps done, such as '2 of 4'.");
    public static final Field CHANNEL = C.text("channel",
            "Acquisition channel of the session with the first step; (none) for contacts that bring nobody in.");
    public static final Field DEVICE_TYPE = C.text("device_type", "Device type of the session with the first step; fact_sessions.device_type.");
    public static final Field COUNTRY_CODE = C.text("country_code", "Country of the session with the first step; fact_sessions.country_code.");
    public static final Field STEP = C.number("step", "The step, from 1.");
    public static final Field SECONDS_FROM_PREVIOUS = C.optional().decimal("seconds_from_previous",
            "Seconds since the step before, 0 or more; null for step 1.");
    public static final Field SECONDS_FROM_START = C.decimal("seconds_from_start", "Seconds since step 1, 0 or more; 0 for step 1.");
    public static final Field IS_FURTHEST = C.flag("is_furthest", "Whether the customer got no further.");
    public static final Field STARTED_DATE = C.date("started_date", "Business date of the session with the first step.");
    public static final Field MONTH = C.date("month", "First day of the month of started_date; how the table is stored.");
    public static final Field REACHED_AT = C.timestamp("reached_at", "When the step was done, UTC.");
    public static final Field OPEN_UNTIL = C.optional().timestamp("open_until",
            "Until when, UTC and inclusive, some attempt of the customer can still get further than this; null when not is_furthest, at the last step, or when no attempt is running.");
    public static final Table TABLE = Table.gold(
                    "fact_funnel_steps", "One row per customer, funnel and step reached; bots left out.", C)
            .keyedBy(CUSTOMER_ID, FUNNEL_NAME, STEP)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .references(CHANNEL, () -> DimChannel.TABLE)
            .references(STARTED_DATE, () -> DimDate.TABLE)
            .check("step_from_one", "step >= 1")
            .check("seconds_not_negative", "seconds_from_start >= 0")
            .byMonth(MONTH)
            .scope(Scope.CUSTOMER);

    private FactFunnelSteps() {}
}
