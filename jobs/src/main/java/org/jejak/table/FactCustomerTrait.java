package org.jejak.table;

/** Published traits of customers at the logical date: those with publish = true. */
public final class FactCustomerTrait {
    private static final Columns C = new Columns();

    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");

    public static final Field TRAIT = C.text("trait", "The trait; jejak.audience.traits.");
    public static final Field TEXT = C.optional().aboutAPerson().text("text", "Its value if it is a text, else null.");
    public static final Field NUMBER = C.optional().decimal("number", "Its value if it is a number, else null.");
    public static final Field DATE = C.optional().date("date", "Its value if it is a date, else null.");
    public static final Field AS_OF_DATE = C.date("as_of_date", "Logical date: what happened until the end of this day counts.");

    public static final Table TABLE = Table.gold("fact_customer_trait", "One row per customer and published trait with a value.", C)
            .keyedBy(CUSTOMER_ID, TRAIT)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .references(DATE, () -> DimDate.TABLE)
            .references(AS_OF_DATE, () -> DimDate.TABLE)
            .check("one_value", "int(text IS NOT NULL) + int(number IS NOT NULL) + int(date IS NOT NULL) = 1");

    private FactCustomerTrait() {}
}
