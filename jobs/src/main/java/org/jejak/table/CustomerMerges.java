package org.jejak.table;

/** Customers whose id gave way to another: where the history of an old id went. A record of what runs did, so it depends on the nights, unlike every other silver table. */
public final class CustomerMerges {
    private static final Columns C = new Columns();

    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The id that was used before.");
    public static final Field MERGED_INTO_CUSTOMER_ID = C.aboutAPerson().text("merged_into_customer_id", "The id used since.");
    public static final Field MERGED_DATE = C.date("merged_date", "Logical date of the run that found out.");
    public static final Table TABLE = Table.silver(
                    "customer_merges", "One row per absorbed customer id, surviving id and logical date.", C)
            .keyedBy(CUSTOMER_ID, MERGED_INTO_CUSTOMER_ID, MERGED_DATE)
            .scope(Scope.APPEND);

    private CustomerMerges() {}
}
