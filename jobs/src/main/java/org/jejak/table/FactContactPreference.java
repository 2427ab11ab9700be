package org.jejak.table;

/** Where and when customers are best written to: the contact channels on which they can be reached. */
public final class FactContactPreference {
    private static final Columns C = new Columns();

    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");

    public static final Field CONTACT_CHANNEL = C.text("contact_channel",
            "email (an e-mail address is known that is not shared, and nothing bounced since the last click), push (a device is known), sms or whatsapp (a phone number is known).");
    public static final Field BASIS = C.text("basis", "What best_hour rests on: visits (the customer's own), or pooled (nobody's in particular: there were none).");
    public static final Field BEST_HOUR = C.number("best_hour",
            "Hour of the day, 0 to 23, local to the customer, in which own visits are likeliest, within jejak.audience.contact.action-hours; of two the earlier. Opens do not count: they follow the hour of sending.");
    public static final Field OBSERVATION_COUNT = C.number("observation_count", "Own visits in the last 180 days: not those that an e-mail or a push brought.");
    public static final Field DELIVERED_COUNT = C.number("delivered_count", "Messages delivered on the channel in the last 365 days.");
    public static final Field CLICKED_COUNT = C.number("clicked_count", "Of them clicked.");
    public static final Field HOUR_SHARE = C.in("share").decimal("hour_share",
            "Share of visits in best_hour, 0 to 1, customers of whom little is known drawn to their country.");
    public static final Field RESPONSE_RATE = C.decimal("response_rate",
            "Share of messages clicked, 0 to 1, customers of whom little is known drawn to all customers; 0 if nothing was delivered to anybody on the channel.");
    public static final Table TABLE = Table.gold("fact_contact_preference", "One row per customer and contact channel on which the customer can be reached.", C)
            .keyedBy(CUSTOMER_ID, CONTACT_CHANNEL)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .references(CONTACT_CHANNEL, () -> DimContactChannel.TABLE)
            .check("hour_of_day", "best_hour BETWEEN 0 AND 23")
            .check("shares", "hour_share BETWEEN 0 AND 1 AND response_rate BETWEEN 0 AND 1")
            .check("clicked_among_delivered", "clicked_count BETWEEN 0 AND delivered_count");

    private FactContactPreference() {}
}
