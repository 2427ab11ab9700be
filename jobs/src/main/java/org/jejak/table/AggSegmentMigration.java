package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.moneySum;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** RFM segments month over month: who moved where, and the revenue of those who moved towards leaving. */
public final class AggSegmentMigration {
    private static final Columns C = new Columns();

    public static final Field FROM_SEGMENT = C.add(text(
                    "from_segment",
                    "RFM segment at the end of the month before, with the thresholds of that day; (new) for those without a purchase then.")
            .required());
    public static final Field TO_SEGMENT =
            C.add(text("to_segment", "RFM segment at the end of the month, or at the logical date for the running one.")
                    .required());
    public static final Field CUSTOMER_COUNT =
            C.add(number("customer_count", "Customers who made this move.").required());
    public static final Field REVENUE_AMOUNT =
            C.add(moneySum("revenue_amount", "Their revenue of the 365 days up to the end of the month before.")
                    .required());
    public static final Field REVENUE_AT_RISK_AMOUNT = C.add(moneySum(
                    "revenue_at_risk_amount",
                    "The same where the new segment is marked at-risk in jejak.value.rfm.segments and the old one is not; 0 elsewhere.")
            .required());
    public static final Field IS_RUNNING =
            C.add(flag("is_running", "Whether the month is not over at the logical date.")
                    .required());
    public static final Field MONTH =
            C.add(date("month", "First day of the month.").required());
    public static final Table TABLE = Table.gold(
                    "agg_segment_migration", "One row per month, segment at its start and segment at its end.", C)
            .keyedBy(MONTH, FROM_SEGMENT, TO_SEGMENT);

    private AggSegmentMigration() {}
}
