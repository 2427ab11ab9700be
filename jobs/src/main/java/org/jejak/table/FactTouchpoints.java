package org.jejak.table;

import java.util.List;

/** Touchpoints: sessions and single contacts through which an acquisition channel met a customer. */
public final class FactTouchpoints {
    private static final Columns C = new Columns();

    public static final Field SESSION_ID = C.add(Sessions.SESSION_ID);
    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");
    public static final Field JOURNEY_ID = C.aboutAPerson().text("journey_id", "The journey.");
    public static final Field CHANNEL = C.add(Sessions.CHANNEL);
    public static final Field CHANNEL_GROUP = C.add(Sessions.CHANNEL_GROUP);
    public static final Field CHANNEL_SOURCE = C.add(Sessions.CHANNEL_SOURCE);
    public static final Field CHANNEL_MEDIUM = C.add(Sessions.CHANNEL_MEDIUM);
    public static final Field CAMPAIGN_ID = C.add(Sessions.CAMPAIGN_ID);
    public static final Field CONTACT_CHANNEL = C.add(Sessions.CONTACT_CHANNEL);
    public static final Field TOUCH_KIND = C.add(Sessions.TOUCH_KIND);
    public static final Field STAGE = C.text("stage", "Lifecycle stage at the touch.");
    public static final Field POSITION = C.number("position", "Place among the touchpoints of the journey, from 1.");
    public static final Field IS_PAID = C.add(Sessions.IS_PAID);
    public static final Field TOUCHED_DATE = C.date("touched_date", "Business date of touched_at.");
    public static final Field MONTH = C.date("month", "First day of the month of touched_date; how the table is stored.");
    public static final Field TOUCHED_AT = C.timestamp("touched_at", "When, UTC.");
    public static final Table TABLE = Table.gold(
                    "fact_touchpoints", "One row per touchpoint; bots and contacts without a channel left out.", C)
            .keyedBy(SESSION_ID)
            .references(SESSION_ID, () -> FactSessions.TABLE)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .references(JOURNEY_ID, () -> FactJourneys.TABLE)
            .references(CHANNEL, () -> DimChannel.TABLE)
            .references(CAMPAIGN_ID, () -> DimCampaign.TABLE)
            .references(CONTACT_CHANNEL, () -> DimContactChannel.TABLE)
            .references(STAGE, () -> DimStage.TABLE)
            .references(TOUCHED_DATE, () -> DimDate.TABLE)
            .check("position_from_one", "position >= 1")
            .byMonth(MONTH)
            .scope(Scope.CUSTOMER);

    /** Columns taken over from the session as they are. */
    public static final List<Field> OF_SESSION = TABLE.sharedWith(Sessions.TABLE);

    private FactTouchpoints() {}
}
