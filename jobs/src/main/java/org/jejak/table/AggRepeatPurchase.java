package org.jejak.table;

/** From one order to the next: how many customers go on, and how long it takes them. Orders of one day are one purchase. */
public final class AggRepeatPurchase {
    private static final Columns C = new Columns();

    public static final Field DIMENSION = C.text("dimension", "all, channel (first channel), segment or campaign (first campaign).");
    public static final Field DIMENSION_VALUE = C.text("dimension_value", "The channel, segment or campaign.");
    public static final Field PURCHASE_NUMBER = C.number("purchase_number",
            "The purchase from which the next one is waited for: 1 for the second, 1 to 5.");
    public static final Field CUSTOMER_COUNT = C.number("customer_count", "Customers with at least so many purchases.");
    public static final Field REPEAT_COUNT = C.number("repeat_count", "Of them, customers with one more.");
    public static final Field REPEAT_RATE = C.optional().decimal("repeat_rate",
            "repeat_count / customer_count, 0 to 1: counts people whose time has hardly begun as not come back; the rates by day below do not.");
    public static final Field REPEAT_30_DAY_RATE = C.optional().decimal("repeat_30_day_rate",
            "Share that buys again within 30 days, 0 to 1 (1 - Kaplan-Meier); null if nobody has been watched that long.");
    public static final Field REPEAT_90_DAY_RATE = C.optional().decimal("repeat_90_day_rate", "The same within 90 days.");
    public static final Field REPEAT_180_DAY_RATE = C.optional().decimal("repeat_180_day_rate", "The same within 180 days.");
    public static final Field REPEAT_365_DAY_RATE = C.optional().decimal("repeat_365_day_rate", "The same within 365 days.");
    public static final Field MEAN_DAYS_TO_NEXT = C.optional().decimal("mean_days_to_next",
            "Mean days to the next purchase of those who made it; null if none did.");
    public static final Field MEDIAN_DAYS_TO_NEXT = C.optional().number("median_days_to_next",
            "Days after which half have bought again (Kaplan-Meier, first day with survival of at most one half); null if not reached.");
    public static final Field IS_IDENTIFIED = C.add(AggRetentionCohort.IS_IDENTIFIED);
    public static final Table TABLE = Table.gold(
                    "agg_repeat_purchase", "One row per identified or not, dimension value and purchase number.", C)
            .keyedBy(IS_IDENTIFIED, DIMENSION, DIMENSION_VALUE, PURCHASE_NUMBER)
            .alternatives(DIMENSION)
            .semiAdditive(CUSTOMER_COUNT, PURCHASE_NUMBER)
            .semiAdditive(REPEAT_COUNT, PURCHASE_NUMBER)
            .ratio(REPEAT_RATE, REPEAT_COUNT, CUSTOMER_COUNT)
            .check("repeaters_are_customers", "repeat_count <= customer_count");

    private AggRepeatPurchase() {}
}
