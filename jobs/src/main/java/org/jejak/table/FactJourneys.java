package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.moneySum;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;
import static org.jejak.table.Field.timestamp;

/** Journeys: a customer's sessions from first interest to a conversion, or until the customer went quiet. */
public final class FactJourneys {
    private static final Columns C = new Columns();

    public static final Field JOURNEY_ID =
            C.add(text("journey_id", "Hash of the first session_id.").required().aboutAPerson());
    public static final Field CUSTOMER_ID = C.add(text("customer_id", "The customer; dim_customer.customer_id.")
            .required()
            .aboutAPerson());
    public static final Field STATE = C.add(
            text("state", "converted, open, or lapsed after the quiet period.").required());
    public static final Field CONVERSION_ID = C.add(
            text("conversion_id", "The conversion that ended it, if one did.").aboutAPerson());
    public static final Field FIRST_CHANNEL =
            C.add(text("first_channel", "Channel of the first touchpoint; (none) without touchpoints.")
                    .required());
    public static final Field LAST_CHANNEL =
            C.add(text("last_channel", "Channel of the last touchpoint; (none) without touchpoints.")
                    .required());
    public static final Field CHANNEL_PATH = C.add(
            text(
                    "channel_path",
                    "Channels of the touchpoints in order, joined by ' > ', repeats in a row shown once; at most the first 50 steps."));
    public static final Field CONTACT_PATH = C.add(text(
                    "contact_path",
                    "Contact channels of the sessions in order, joined by ' > ', repeats in a row shown once; at most the first 50 steps.")
            .required());
    public static final Field STAGE_PATH = C.add(text(
                    "stage_path",
                    "Stages of the sessions in order, joined by ' > ', repeats in a row shown once; at most the first 50 steps.")
            .required());
    public static final Field REVENUE_AMOUNT =
            C.add(moneySum("revenue_amount", "Revenue of its conversions, in the base currency.")
                    .required());
    public static final Field SESSION_COUNT =
            C.add(number("session_count", "Sessions.").required());
    public static final Field TOUCH_COUNT =
            C.add(number("touch_count", "Touchpoints.").required());
    public static final Field CONVERSION_COUNT =
            C.add(number("conversion_count", "Conversions of any type.").required());
    public static final Field BACK_STEP_COUNT =
            C.add(number("back_step_count", "How often it went back a stage: the squiggle.")
                    .required());
    public static final Field DURATION_SECONDS =
            C.add(number("duration_seconds", "ended_at minus started_at, in whole seconds.")
                    .required());
    public static final Field STARTED_DATE =
            C.add(date("started_date", "Business date of started_at.").required());
    public static final Field STARTED_MONTH =
            C.add(date("started_month", "First day of the month of started_date; how the table is stored.")
                    .required());
    public static final Field STARTED_AT =
            C.add(timestamp("started_at", "First interaction, UTC.").required());
    public static final Field ENDED_AT =
            C.add(timestamp("ended_at", "Last interaction, UTC.").required());
    public static final Table TABLE = Table.gold("fact_journeys", "One row per journey.", C)
            .keyedBy(JOURNEY_ID)
            .check("known_state", "state IN ('converted', 'open', 'lapsed')")
            .check("ended_at_not_before_started_at", "ended_at >= started_at")
            .byMonth(STARTED_MONTH)
            .scope(Scope.CUSTOMER);

    private FactJourneys() {}
}
