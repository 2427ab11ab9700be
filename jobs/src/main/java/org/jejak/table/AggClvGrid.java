package org.jejak.table;

import static org.jejak.table.Field.decimal;
import static org.jejak.table.Field.moneySum;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** The frequency-recency heat map: what the chosen model thinks of customers by how often and how lately they bought. */
public final class AggClvGrid {
    public static final Field FREQUENCY_BUCKET = text(
                    "frequency_bucket", "Purchases (days): 1 to 9, 10-14, 15-19, 20+.")
            .required();
    public static final Field RECENCY_BUCKET = text(
                    "recency_bucket",
                    "Days since the last purchase: 0-6, 7-13, 14-27, 28-55, 56-83, 84-111, 112-139, 140-181, 182-272, 273-364, 365+.")
            .required();
    public static final Field FREQUENCY_NUMBER = number(
                    "frequency_number", "Least number of purchases of the bucket, to sort by.")
            .required();
    public static final Field RECENCY_NUMBER = number(
                    "recency_number", "Least number of days of the bucket, to sort by.")
            .required();
    public static final Field CUSTOMER_COUNT =
            number("customer_count", "Customers with a purchase.").required();
    public static final Field REVENUE_AMOUNT =
            moneySum("revenue_amount", "Their historic revenue.").required();
    public static final Field RESIDUAL_VALUE_AMOUNT =
            moneySum("residual_value_amount", "Sum of their residual values.").required();
    public static final Field MEAN_P_ALIVE = decimal("mean_p_alive", "Mean of p_alive; null without a fit.");
    public static final Field MEAN_P_PURCHASE = decimal("mean_p_purchase", "Mean of p_purchase; null without a fit.");
    public static final Field MEAN_EXPECTED_PURCHASE_COUNT =
            decimal("mean_expected_purchase_count", "Mean of expected_purchase_count; null without a fit.");
    public static final Table TABLE = Table.gold(
                    "agg_clv_grid",
                    "One row per frequency and recency bucket with any customer.",
                    FREQUENCY_BUCKET,
                    RECENCY_BUCKET,
                    FREQUENCY_NUMBER,
                    RECENCY_NUMBER,
                    CUSTOMER_COUNT,
                    REVENUE_AMOUNT,
                    RESIDUAL_VALUE_AMOUNT,
                    MEAN_P_ALIVE,
                    MEAN_P_PURCHASE,
                    MEAN_EXPECTED_PURCHASE_COUNT)
            .keyedBy(FREQUENCY_BUCKET, RECENCY_BUCKET);

    private AggClvGrid() {}
}
