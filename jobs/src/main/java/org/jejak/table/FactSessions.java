package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;
import static org.jejak.table.Field.timestamp;

/** Sessions with the customer, journey and lifecycle stage they belong to. */
public final class FactSessions {
    public static final Field SESSION_ID =
            text("session_id", "The session.").required().aboutAPerson();
    public static final Field CUSTOMER_ID = text("customer_id", "The customer; dim_customer.customer_id.")
            .required()
            .aboutAPerson();
    public static final Field JOURNEY_ID =
            text("journey_id", "The journey; null for bots.").aboutAPerson();
    public static final Field SOURCE_NAME = text("source_name", "The source.").required();
    public static final Field SOURCE_KIND = text(
                    "source_kind", "Kind of the source: web, app, email, ad, store and so on.")
            .required();
    public static final Field CONTACT_CHANNEL = text(
                    "contact_channel",
                    "Where the contact took place: web, app, email, ad, chat, phone, store, social, survey, review, order_system, referral.")
            .required();
    public static final Field START_REASON = text(
                    "start_reason",
                    "Why a session starts here: first, timeout, source_session, user_change, campaign_change, midnight, max_length or single.")
            .required();
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
    public static final Field STAGE = text("stage", "Lifecycle stage: reach, nurture, convert or support.")
            .required();
    public static final Field REFERRER_HOST = text("referrer_host", "Host that sent the visit.");
    public static final Field LANDING_PATH = text("landing_path", "Path of the first page.");
    public static final Field BOT_REASON = text("bot_reason", "agent or behaviour for bots, else null.");
    public static final Field INTERACTION_COUNT =
            number("interaction_count", "Interactions in the session.").required();
    public static final Field VIEW_COUNT =
            number("view_count", "Page and screen views in the session.").required();
    public static final Field DURATION_SECONDS =
            number("duration_seconds", "Length in whole seconds.").required();
    public static final Field IS_FIRST =
            flag("is_first", "Whether it is the customer's first session.").required();
    public static final Field IS_ENGAGED = flag(
                    "is_engaged", "Two or more views, ten seconds or more, or a conversion.")
            .required();
    public static final Field IS_ADVOCACY = flag(
                    "is_advocacy",
                    "Whether the customer spoke up for the brand: a referral, a good review, a promoter's answer.")
            .required();
    public static final Field IS_BOT =
            flag("is_bot", "Whether a crawler or script made it.").required();
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
