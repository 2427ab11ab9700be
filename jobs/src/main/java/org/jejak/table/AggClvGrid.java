package org.jejak.table;

import static org.jejak.table.Field.decimal;
import static org.jejak.table.Field.moneySum;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** The frequency-recency heat map: what the chosen model thinks of customers by how often and how lately they bought. */
public final class AggClvGrid {
    private static final Columns C = new Columns();

    public static final Field FREQUENCY_BUCKET =
            C.add(text("frequency_bucket", "Purchases (days): 1 to 9, 10-14, 15-19, 20+.")
                    .required());
    public static final Field RECENCY_BUCKET = C.add(text(
                    "recency_bucket",
                    "Days since the last purchase: 0-6, 7-13, 14-27, 28-55, 56-83, 84-111, 112-139, 140-181, 182-272, 273-364, 365+.")
            .required());
    public static final Field FREQUENCY_NUMBER =
            C.add(number("frequency_number", "Least number of purchases of the bucket, to sort by.")
                    .required());
    public static final Field RECENCY_NUMBER =
            C.add(number("recency_number", "Least number of days of the bucket, to sort by.")
                    .required());
    public static final Field CUSTOMER_COUNT =
            C.add(number("customer_count", "Customers with a purchase.").required());
    public static final Field REVENUE_AMOUNT =
            C.add(moneySum("revenue_amount", "Their historic revenue.").required());
    public static final Field RESIDUAL_VALUE_AMOUNT = C.add(
            moneySum("residual_value_amount", "Sum of their residual values.").required());
    public static final Field MEAN_P_ALIVE = C.add(decimal("mean_p_alive", "Mean of p_alive; null without a fit."));
    public static final Field MEAN_P_PURCHASE =
            C.add(decimal("mean_p_purchase", "Mean of p_purchase; null without a fit."));
    public static final Field MEAN_EXPECTED_PURCHASE_COUNT =
            C.add(decimal("mean_expected_purchase_count", "Mean of expected_purchase_count; null without a fit."));
    public static final Table TABLE = Table.gold(
                    "agg_clv_grid", "One row per frequency and recency bucket with any customer.", C)
            .keyedBy(FREQUENCY_BUCKET, RECENCY_BUCKET);

    private AggClvGrid() {}
}
