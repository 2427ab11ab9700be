package org.jejak.table;

/** Contact episodes: what a customer wanted of the brand at one time, from the first word to the answer. Open ones have no end. */
public final class FactContacts {
    private static final Columns C = new Columns();

    public static final Field CONTACT_ID = C.aboutAPerson().text("contact_id",
            "Hash of the customer and the ticket or chat, or of the interaction that began it.");
    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");
    public static final Field CONTACT_KIND = C.text("contact_kind",
            "ticket, chat, complaint (a negative social mention) or checkout (an attempt to buy on the web or in the app).");
    public static final Field CONTACT_CHANNEL = C.text("contact_channel",
            "Where it took place: email, phone, chat, social; of checkouts web or app, or order_system if a server reported it.");
    public static final Field TOPIC = C.text("topic", "Topic as first given, of complaints that of the mention; (none) without one.");
    public static final Field AGENT_TYPE = C.optional().text("agent_type",
            "agent if a human answered or was to answer, bot if only a bot; null for complaints and checkouts.");
    public static final Field STAGE = C.text("stage",
            "Lifecycle stage the customer was in just before: reach (also if nothing was before), nurture, convert or support.");
    public static final Field SEGMENT = C.text("segment", "What the customer was then: prospect (no order yet), new (one order) or repeat.");
    public static final Field MESSAGE_COUNT = C.optional().number("message_count",
            "Messages of both sides, as the source says, else records; null for complaints and checkouts.");
    public static final Field ASKED_COUNT = C.optional().number("asked_count",
            "Points that the customer asked about; null if the source does not say.");
    public static final Field ANSWERED_COUNT = C.optional().number("answered_count",
            "Of those the ones answered so far, at most asked_count; null if the source does not say.");
    public static final Field FAILURE_COUNT = C.number("failure_count", "Failures reported during a checkout; 0 for all other kinds.");
    public static final Field IS_REOPENED = C.flag("is_reopened", "Whether it was opened again after it was resolved.");
    public static final Field IS_HANDED_OVER = C.flag("is_handed_over", "Whether a bot handed it over to a human.");
    public static final Field IS_TRANSFERRED = C.flag("is_transferred", "Whether it went from one agent or team to another.");
    public static final Field IS_REPEAT = C.flag("is_repeat",
            "Whether the customer had opened another one on the same topic within the repeat window (7 days) before.");
    public static final Field OPENED_DATE = C.date("opened_date", "Business date of opened_at.");
    public static final Field MONTH = C.date("month", "First day of the month of opened_date; how the table is stored.");
    public static final Field OPENED_AT = C.timestamp("opened_at", "When the customer asked, UTC.");
    public static final Field FIRST_REPLY_AT = C.optional().timestamp("first_reply_at",
            "First reply of anybody, bots too, UTC; null while there is none.");
    public static final Field FIRST_HUMAN_REPLY_AT = C.optional().timestamp("first_human_reply_at",
            "First reply of a human, UTC; null while there is none, for bots, and where a bot handed over and the source does not say when.");
    public static final Field RESOLVED_AT = C.optional().timestamp("resolved_at",
            "When it was resolved for good so far, UTC; for a checkout the order. Null while it is open: not yet, not never.");
    public static final Field REPEATED_AT = C.optional().timestamp("repeated_at",
            "When the customer next opened one on the same topic within the repeat window, UTC; null if that did not happen so far.");
    public static final Table TABLE = Table.gold("fact_contacts", "One row per contact episode.", C)
            .keyedBy(CONTACT_ID)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .references(CONTACT_CHANNEL, () -> DimContactChannel.TABLE)
            .references(STAGE, () -> DimStage.TABLE)
            .references(SEGMENT, () -> DimSegment.TABLE)
            .references(OPENED_DATE, () -> DimDate.TABLE)
            .check("known_kind", "contact_kind IN ('ticket', 'chat', 'complaint', 'checkout')")
            .check("known_segment", "segment IN ('prospect', 'new', 'repeat')")
            .check("resolved_not_before_opened", "resolved_at IS NULL OR resolved_at >= opened_at")
            .check("replied_not_before_opened", "first_reply_at IS NULL OR first_reply_at >= opened_at")
            .check(
                    "answered_not_more_than_asked",
                    "asked_count IS NULL OR answered_count IS NULL OR answered_count BETWEEN 0 AND asked_count")
            .byMonth(MONTH)
            .scope(Scope.CUSTOMER);

    private FactContacts() {}
}
