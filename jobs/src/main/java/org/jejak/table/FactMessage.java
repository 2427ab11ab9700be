package org.jejak.table;

/** Messages to customers, and what became of them. A message that bounced without having been delivered has a row too. */
public final class FactMessage {
    private static final Columns C = new Columns();

    public static final Field MESSAGE_KEY = C.aboutAPerson().text("message_key", "Id of the message (interactions.message_id), else the interaction of its delivery.");
    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");

    public static final Field CONTACT_CHANNEL = C.text("contact_channel", "How it came: email or push.");
    public static final Field CAMPAIGN_ID = C.text("campaign_id", "Campaign: its name in lower case, else the platform's id; (none) without one.");
    public static final Field DECISION_ID = C.optional().aboutAPerson().text("decision_id",
            "Decision of jejak that it carried out, as the sender's log gives it in the property decision_id; null if it does not.");
    public static final Field LOCAL_HOUR = C.number("local_hour",
            "Hour of delivered_at, 0 to 23, in the zone of the customer's country (jejak.audience.contact.zones), else in the business zone.");
    public static final Field IS_MACHINE_OPEN = C.flag("is_machine_open",
            "Whether it was opened by machines alone: within a minute of its delivery, or by a proxy that opens everything.");
    public static final Field IS_UNSUBSCRIBE = C.flag("is_unsubscribe", "Whether it led to an unsubscription or a complaint.");
    public static final Field IS_BOUNCE = C.flag("is_bounce", "Whether it came back.");
    public static final Field MONTH = C.date("month", "First day of the month of delivered_at in the business zone; how the table is stored.");
    public static final Field DELIVERED_AT = C.timestamp("delivered_at", "When it was delivered, UTC; of a bounce alone, when it came back.");
    public static final Field OPENED_AT = C.optional().timestamp("opened_at",
            "First open that is no machine's, else the first of a machine, UTC; null if it was not opened so far.");
    public static final Field CLICKED_AT = C.optional().timestamp("clicked_at", "First click, UTC; null if there was none so far.");
    public static final Table TABLE = Table.gold("fact_message", "One row per message and customer.", C)
            .keyedBy(MESSAGE_KEY, CUSTOMER_ID)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .references(CONTACT_CHANNEL, () -> DimContactChannel.TABLE)
            .references(CAMPAIGN_ID, () -> DimCampaign.TABLE)
            .check("hour_of_day", "local_hour BETWEEN 0 AND 23")
            .check("machines_open", "opened_at IS NOT NULL OR NOT is_machine_open")
            .byMonth(MONTH)
            .scope(Scope.CUSTOMER);

    private FactMessage() {}
}
