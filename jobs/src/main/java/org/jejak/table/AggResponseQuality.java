package org.jejak.table;

/** How fast and how completely tickets and chats are answered, and how satisfied people are with it. */
public final class AggResponseQuality {
    private static final Columns C = new Columns();

    public static final Field CONTACT_CHANNEL = C.text("contact_channel", "email, phone, chat; (all) for all together.");
    public static final Field TOPIC = C.text("topic", "Topic of the contacts; (all) for all together.");
    public static final Field PERIOD = C.text("period", "Month of opening as yyyy-MM; (all) for all together.");
    public static final Field STATUS = C.text("status", "too_few (fewer than 30 contacts: counts only), shown (below 100) or comparable.");
    public static final Field MEDIAN_REPLY_MINUTES = C.optional().decimal("median_reply_minutes",
            "Median minutes to the first human reply, open contacts as censored (Kaplan-Meier); null if too few or half are not answered.");
    public static final Field P90_REPLY_MINUTES = C.optional().decimal("p90_reply_minutes", "Minutes by which 90 % have a human reply, likewise.");
    public static final Field WITHIN_TARGET_SHARE = C.optional().decimal("within_target_share",
            "Share with a human reply within the channel's target, pending ones left out, 0 to 1.");
    public static final Field WITHIN_TARGET_LOW = C.optional().decimal("within_target_low", "Lower end of its interval (Wilson).");
    public static final Field WITHIN_TARGET_HIGH = C.optional().decimal("within_target_high", "Upper end of its interval.");
    public static final Field TIMELINESS = C.optional().decimal("timeliness",
            "Mean of the timeliness score, 1 within target to 0 at the limit or never, 0 to 1.");
    public static final Field COMPLETENESS = C.optional().decimal("completeness", "Mean share of asked points that were answered, 0 to 1.");
    public static final Field RESOLVED_SHARE = C.optional().decimal("resolved_share",
            "Share resolved, contacts still within the time to resolve left out, 0 to 1.");
    public static final Field FIRST_CONTACT_RESOLUTION = C.optional().decimal("first_contact_resolution",
            "Share resolved, not reopened and not followed by another on the same topic within 7 days, 0 to 1.");
    public static final Field MEDIAN_RESOLUTION_HOURS = C.optional().decimal("median_resolution_hours",
            "Median hours to the resolution, open contacts as censored (Kaplan-Meier).");
    public static final Field SATISFACTION_IN_TARGET = C.optional().decimal("satisfaction_in_target",
            "Mean answer about contacts answered within target, 0 to 1; null below 30 answers.");
    public static final Field SATISFACTION_BEYOND_TARGET = C.optional().decimal("satisfaction_beyond_target",
            "Mean answer about contacts answered later or never, 0 to 1; null below 30 answers.");
    public static final Field RESPONSE_RATE = C.optional().decimal("response_rate",
            "Share of the contacts that a survey answer is about, 0 to 1; null if too few.");
    public static final Field CONTACT_COUNT = C.number("contact_count", "Tickets and chats opened.");
    public static final Field REPLIED_COUNT = C.number("replied_count", "Of those: with a human reply.");
    public static final Field NEVER_ANSWERED_COUNT = C.number("never_answered_count", "Open without a human reply, older than the channel's limit.");
    public static final Field PENDING_COUNT = C.number("pending_count", "Open without a human reply, younger than the limit: not known yet.");
    public static final Field BOT_COUNT = C.number("bot_count", "Answered by a bot; no time of a human reply known.");
    public static final Field UNKNOWN_COUNT = C.number("unknown_count",
            "No human reply on record, and none to be told: resolved all the same, or of a channel without any on record.");
    public static final Field IN_TARGET_ANSWER_COUNT = C.number("in_target_answer_count", "Contacts behind satisfaction_in_target.");
    public static final Field BEYOND_TARGET_ANSWER_COUNT = C.number("beyond_target_answer_count", "Contacts behind satisfaction_beyond_target.");
    public static final Field MONTH = C.optional().date("month", "First day of the month of period; null for all together.");
    public static final Table TABLE = Table.gold(
                    "agg_response_quality",
                    "One row per contact channel, topic and month with any contact, and per each of them together.",
                    C)
            .keyedBy(CONTACT_CHANNEL, TOPIC, PERIOD)
            .references(MONTH, () -> DimDate.TABLE)
            .alternatives(CONTACT_CHANNEL, TOPIC, PERIOD)
            .check(
                    "every_contact_counted_once",
                    "contact_count = replied_count + never_answered_count + pending_count + bot_count + unknown_count");

    private AggResponseQuality() {}
}
