package org.jejak.table;

/** The frequency-recency heat map: what the chosen model thinks of customers by how often and how recently they bought. */
public final class AggClvGrid {
    private static final Columns C = new Columns();

    public static final Field FREQUENCY_BUCKET = C.text("frequency_bucket", "Purchases (days): 1 to 9, 10-14, 15-19, 20+.");
    public static final Field RECENCY_BUCKET = C.text("recency_bucket",
            "Days since the last purchase: 0-6, 7-13, 14-27, 28-55, 56-83, 84-111, 112-139, 140-181, 182-272, 273-364, 365+.");
    public static final Field FREQUENCY_NUMBER = C.number("frequency_number", "Least number of purchases of the bucket, to sort by.");
    public static final Field RECENCY_NUMBER = C.number("recency_number", "Least number of days of the bucket, to sort by.");
    public static final Field CUSTOMER_COUNT = C.number("customer_count", "Customers with a purchase.");
    public static final Field REVENUE_AMOUNT = C.moneySum("revenue_amount", "Their historic revenue.");
    public static final Field RESIDUAL_VALUE_AMOUNT = C.moneySum("residual_value_amount", "Sum of their residual values.");
    public static final Field MEAN_P_ALIVE = C.optional().decimal("mean_p_alive", "Mean of p_alive; null without a fit.");
    public static final Field MEAN_P_PURCHASE = C.optional().decimal("mean_p_purchase", "Mean of p_purchase; null without a fit.");
    public static final Field MEAN_EXPECTED_PURCHASE_COUNT = C.optional().decimal("mean_expected_purchase_count",
            "Mean of expected_purchase_count; null without a fit.");
    public static final Field IS_IDENTIFIED = C.flag("is_identified",
            "Whether the customers can be recognised when they come back (dim_customer.is_identified); false for receipts, which have no predictions.");
    public static final Table TABLE = Table.gold(
                    "agg_clv_grid", "One row per frequency and recency bucket with any customer, identified or not.", C)
            .keyedBy(IS_IDENTIFIED, FREQUENCY_BUCKET, RECENCY_BUCKET);

    private AggClvGrid() {}
}
