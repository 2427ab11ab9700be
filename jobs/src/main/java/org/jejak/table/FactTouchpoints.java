package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;
import static org.jejak.table.Field.timestamp;

import java.util.List;

/** Touchpoints: sessions and single contacts through which an acquisition channel met a customer. */
public final class FactTouchpoints {
    public static final Field SESSION_ID = Sessions.SESSION_ID;
    public static final Field CUSTOMER_ID = text("customer_id", "The customer; dim_customer.customer_id.")
            .required()
            .aboutAPerson();
    public static final Field JOURNEY_ID =
            text("journey_id", "The journey.").required().aboutAPerson();
    public static final Field CHANNEL = Sessions.CHANNEL;
    public static final Field CHANNEL_GROUP = Sessions.CHANNEL_GROUP;
    public static final Field CHANNEL_SOURCE = Sessions.CHANNEL_SOURCE;
    public static final Field CHANNEL_MEDIUM = Sessions.CHANNEL_MEDIUM;
    public static final Field CAMPAIGN_ID = Sessions.CAMPAIGN_ID;
    public static final Field CONTACT_CHANNEL = Sessions.CONTACT_CHANNEL;
    public static final Field TOUCH_KIND = Sessions.TOUCH_KIND;
    public static final Field STAGE =
            text("stage", "Lifecycle stage at the touch.").required();
    public static final Field POSITION = number("position", "Place among the touchpoints of the journey, from 1.")
            .required();
    public static final Field TOUCHED_DATE =
            date("touched_date", "Business date of touched_at.").required();
    public static final Field TOUCHED_MONTH = date(
                    "touched_month", "First day of the month of touched_date; how the table is stored.")
            .required();
    public static final Field TOUCHED_AT = timestamp("touched_at", "When, UTC.").required();
    /** Columns taken over from the session as they are. */
    public static final List<Field> OF_SESSION = List.of(
            SESSION_ID,
            CHANNEL,
            CHANNEL_GROUP,
            CHANNEL_SOURCE,
            CHANNEL_MEDIUM,
            CAMPAIGN_ID,
            CONTACT_CHANNEL,
            TOUCH_KIND);

    public static final Table TABLE = Table.gold(
                    "fact_touchpoints",
                    "One row per touchpoint; bots and contacts without a channel left out.",
                    SESSION_ID,
                    CUSTOMER_ID,
                    JOURNEY_ID,
                    CHANNEL,
                    CHANNEL_GROUP,
                    CHANNEL_SOURCE,
                    CHANNEL_MEDIUM,
                    CAMPAIGN_ID,
                    CONTACT_CHANNEL,
                    TOUCH_KIND,
                    STAGE,
                    POSITION,
                    TOUCHED_DATE,
                    TOUCHED_MONTH,
                    TOUCHED_AT)
            .keyedBy(SESSION_ID)
            .check("position_from_one", "position >= 1")
            .byMonth(TOUCHED_MONTH)
            .scope(Scope.CUSTOMER);

    private FactTouchpoints() {}
}
