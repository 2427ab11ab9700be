package org.jejak.table;

/** Identifiers and the customer each belongs to. */
public final class Identifiers {
    private static final Columns C = new Columns();

    public static final Field IDENTIFIER_KEY = C.aboutAPerson().number("identifier_key", "64-bit hash of type and value.");
    public static final Field IDENTIFIER_TYPE = C.text("identifier_type",
            "anonymous_id, device_id, user_id, email_hash, phone_hash, loyalty_id or order_id.");
    public static final Field IDENTIFIER_VALUE = C.aboutAPerson().text("identifier_value", "The identifier, normalised; hashed where personal.");
    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id",
            "The customer: a hash of its identifier that was seen first.");
    public static final Field COMPONENT_ID = C.aboutAPerson().text("component_id",
            "All that records connect, several accounts included: the customer_id of whom of them was seen first.");
    public static final Field IS_OVER_CONNECTED = C.flag("is_over_connected",
            "Whether it is shared: taken out of the graph because too many others are connected to it (a kiosk, an address of two accounts), or as near to one account as to another; it is then nobody's in particular.");
    public static final Field FIRST_ACCOUNT_KEY = C.optional().aboutAPerson().number("first_account_key",
            "identifier_key of the first user_id in a record with it; of a shared one, what was done with it before is that account's.");
    public static final Field FIRST_ACCOUNT_AT = C.optional().timestamp("first_account_at", "First interaction with an account and it, UTC.");
    public static final Field FIRST_SEEN_AT = C.timestamp("first_seen_at", "First interaction with it.");
    public static final Field MONTH = C.date("month", "First day of the month of first_seen_at, UTC; how the table is stored.");
    public static final Table TABLE = Table.silver("identifiers", "One row per identifier.", C)
            .keyedBy(IDENTIFIER_TYPE, IDENTIFIER_VALUE)
            .byMonth(MONTH)
            .scope(Scope.COMPONENT);

    private Identifiers() {}
}
