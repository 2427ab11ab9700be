package org.jejak.table;

import java.util.List;

/** Sessions with the customer, journey and lifecycle stage they belong to. */
public final class FactSessions {
    private static final Columns C = new Columns();

    public static final Field SESSION_ID = C.add(Sessions.SESSION_ID);
    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");
    public static final Field JOURNEY_ID = C.optional().aboutAPerson().text("journey_id", "The journey; null for bots.");
    public static final Field SOURCE_NAME = C.add(Sessions.SOURCE_NAME);
    public static final Field SOURCE_KIND = C.add(Sessions.SOURCE_KIND);
    public static final Field CONTACT_CHANNEL = C.add(Sessions.CONTACT_CHANNEL);
    public static final Field START_REASON = C.add(Sessions.START_REASON);
    public static final Field CHANNEL = C.add(Sessions.CHANNEL);
    public static final Field CHANNEL_GROUP = C.add(Sessions.CHANNEL_GROUP);
    public static final Field CHANNEL_SOURCE = C.add(Sessions.CHANNEL_SOURCE);
    public static final Field CHANNEL_MEDIUM = C.add(Sessions.CHANNEL_MEDIUM);
    public static final Field CAMPAIGN_ID = C.add(Sessions.CAMPAIGN_ID);
    public static final Field STAGE = C.text("stage", "Lifecycle stage: reach, nurture, convert or support.");
    public static final Field REFERRER_HOST = C.add(Sessions.REFERRER_HOST);
    public static final Field LANDING_PATH = C.add(Sessions.LANDING_PATH);
    public static final Field DEVICE_TYPE = C.add(Sessions.DEVICE_TYPE);
    public static final Field PLATFORM = C.add(Sessions.PLATFORM);
    public static final Field COUNTRY_CODE = C.add(Sessions.COUNTRY_CODE);
    public static final Field LANGUAGE = C.add(Sessions.LANGUAGE);
    public static final Field BOT_REASON = C.add(Sessions.BOT_REASON);
    public static final Field INTERACTION_COUNT = C.add(Sessions.INTERACTION_COUNT);
    public static final Field VIEW_COUNT = C.add(Sessions.VIEW_COUNT);
    public static final Field DURATION_SECONDS = C.add(Sessions.DURATION_SECONDS);
    public static final Field IS_FIRST = C.flag("is_first", "Whether it is the customer's first session.");
    public static final Field IS_ENGAGED = C.add(Sessions.IS_ENGAGED);
    public static final Field IS_ADVOCACY = C.flag("is_advocacy",
            "Whether the customer spoke up for the brand: a referral, a good review, a promoter's answer.");
    public static final Field IS_PAID = C.add(Sessions.IS_PAID);
    public static final Field IS_BOT = C.add(Sessions.IS_BOT);
    public static final Field IS_VISIT = C.flag("is_visit",
            "Whether a person came: a session of a kind of source in jejak.visit-kinds (web and app, unless set otherwise) that is neither a bot's nor one event that a server reports. Every other session is a contact: an e-mail, an advertisement shown, a ticket, a receipt.");
    public static final Field STARTED_DATE = C.add(Sessions.STARTED_DATE);
    public static final Field MONTH = C.add(Sessions.MONTH);
    public static final Field STARTED_AT = C.add(Sessions.STARTED_AT);
    public static final Field ENDED_AT = C.add(Sessions.ENDED_AT);
    public static final Table TABLE = Table.gold("fact_sessions", "One row per session, bots included and marked.", C)
            .keyedBy(SESSION_ID)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .references(JOURNEY_ID, () -> FactJourneys.TABLE)
            .references(CONTACT_CHANNEL, () -> DimContactChannel.TABLE)
            .references(CHANNEL, () -> DimChannel.TABLE)
            .references(CAMPAIGN_ID, () -> DimCampaign.TABLE)
            .references(STAGE, () -> DimStage.TABLE)
            .references(STARTED_DATE, () -> DimDate.TABLE)
            .additive(DURATION_SECONDS)
            .check("ended_at_not_before_started_at", "ended_at >= started_at")
            .check("bots_have_no_journey", "is_bot = (journey_id IS NULL)")
            .check("bots_make_no_visits", "NOT (is_bot AND is_visit)")
            .check("known_stage", "stage IN ('reach', 'nurture', 'convert', 'support')")
            .byMonth(MONTH)
            .scope(Scope.CUSTOMER);

    /** Columns taken over from the session as they are. */
    public static final List<Field> OF_SESSION = TABLE.sharedWith(Sessions.TABLE);

    private FactSessions() {}
}
