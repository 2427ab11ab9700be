package org.jejak.table;

/** Identifiers and the customer each belongs to. */
public final class Identifiers {
    private static final Columns C = new Columns();

    public static final Field IDENTIFIER_KEY = C.aboutAPerson().number("identifier_key", "64-bit hash of type and value.");
    public static final Field IDENTIFIER_TYPE = C.text("identifier_type",
            "anonymous_id, device_id, user_id, email_hash, phone_hash, loyalty_id or order_id.");
    public static final Field IDENTIFIER_VALUE = C.aboutAPerson().text("identifier_value", "The identifier, normalised; hashed where personal.");
    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id",
            "The customer: a hash of the identifier of its component that was seen first.");
    public static final Field IS_OVER_CONNECTED = C.flag("is_over_connected",
            "Whether it was taken out of the graph because too many others are connected to it (a kiosk, a shared address); it is then a customer of its own.");
    public static final Field FIRST_SEEN_AT = C.timestamp("first_seen_at", "First interaction with it.");
    public static final Field FIRST_SEEN_MONTH = C.date("first_seen_month", "First day of the month of first_seen_at, UTC; how the table is stored.");
    public static final Table TABLE = Table.silver("identifiers", "One row per identifier.", C)
            .keyedBy(IDENTIFIER_TYPE, IDENTIFIER_VALUE)
            .byMonth(FIRST_SEEN_MONTH)
            .scope(Scope.COMPONENT);

    private Identifiers() {}
}
