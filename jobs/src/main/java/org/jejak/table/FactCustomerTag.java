package org.jejak.table;

/** Tags that customers hold at the logical date. Who withdrew the purpose profiling holds none; sensitive ones are held only where their purpose is granted. */
public final class FactCustomerTag {
    private static final Columns C = new Columns();

    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");

    public static final Field TAG = C.text("tag", "The tag; jejak.audience.tags, with its value where each value is a tag: near:Bandung Dago.");
    public static final Field ACTIVITY = C.text("activity", "Activity that earns it.");
    public static final Field VALUE = C.text("value", "Value of the activity that earns it; (none) if every value does.");
    public static final Field EVENT_COUNT = C.number("event_count", "Events since since_date and in the window before it that earned the tag.");
    public static final Field STRENGTH = C.in("share").decimal("strength",
            "Share of the value in what the customer does of the activity, 0 to 1: each event counts half after each half-life, and customers of whom little is known are drawn to the share of all customers, with the weight of 5 events. 1 if every value earns the tag.");
    public static final Field INDEX = C.in("ratio").decimal("index", "strength over the share of all customers: 2 is twice as much as usual.");
    public static final Field IS_SENSITIVE = C.flag("is_sensitive", "Whether it tells of health, family, faith and the like: jejak.audience.tags.X.sensitive.");
    public static final Field SINCE_DATE = C.date("since_date", "First day of the unbroken time for which it is held.");
    public static final Field UNTIL_DATE = C.date("until_date", "Last day of it, if nothing more happens: on or after the logical date, it may be years ahead.");
    public static final Table TABLE = Table.gold("fact_customer_tag", "One row per customer and tag held at the logical date.", C)
            .keyedBy(CUSTOMER_ID, TAG)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .references(SINCE_DATE, () -> DimDate.TABLE)
            .check("strength_is_a_share", "strength BETWEEN 0 AND 1")
            .check("since_not_after_until", "since_date <= until_date");

    private FactCustomerTag() {}
}
