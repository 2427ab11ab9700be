package org.jejak.table;

import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.text;

import java.util.List;

/** Sessions with the customer, journey and lifecycle stage they belong to. */
public final class FactSessions {
    public static final Field SESSION_ID = Sessions.SESSION_ID;
    public static final Field CUSTOMER_ID = text("customer_id", "The customer; dim_customer.customer_id.")
            .required()
            .aboutAPerson();
    public static final Field JOURNEY_ID =
            text("journey_id", "The journey; null for bots.").aboutAPerson();
    public static final Field SOURCE_NAME = Sessions.SOURCE_NAME;
    public static final Field SOURCE_KIND = Sessions.SOURCE_KIND;
    public static final Field CONTACT_CHANNEL = Sessions.CONTACT_CHANNEL;
    public static final Field START_REASON = Sessions.START_REASON;
    public static final Field CHANNEL = Sessions.CHANNEL;
    public static final Field CHANNEL_GROUP = Sessions.CHANNEL_GROUP;
    public static final Field CHANNEL_SOURCE = Sessions.CHANNEL_SOURCE;
    public static final Field CHANNEL_MEDIUM = Sessions.CHANNEL_MEDIUM;
    public static final Field CAMPAIGN_ID = Sessions.CAMPAIGN_ID;
    public static final Field STAGE = text("stage", "Lifecycle stage: reach, nurture, convert or support.")
            .required();
    public static final Field REFERRER_HOST = Sessions.REFERRER_HOST;
    public static final Field LANDING_PATH = Sessions.LANDING_PATH;
    public static final Field BOT_REASON = Sessions.BOT_REASON;
    public static final Field INTERACTION_COUNT = Sessions.INTERACTION_COUNT;
    public static final Field VIEW_COUNT = Sessions.VIEW_COUNT;
    public static final Field DURATION_SECONDS = Sessions.DURATION_SECONDS;
    public static final Field IS_FIRST =
            flag("is_first", "Whether it is the customer's first session.").required();
    public static final Field IS_ENGAGED = Sessions.IS_ENGAGED;
    public static final Field IS_ADVOCACY = flag(
                    "is_advocacy",
                    "Whether the customer spoke up for the brand: a referral, a good review, a promoter's answer.")
            .required();
    public static final Field IS_BOT = Sessions.IS_BOT;
    public static final Field STARTED_DATE = Sessions.STARTED_DATE;
    public static final Field STARTED_MONTH = Sessions.STARTED_MONTH;
    public static final Field STARTED_AT = Sessions.STARTED_AT;
    public static final Field ENDED_AT = Sessions.ENDED_AT;
    /** Columns taken over from the session as they are. */
    public static final List<Field> OF_SESSION = List.of(
            SESSION_ID,
            SOURCE_NAME,
            SOURCE_KIND,
            CONTACT_CHANNEL,
            START_REASON,
            CHANNEL,
            CHANNEL_GROUP,
            CHANNEL_SOURCE,
            CHANNEL_MEDIUM,
            CAMPAIGN_ID,
            REFERRER_HOST,
            LANDING_PATH,
            INTERACTION_COUNT,
            VIEW_COUNT,
            DURATION_SECONDS,
            IS_ENGAGED,
            STARTED_DATE,
            STARTED_MONTH,
            STARTED_AT,
            ENDED_AT);

    public static final Table TABLE = Table.gold(
                    "fact_sessions",
                    "One row per session, bots included and marked.",
                    SESSION_ID,
                    CUSTOMER_ID,
                    JOURNEY_ID,
                    SOURCE_NAME,
                    SOURCE_KIND,
                    CONTACT_CHANNEL,
                    START_REASON,
                    CHANNEL,
                    CHANNEL_GROUP,
                    CHANNEL_SOURCE,
                    CHANNEL_MEDIUM,
                    CAMPAIGN_ID,
                    STAGE,
                    REFERRER_HOST,
                    LANDING_PATH,
                    BOT_REASON,
                    INTERACTION_COUNT,
                    VIEW_COUNT,
                    DURATION_SECONDS,
                    IS_FIRST,
                    IS_ENGAGED,
                    IS_ADVOCACY,
                    IS_BOT,
                    STARTED_DATE,
                    STARTED_MONTH,
                    STARTED_AT,
                    ENDED_AT)
            .keyedBy(SESSION_ID)
            .check("ended_at_not_before_started_at", "ended_at >= started_at")
            .check("bots_have_no_journey", "is_bot = (journey_id IS NULL)")
            .check("known_stage", "stage IN ('reach', 'nurture', 'convert', 'support')")
            .byMonth(STARTED_MONTH)
            .scope(Scope.CUSTOMER);

    private FactSessions() {}
}
