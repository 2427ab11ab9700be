package org.jejak.table;

/** The value of each customer: purchase history in brief, what the chosen model expects, historic and residual value side by side, RFM segment. */
public final class FactCustomerValue {
    private static final Columns C = new Columns();

    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");
    public static final Field ACQUISITION_CHANNEL = C.text("acquisition_channel", "dim_customer.first_channel: channel of the first touchpoint.");
    public static final Field MODEL = C.optional().text("model",
            "Model of purchases behind the predictions: nbd, bg_nbd, mbg_nbd, pareto_nbd; null without a purchase or a fit.");
    public static final Field MODEL_GROUP = C.optional().text("model_group",
            "Whose parameters: (all); the acquisition channel if it has a fit (agg_clv_model.customer_group) or a shift of its own; (other) if it is one of the small channels that are shifted together. Null without a fit.");
    public static final Field RFM_SEGMENT = C.text("rfm_segment", "RFM segment by jejak.value.rfm.segments; Prospects without a purchase, (none) for the unidentified.");
    public static final Field VALUE_REASON = C.optional().text("value_reason",
            "Why a prediction is missing or simplified: not_identified (a receipt, which nobody can connect with the next), no_purchase, no_model (too few customers for a fit), no_spend_model (the mean of all repeat spend stands for expected spend), no_population_mean (no mean exists for one-time buyers: q at most 1); null otherwise.");
    public static final Field ORDER_COUNT = C.number("order_count", "Orders that count as purchases under the returns policy.");
    public static final Field REFUNDED_ORDER_COUNT = C.number("refunded_order_count",
            "Orders with a refund, those left out by the returns policy included.");
    public static final Field PURCHASE_COUNT = C.number("purchase_count",
            "Days with a purchase (RFM frequency); orders of one day are one purchase.");
    public static final Field REPEAT_PURCHASE_COUNT = C.optional().number("repeat_purchase_count",
            "purchase_count minus 1 (the x of the models); null without a purchase.");
    public static final Field RECENCY_DAYS = C.optional().number("recency_days",
            "Days from first to last purchase (t_x); null without a purchase. Not the recency of RFM: that is days_since_purchase.");
    public static final Field AGE_DAYS = C.optional().number("age_days",
            "Days from first purchase to the logical date (T); null without a purchase.");
    public static final Field DAYS_SINCE_PURCHASE = C.optional().number("days_since_purchase",
            "Days from last purchase to the logical date; null without a purchase.");
    public static final Field RECENCY_SCORE = C.optional().number("recency_score",
            "RFM recency, 1 (long ago) to 5 (just now), by thresholds of days_since_purchase over all identified buyers; equal values have equal scores. Null without a purchase, and for the unidentified.");
    public static final Field FREQUENCY_SCORE = C.optional().number("frequency_score",
            "RFM frequency, 1 to 5, by purchase_count. Null without a purchase.");
    public static final Field MONETARY_SCORE = C.optional().number("monetary_score",
            "RFM monetary value, 1 to 5, by historic_revenue_amount. Null without a purchase.");
    public static final Field REVENUE_AMOUNT = C.moneySum("revenue_amount",
            "Historic revenue of the counted orders in the base currency, after the returns policy.");
    public static final Field MEAN_REPEAT_AMOUNT = C.optional().moneySum("mean_repeat_amount",
            "Mean total of the repeat purchase days (the first day left out); null without a repeat purchase.");
    public static final Field HISTORIC_VALUE_AMOUNT = C.moneySum("historic_value_amount",
            "Historic margin: revenue_amount times jejak.value.margin.");
    public static final Field EXPECTED_SPEND_AMOUNT = C.optional().moneySum("expected_spend_amount",
            "Expected revenue of a future purchase (Gamma-Gamma); null without a fit.");
    public static final Field CLV_AMOUNT = C.optional().moneySum("clv_amount",
            "Expected margin of purchases within the horizon, discounted to the logical date; null without a fit, never negative.");
    public static final Field CLV_LOW_AMOUNT = C.optional().moneySum("clv_low_amount",
            "Lower end of the 95 % interval of clv_amount: delta method, the uncertainty of the fitted parameters only. Null if the fit has no standard errors.");
    public static final Field CLV_HIGH_AMOUNT = C.optional().moneySum("clv_high_amount", "Upper end of that interval.");
    public static final Field RESIDUAL_VALUE_AMOUNT = C.optional().moneySum("residual_value_amount",
            "Expected margin of all future purchases, discounted to the logical date at the yearly rate jejak.value.discount-rate; null without a fit.");
    public static final Field TOTAL_VALUE_AMOUNT = C.moneySum("total_value_amount",
            "historic_value_amount plus residual_value_amount; the first alone without a fit.");
    public static final Field P_ALIVE = C.optional().decimal("p_alive",
            "Probability that the customer has not left for good, 0 to 1. In BG/NBD it is 1 for every one-time buyer and no churn score: use p_purchase. Null without a fit.");
    public static final Field P_PURCHASE = C.optional().decimal("p_purchase",
            "Probability of at least one purchase within the horizon, 0 to 1; null without a fit.");
    public static final Field EXPECTED_PURCHASE_COUNT = C.optional().decimal("expected_purchase_count",
            "Expected purchases within the horizon (jejak.value.horizon, by default 365 days from the logical date); null without a fit.");
    public static final Field DISCOUNTED_PURCHASE_COUNT = C.optional().decimal("discounted_purchase_count",
            "Expected purchases within the horizon, each discounted continuously to the logical date (DET); null without a fit.");
    public static final Field RESIDUAL_PURCHASE_COUNT = C.optional().decimal("residual_purchase_count",
            "Expected purchases ever after, each discounted continuously to the logical date (DERT); null without a fit.");
    public static final Field IS_FIRST_TOUCH_PAID = C.add(Customers.IS_FIRST_TOUCH_PAID);
    public static final Field IS_IDENTIFIED = C.flag("is_identified", "dim_customer.is_identified; models and scores are of these customers only.");
    public static final Field FIRST_PURCHASE_DATE = C.optional().date("first_purchase_date",
            "Business date of the first purchase; null without one.");
    public static final Field LAST_PURCHASE_DATE = C.optional().date("last_purchase_date", "Business date of the last purchase; null without one.");
    public static final Field AS_OF_DATE = C.date("as_of_date", "Logical date of the predictions: histories are taken to the end of this day.");
    public static final Table TABLE = Table.gold(
                    "fact_customer_value",
                    "One row per customer that is no bot; customers without a purchase are there as prospects, and receipts that name nobody with what they brought, both without predictions.",
                    C)
            .keyedBy(CUSTOMER_ID)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .references(ACQUISITION_CHANNEL, () -> DimChannel.TABLE)
            .references(MODEL, () -> DimModel.TABLE)
            .references(RFM_SEGMENT, () -> DimSegment.TABLE)
            .references(FIRST_PURCHASE_DATE, () -> DimDate.TABLE)
            .references(LAST_PURCHASE_DATE, () -> DimDate.TABLE)
            .references(AS_OF_DATE, () -> DimDate.TABLE)
            .notAdditive(EXPECTED_SPEND_AMOUNT)
            .check(
                    "probabilities",
                    "(p_alive IS NULL OR p_alive BETWEEN 0 AND 1) AND (p_purchase IS NULL OR p_purchase BETWEEN 0 AND 1)")
            .check(
                    "value_not_negative",
                    "(clv_amount IS NULL OR clv_amount >= 0) AND (residual_value_amount IS NULL OR residual_value_amount >= 0)")
            .check("recency_within_age", "recency_days IS NULL OR recency_days BETWEEN 0 AND age_days");

    private FactCustomerValue() {}
}
