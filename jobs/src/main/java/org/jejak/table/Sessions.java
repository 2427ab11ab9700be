package org.jejak.table;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Sessions: runs of one visitor's interactions in one source without a long pause. No customer yet: a visitor is a browser, device or card of one source. */
public final class Sessions {
    private static final Columns C = new Columns();
    /** {@link #START_REASON} of what is no visit: one event that a server reports, without a visitor or session of its source. */
    public static final String SERVER_EVENT = "server_event";
    /** A session that lasts this long is engaged, in seconds. */
    public static final long ENGAGED_SECONDS = 10;

    public static final Field SESSION_ID = C.aboutAPerson().text("session_id", "Hash of stream_id and the first interaction_id.");
    public static final Field VISITOR_ID = C.aboutAPerson().text("visitor_id", "The source's own visitor: source, identifier type and value.");
    public static final Field STREAM_ID = C.aboutAPerson().text("stream_id",
            "What is cut into sessions: the visitor, the visitor and the source's own session id, or that id alone where it is unique.");
    public static final Field SOURCE_NAME = C.text("source_name", "The source.");
    public static final Field SOURCE_KIND = C.text("source_kind", "Kind of the source: web, app, email, ad, store and so on.");
    public static final Field CONTACT_CHANNEL = C.text("contact_channel",
            "Where the contact took place: web, app, email, ad, chat, phone, store, social, survey, review, order_system, referral. What a server reports took place in the order_system.");
    public static final Field START_REASON = C.text("start_reason",
            "Why a session starts here: first, timeout, source_session, user_change, campaign_change, midnight, max_length or single; server_event for what is no visit, but one event that a server reports.");
    public static final Field IDENTIFIER_TYPE = C.text("identifier_type",
            "Type of the session's strongest identifier, by which the customer is found.");
    public static final Field IDENTIFIER_VALUE = C.aboutAPerson().text("identifier_value", "That identifier.");
    public static final Field IDENTIFIER_KEY = C.aboutAPerson().number("identifier_key", "64-bit hash of that identifier, as in identifiers.");
    public static final Field SOURCE_SESSION_ID = C.optional().aboutAPerson().text("source_session_id",
            "The source's own session id, if it has one.");
    public static final Field CHANNEL = C.text("channel",
            "Acquisition channel: direct, referral, organic_search, paid_search, social, email, display, other; (none) for contacts that bring nobody in, such as a support ticket.");
    public static final Field CHANNEL_GROUP = C.text("channel_group", "The finer Google Analytics 4 channel group.");
    public static final Field CHANNEL_SOURCE = C.optional().text("channel_source", "Source that the channel was decided from, for example google.");
    public static final Field CHANNEL_MEDIUM = C.optional().text("channel_medium", "Medium that the channel was decided from, for example cpc.");
    public static final Field CAMPAIGN_ID = C.text("campaign_id", "Campaign: its name in lower case, else the platform's id; (none) without one.");
    public static final Field CAMPAIGN_NAME = C.optional().text("campaign_name", "Campaign as named by the source.");
    public static final Field REFERRER_HOST = C.optional().text("referrer_host", "Host that sent the visit.");
    public static final Field LANDING_PATH = C.optional().text("landing_path", "Path of the first page.");
    public static final Field TOUCH_KIND = C.text("touch_kind", "How the channel was met: visit, click, open, view; none when channel is (none).");
    public static final Field DEVICE_TYPE = C.text("device_type",
            "What it was done with: desktop, mobile, tablet or other; the most frequent over its interactions, of two the first in the alphabet; (none) if no interaction tells. By the user agent, else by the platform that the source names.");
    public static final Field PLATFORM = C.text("platform",
            "Operating system: windows, macos, linux, chromeos, ios, android or other; the most frequent, as device_type; (none) if no interaction tells.");
    public static final Field COUNTRY_CODE = C.text("country_code",
            "Country, two capital letters (ISO 3166-1); the most frequent over its interactions, of two the first in the alphabet; (none) if no interaction tells.");
    public static final Field LANGUAGE = C.text("language",
            "Language tag (BCP 47), such as en-US; the most frequent, as country_code; (none) if no interaction tells.");
    public static final Field BOT_REASON = C.optional().text("bot_reason", "agent, referrer_spam or behaviour for bots, else null.");
    public static final Field SIGNALS = C.texts("signals", "Names of the stage rules that an interaction of the session matches, sorted.");
    public static final Field INTERACTION_COUNT = C.number("interaction_count", "Interactions in the session.");
    public static final Field VIEW_COUNT = C.number("view_count", "Page and screen views in the session.");
    public static final Field DURATION_SECONDS = C.number("duration_seconds", "ended_at minus started_at, in whole seconds.");
    public static final Field IS_ENGAGED = C.flag("is_engaged", "Two or more views, ten seconds or more, or a conversion.");
    public static final Field IS_PAID = C.flag("is_paid",
            "Whether the touch was bought: its channel_group is paid by jejak.channels.rules; false for (none).");
    public static final Field IS_BOT = C.flag("is_bot", "Whether a crawler or script made it; left out of journeys.");
    public static final Field INTERACTION_IDS = C.aboutAPerson().texts("interaction_ids", "The interactions of the session, in order.");

    /** One conversion or refund inside a session. */
    public static final StructType CONVERSION = new StructType()
            .add("interaction_id", DataTypes.StringType)
            .add("conversion_type", DataTypes.StringType)
            .add("order_id", DataTypes.StringType)
            .add("revenue_amount", Field.MONEY)
            .add("business_date", DataTypes.DateType)
            .add("occurred_at", DataTypes.TimestampType)
            .add("items", DataTypes.StringType);

    public static final Field CONVERSIONS =
            C.add(new Field("conversions", DataTypes.createArrayType(CONVERSION, false), "Its interactions that count as a conversion of some type, or as a refund, in order; amounts in the base currency; items as in interactions.", false, true));

    /** One interaction that a funnel looks at. */
    public static final StructType FUNNEL_STEP = new StructType()
            .add("funnel_name", DataTypes.StringType)
            .add("step_names", DataTypes.createArrayType(DataTypes.StringType, true))
            .add("occurred_at", DataTypes.TimestampType);

    public static final Field FUNNEL_STEPS =
            C.add(new Field("funnel_steps", DataTypes.createArrayType(FUNNEL_STEP, false), "Its interactions that are steps of a funnel, in order; for a strict funnel the others too, without a step.", false, false));
    public static final Field STARTED_DATE = C.date("started_date", "Business date of started_at.");
    public static final Field MONTH = C.date("month", "First day of the month of started_date; how the table is stored.");
    public static final Field STARTED_AT = C.timestamp("started_at", "First interaction, UTC.");
    public static final Field ENDED_AT = C.timestamp("ended_at", "Last interaction, UTC.");
    public static final Table TABLE = Table.silver("sessions", "One row per session.", C)
            .keyedBy(SESSION_ID)
            .check("ended_at_not_before_started_at", "ended_at >= started_at")
            .check("has_interactions", "interaction_count >= 1")
            .byMonth(MONTH)
            .scope(Scope.VISITOR);

    private Sessions() {}
}
