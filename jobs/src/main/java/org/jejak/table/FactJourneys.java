package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.moneySum;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;
import static org.jejak.table.Field.timestamp;

/** Journeys: a customer's sessions from first interest to a conversion, or until the customer went quiet. */
public final class FactJourneys {
    public static final Field JOURNEY_ID =
            text("journey_id", "Hash of the first session_id.").required().aboutAPerson();
    public static final Field CUSTOMER_ID = text("customer_id", "The customer; dim_customer.customer_id.")
            .required()
            .aboutAPerson();
    public static final Field STATE =
            text("state", "converted, open, or lapsed after the quiet period.").required();
    public static final Field CONVERSION_ID =
            text("conversion_id", "The conversion that ended it, if one did.").aboutAPerson();
    public static final Field FIRST_CHANNEL = text(
                    "first_channel", "Channel of the first touchpoint; (none) without touchpoints.")
            .required();
    public static final Field LAST_CHANNEL = text(
                    "last_channel", "Channel of the last touchpoint; (none) without touchpoints.")
            .required();
    public static final Field CHANNEL_PATH = text(
            "channel_path",
            "Channels of the touchpoints in order, joined by ' > ', repeats in a row shown once; at most the first 50 steps.");
    public static final Field CONTACT_PATH = text(
                    "contact_path",
                    "Contact channels of the sessions in order, joined by ' > ', repeats in a row shown once; at most the first 50 steps.")
            .required();
    public static final Field STAGE_PATH = text(
                    "stage_path",
                    "Stages of the sessions in order, joined by ' > ', repeats in a row shown once; at most the first 50 steps.")
            .required();
    public static final Field REVENUE_AMOUNT = moneySum(
                    "revenue_amount", "Revenue of its conversions, in the base currency.")
            .required();
    public static final Field SESSION_COUNT =
            number("session_count", "Sessions.").required();
    public static final Field TOUCH_COUNT =
            number("touch_count", "Touchpoints.").required();
    public static final Field CONVERSION_COUNT =
            number("conversion_count", "Conversions of any type.").required();
    public static final Field BACK_STEP_COUNT = number(
                    "back_step_count", "How often it went back a stage: the squiggle.")
            .required();
    public static final Field DURATION_SECONDS = number(
                    "duration_seconds", "ended_at minus started_at, in whole seconds.")
            .required();
    public static final Field STARTED_DATE =
            date("started_date", "Business date of started_at.").required();
    public static final Field STARTED_MONTH = date(
                    "started_month", "First day of the month of started_date; how the table is stored.")
            .required();
    public static final Field STARTED_AT =
            timestamp("started_at", "First interaction, UTC.").required();
    public static final Field ENDED_AT =
            timestamp("ended_at", "Last interaction, UTC.").required();
    public static final Table TABLE = Table.gold(
                    "fact_journeys",
                    "One row per journey.",
                    JOURNEY_ID,
                    CUSTOMER_ID,
                    STATE,
                    CONVERSION_ID,
                    FIRST_CHANNEL,
                    LAST_CHANNEL,
                    CHANNEL_PATH,
                    CONTACT_PATH,
                    STAGE_PATH,
                    REVENUE_AMOUNT,
                    SESSION_COUNT,
                    TOUCH_COUNT,
                    CONVERSION_COUNT,
                    BACK_STEP_COUNT,
                    DURATION_SECONDS,
                    STARTED_DATE,
                    STARTED_MONTH,
                    STARTED_AT,
                    ENDED_AT)
            .keyedBy(JOURNEY_ID)
            .check("known_state", "state IN ('converted', 'open', 'lapsed')")
            .check("ended_at_not_before_started_at", "ended_at >= started_at")
            .byMonth(STARTED_MONTH)
            .scope(Scope.CUSTOMER);

    private FactJourneys() {}
}
