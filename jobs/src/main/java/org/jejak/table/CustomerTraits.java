package org.jejak.table;

/** The traits of every customer that is no bot, at the logical date. A trait without a value has no entry. */
public final class CustomerTraits {
    private static final Columns C = new Columns();

    public static final Field CUSTOMER_ID =
            C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");

    public static final Field TIME_ZONE = C.text(
            "time_zone", "Zone of the customer's country (jejak.audience.contact.zones), else the business zone.");
    public static final Field NUMBERS = C.decimalMap("numbers", "Traits that are numbers, by name.");
    public static final Field TEXTS = C.textMap("texts", "Traits that are texts, by name.");
    public static final Field DATES = C.dateMap("dates", "Traits that are dates, by name.");
    public static final Field AS_OF_DATE =
            C.date("as_of_date", "Logical date: what happened until the end of this day counts.");

    public static final Table TABLE = Table.silver("customer_traits", "One row per customer that is no bot.", C)
            .keyedBy(CUSTOMER_ID);

    private CustomerTraits() {}
}
