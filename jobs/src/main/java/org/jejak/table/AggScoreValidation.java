package org.jejak.table;

/** How well scores told what happened, on customers and days that no model had seen. */
public final class AggScoreValidation {
    private static final Columns C = new Columns();

    public static final Field SCORE = C.text("score", "The score; jejak.audience.scores.");
    public static final Field MODEL = C.text("model", "points or logistic; agg_score_model.model.");
    public static final Field ASPECT = C.text("aspect", "all (figures of the model), reliability (bins of expected probability) or tenth (tenths of customers by it, the highest first).");
    public static final Field BUCKET = C.text("bucket", "(all), or the bin.");
    public static final Field BUCKET_NUMBER = C.number("bucket_number", "Order of the buckets, from 1.");
    public static final Field CUSTOMER_COUNT = C.number("customer_count", "Customers at the origin.");
    public static final Field EXPECTED = C.optional().in("share").decimal("expected", "Mean expected probability of the outcome; null without customers.");
    public static final Field ACTUAL = C.optional().in("share").decimal("actual", "Share that the outcome followed for within the horizon; null without customers.");
    public static final Field ACTUAL_LOW = C.optional().in("share").decimal("actual_low", "Lower end of its 95 % interval (Wilson).");
    public static final Field ACTUAL_HIGH = C.optional().in("share").decimal("actual_high", "Upper end of it.");
    public static final Field BRIER = C.optional().decimal("brier", "Brier score: mean squared difference of probability and outcome, 0 is best; of aspect all only.");
    public static final Field BRIER_SKILL = C.optional().decimal("brier_skill", "1 minus brier over that of the base rate: 0 tells nothing, 1 everything; of aspect all only.");
    public static final Field LOG_LOSS = C.optional().decimal("log_loss", "Mean negative log-likelihood, natural logarithm; of aspect all only.");
    public static final Field AUC = C.optional().in("probability").decimal("auc",
            "Probability that of two customers the one with the outcome has the higher probability, ties a half; null without both kinds, of aspect all only.");
    public static final Field SLOPE = C.optional().decimal("slope", "Calibration slope on the log-odds scale: 1 is right, less is too sure; of aspect all only, null where it cannot be fitted.");
    public static final Field SLOPE_LOW = C.optional().decimal("slope_low", "Lower end of its 95 % interval.");
    public static final Field SLOPE_HIGH = C.optional().decimal("slope_high", "Upper end of it.");
    public static final Field ORIGIN_DATE = C.optional().date("origin_date", "Day at whose end the probabilities are those of; the outcome was counted after it.");
    public static final Table TABLE = Table.gold("agg_score_validation", "One row per score, model, aspect and bucket.", C)
            .keyedBy(SCORE, MODEL, ASPECT, BUCKET)
            .references(ORIGIN_DATE, () -> DimDate.TABLE)
            .alternatives(SCORE, MODEL, ASPECT)
            .notAdditive(EXPECTED, ACTUAL, BRIER, BRIER_SKILL, LOG_LOSS, AUC, SLOPE)
            .check("known_aspect", "aspect IN ('all', 'reliability', 'tenth')")
            .check("interval_in_order", "actual_low IS NULL OR actual_low <= actual_high")
            .check("slope_in_order", "slope_low IS NULL OR slope_low <= slope_high")
            .check("shares", "(expected IS NULL OR expected BETWEEN 0 AND 1) AND (actual IS NULL OR actual BETWEEN 0 AND 1)");

    private AggScoreValidation() {}
}
