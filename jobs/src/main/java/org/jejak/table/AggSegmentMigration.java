package org.jejak.table;

/** RFM segments month over month: who moved where, and the revenue of those who moved towards leaving. */
public final class AggSegmentMigration {
    private static final Columns C = new Columns();

    public static final Field FROM_SEGMENT = C.text("from_segment",
            "RFM segment at the end of the month before, with the thresholds of that day; (new) for those without a purchase then.");
    public static final Field TO_SEGMENT = C.text("to_segment", "RFM segment at the end of the month, or at the logical date for the running one.");
    public static final Field CUSTOMER_COUNT = C.number("customer_count", "Customers who made this move.");
    public static final Field REVENUE_AMOUNT = C.moneySum("revenue_amount", "Their revenue of the 365 days up to the end of the month before.");
    public static final Field REVENUE_AT_RISK_AMOUNT = C.moneySum("revenue_at_risk_amount",
            "The same where the new segment is marked at-risk in jejak.value.rfm.segments and the old one is not; 0 elsewhere.");
    public static final Field IS_IDENTIFIED = C.flag("is_identified",
            "Whether the customers can be recognised when they come back (dim_customer.is_identified); false for receipts, which are in no segment: (none).");
    public static final Field IS_RUNNING = C.flag("is_running", "Whether the month is not over at the logical date.");
    public static final Field MONTH = C.date("month", "First day of the month.");
    public static final Table TABLE = Table.gold(
                    "agg_segment_migration", "One row per month, identified or not, segment at its start and segment at its end.", C)
            .keyedBy(MONTH, IS_IDENTIFIED, FROM_SEGMENT, TO_SEGMENT)
            .references(MONTH, () -> DimDate.TABLE)
            .semiAdditive(CUSTOMER_COUNT, MONTH)
            .semiAdditive(REVENUE_AMOUNT, MONTH)
            .semiAdditive(REVENUE_AT_RISK_AMOUNT, MONTH);

    private AggSegmentMigration() {}
}
