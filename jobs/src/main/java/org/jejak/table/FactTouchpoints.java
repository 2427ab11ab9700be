package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;
import static org.jejak.table.Field.timestamp;

/** Touchpoints: sessions and single contacts through which an acquisition channel met a customer. */
public final class FactTouchpoints {
    public static final Field SESSION_ID =
            text("session_id", "The session that is the touchpoint.").required().aboutAPerson();
    public static final Field CUSTOMER_ID = text("customer_id", "The customer; dim_customer.customer_id.")
            .required()
            .aboutAPerson();
    public static final Field JOURNEY_ID =
            text("journey_id", "The journey.").required().aboutAPerson();
    public static final Field CHANNEL = text(
                    "channel",
                    "Acquisition channel: direct, referral, organic_search, paid_search, social, email, display, other; (none) for contacts that bring nobody in, such as a support ticket.")
            .required();
    public static final Field CHANNEL_GROUP =
            text("channel_group", "The finer Google Analytics 4 channel group.").required();
    public static final Field CHANNEL_SOURCE =
            text("channel_source", "Source that the channel was decided from, for example google.");
    public static final Field CHANNEL_MEDIUM =
            text("channel_medium", "Medium that the channel was decided from, for example cpc.");
    public static final Field CAMPAIGN_ID = text(
                    "campaign_id", "Campaign: its name in lower case, else the platform's id; (none) without one.")
            .required();
    public static final Field CONTACT_CHANNEL = text(
                    "contact_channel",
                    "Where the contact took place: web, app, email, ad, chat, phone, store, social, survey, review, order_system, referral.")
            .required();
    public static final Field TOUCH_KIND =
            text("touch_kind", "visit, click, open or view.").required();
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
