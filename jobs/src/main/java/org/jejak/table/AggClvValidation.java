package org.jejak.table;

/** How well the models predict what identified customers buy: fitted on histories up to an origin, compared with what came after. */
public final class AggClvValidation {
    private static final Columns C = new Columns();

    public static final Field MODEL = C.text("model", "nbd, bg_nbd, mbg_nbd, pareto_nbd; for the aspect drift that of the predictions.");
    public static final Field ASPECT = C.text("aspect",
            "holdout (all customers), decile (tenths of customers by expected purchases, 1 is the highest), activity (tenths of predicted P(at least one purchase)), frequency (by repeat purchases before the origin), weekly (cumulative repeat purchases since the first order, week by week), backtest (holdout again, with earlier origins), drift (a fit of jejak.value.drift-window earlier against that of today).");
    public static final Field BUCKET = C.text("bucket",
            "What the row is about within its aspect: all, 1 to 10, 0 to 7+, a week, or the drifting quantity (purchase_rate, dropout).");
    public static final Field BUCKET_NUMBER = C.number("bucket_number", "The bucket as a number, to sort by.");
    public static final Field CUSTOMER_COUNT = C.number("customer_count", "Customers in the bucket.");
    public static final Field EXPECTED_VALUE = C.optional().decimal("expected_value",
            "Foretold: purchases of all customers in the bucket, for activity customers with a purchase; for drift the quantity in the earlier fit. Null if there is none.");
    public static final Field ACTUAL_VALUE = C.optional().decimal("actual_value", "The same as it came out; for drift the quantity in today's fit.");
    public static final Field MEAN_ABSOLUTE_ERROR = C.optional().decimal("mean_absolute_error",
            "Mean of |expected - actual| purchases per customer; null for weekly and drift.");
    public static final Field ROOT_MEAN_SQUARE_ERROR = C.optional().decimal("root_mean_square_error",
            "Root of the mean squared difference per customer; null for weekly and drift.");
    public static final Field BIAS_RATIO = C.optional().decimal("bias_ratio", "expected_value / actual_value - 1; null if nothing came.");
    public static final Field LIFT = C.optional().decimal("lift",
            "For decile: actual purchases per customer against those of all customers; null elsewhere.");
    public static final Field AUC = C.optional().decimal("auc",
            "For holdout and backtest: probability that a customer who bought had a higher P(at least one purchase) than one who did not, ties half; null elsewhere.");
    public static final Field IS_CHOSEN = C.flag("is_chosen", "Whether this is the model of the predictions.");
    public static final Field IS_ALARM = C.flag("is_alarm",
            "Drift beyond jejak.value.drift-alarm, or a weekly total off by more than it and by more than three standard deviations of a Poisson count.");
    public static final Field ORIGIN_DATE = C.date("origin_date", "Last day of the histories that were fitted.");
    public static final Field END_DATE = C.date("end_date", "Last day of what they are compared with.");
    public static final Table TABLE = Table.gold(
                    "agg_clv_validation", "One row per model, aspect, origin and bucket.", C)
            .keyedBy(MODEL, ASPECT, ORIGIN_DATE, BUCKET)
            .references(MODEL, () -> DimModel.TABLE)
            .references(ORIGIN_DATE, () -> DimDate.TABLE)
            .references(END_DATE, () -> DimDate.TABLE)
            .alternatives(MODEL, ASPECT, ORIGIN_DATE);

    private AggClvValidation() {}
}
