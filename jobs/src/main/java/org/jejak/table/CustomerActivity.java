package org.jejak.table;

/** What each customer did, counted per day: the activities of the settings. Bots have no rows. */
public final class CustomerActivity {
    private static final Columns C = new Columns();

    public static final Field CUSTOMER_ID =
            C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");

    public static final Field ACTIVITY = C.text("activity", "The activity; jejak.audience.activities.");
    public static final Field VALUE = C.text(
            "value",
            "What the activity tells apart, such as a product; (none) if it tells nothing apart or the record does not say.");
    public static final Field EVENT_COUNT =
            C.number("event_count", "Interactions; records of one and the same order count once.");
    public static final Field AMOUNT = C.moneySum(
            "amount",
            "Revenue in the base currency before refunds, of an order by its most trusted report; 0 if the activity adds up none.");
    public static final Field BUSINESS_DATE = C.date("business_date", "Day in the business zone.");
    public static final Field BUSINESS_MONTH =
            C.date("business_month", "First day of the month of business_date; how the table is stored.");
    public static final Field FIRST_AT = C.timestamp("first_at", "First interaction of the day, UTC.");
    public static final Field LAST_AT = C.timestamp("last_at", "Last interaction of the day, UTC.");
    /** {@link #VALUE} where nothing is told apart. */
    public static final String NO_VALUE = "(none)";

    public static final Table TABLE = Table.silver(
                    "customer_activity", "One row per customer, activity, value and day.", C)
            .keyedBy(CUSTOMER_ID, ACTIVITY, VALUE, BUSINESS_DATE)
            .check("something_was_done", "event_count >= 1")
            .check("first_not_after_last", "first_at <= last_at")
            .check("month_of_date", "business_month = trunc(business_date, 'MM')")
            .byMonth(BUSINESS_MONTH)
            .scope(Scope.CUSTOMER);

    private CustomerActivity() {}
}
