package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;
import static org.jejak.table.Field.timestamp;

/** Identifiers and the customer each belongs to. */
public final class Identifiers {
    private static final Columns C = new Columns();

    public static final Field IDENTIFIER_KEY = C.add(number("identifier_key", "64-bit hash of type and value.")
            .required()
            .aboutAPerson());
    public static final Field IDENTIFIER_TYPE = C.add(
            text("identifier_type", "anonymous_id, device_id, user_id, email_hash, phone_hash, loyalty_id or order_id.")
                    .required());
    public static final Field IDENTIFIER_VALUE =
            C.add(text("identifier_value", "The identifier, normalised; hashed where personal.")
                    .required()
                    .aboutAPerson());
    public static final Field CUSTOMER_ID =
            C.add(text("customer_id", "The customer: a hash of the identifier of its component that was seen first.")
                    .required()
                    .aboutAPerson());
    public static final Field IS_OVER_CONNECTED = C.add(flag(
                    "is_over_connected",
                    "Whether it was taken out of the graph because too many others are connected to it (a kiosk, a shared address); it is then a customer of its own.")
            .required());
    public static final Field FIRST_SEEN_AT =
            C.add(timestamp("first_seen_at", "First interaction with it.").required());
    public static final Field FIRST_SEEN_MONTH =
            C.add(date("first_seen_month", "First day of the month of first_seen_at, UTC; how the table is stored.")
                    .required());
    public static final Table TABLE = Table.silver("identifiers", "One row per identifier.", C)
            .keyedBy(IDENTIFIER_TYPE, IDENTIFIER_VALUE)
            .byMonth(FIRST_SEEN_MONTH)
            .scope(Scope.COMPONENT);

    private Identifiers() {}
}
