package org.jejak.table;

/** Who is in which segment of the audience at the logical date. Not the RFM segments: those are dim_customer.rfm_segment. */
public final class FactSegmentMember {
    private static final Columns C = new Columns();

    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");

    public static final Field SEGMENT = C.text("segment", "The segment; jejak.audience.segments.");
    public static final Field AS_OF_DATE = C.date("as_of_date", "Logical date: what happened until the end of this day counts.");

    public static final Table TABLE = Table.gold("fact_segment_member", "One row per customer and segment that the customer is in.", C)
            .keyedBy(CUSTOMER_ID, SEGMENT)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .references(AS_OF_DATE, () -> DimDate.TABLE);

    private FactSegmentMember() {}
}
