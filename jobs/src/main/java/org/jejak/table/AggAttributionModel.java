package org.jejak.table;

/**
 * Fitted data-driven models, channel by channel: what the model says about the month as a whole, and what its weights,
 * spread over the touchpoints of each conversion, add up to.
 */
public final class AggAttributionModel {
    private static final Columns C = new Columns();

    public static final Field CONVERSION_TYPE = C.text("conversion_type", "Name of the conversion type.");
    public static final Field MODEL = C.text("model", "Name of the data-driven model.");
    public static final Field CHANNEL = C.text("channel", "Channel; (unattributed) holds the conversions without touchpoint.");
    public static final Field EFFECT = C.optional().decimal("effect",
            "What the model weighs channels by, over conversions: for markov the removal effect, 0 to 1; for shapley_rate the Shapley value, negative if the channel's paths convert less; for leave_one_out and shapley the share. Null without conversions.");
    public static final Field REVENUE_EFFECT = C.optional().decimal("revenue_effect", "The same over revenue; null without revenue.");
    public static final Field CONVERSION_SHARE = C.optional().decimal("conversion_share",
            "effect over the sum of effects: share of the conversions that have touchpoints. Sums to 1; negative where effect is. Null without conversions.");
    public static final Field CONVERSION_SHARE_LOW = C.optional().decimal("conversion_share_low",
            "Lower end of the 90 % bootstrap interval of conversion_share (Poisson weights by customer, seeded); null if not asked for.");
    public static final Field CONVERSION_SHARE_HIGH = C.optional().decimal("conversion_share_high", "Upper end of the same interval.");
    public static final Field REVENUE_SHARE = C.optional().decimal("revenue_share",
            "revenue_effect over the sum of revenue_effect; null without revenue.");
    public static final Field CONVERSION_COUNT = C.decimal("conversion_count",
            "conversion_share times the month's conversions that have touchpoints; for (unattributed) those that have none.");
    public static final Field CREDITED_CONVERSION_COUNT = C.decimal("credited_conversion_count",
            "Sum of credit in fact_attribution of the month: the weights spread over the touchpoints of each conversion.");
    public static final Field REVENUE_AMOUNT = C.moneySum("revenue_amount", "The same as conversions, of revenue, in the base currency.");
    public static final Field CREDITED_REVENUE_AMOUNT = C.moneySum("credited_revenue_amount", "The same as credited_conversion_count, of revenue.");
    public static final Field STANDARD_ERROR = C.optional().decimal("standard_error",
            "Error of effect from sampling coalitions (shapley_rate beyond its exact limit); else null.");
    public static final Field CONVERSION_PROBABILITY = C.optional().decimal("conversion_probability",
            "P(conversion) of the fitted model: converted over all paths; null without paths.");
    public static final Field EFFECT_SUM = C.optional().decimal("effect_sum", "Sum of effect over the channels; null without conversions.");
    public static final Field CONVERTED_PATH_COUNT = C.number("converted_path_count",
            "Paths with touchpoints that converted, in the months of the fit.");
    public static final Field NULL_PATH_COUNT = C.number("null_path_count", "Paths that did not convert, in the months of the fit.");
    public static final Field INPUT_CHECKSUM = C.number("input_checksum",
            "Checksum of the paths of this month alone, of all conversion types, and of the settings of models; a night fits again what has changed.");
    public static final Field MONTH = C.date("month", "First day of the month whose conversions the fit weighs.");
    public static final Field FIT_FROM_DATE = C.date("fit_from_date", "First day of the months that the fit is made from.");
    public static final Field FIT_DATE = C.date("fit_date", "Last day with an outcome that the fit is made from.");
    public static final Table TABLE = Table.gold(
                    "agg_attribution_model",
                    "One row per month, conversion type, data-driven model and channel seen in the months of the fit.",
                    C)
            .keyedBy(MONTH, CONVERSION_TYPE, MODEL, CHANNEL)
            .references(MODEL, () -> DimModel.TABLE)
            .references(CHANNEL, () -> DimChannel.TABLE)
            .references(MONTH, () -> DimDate.TABLE)
            .alternatives(MODEL)
            .semiAdditive(CONVERTED_PATH_COUNT, MONTH, CHANNEL)
            .semiAdditive(NULL_PATH_COUNT, MONTH, CHANNEL)
            .check(
                    "probability_between_0_and_1",
                    "conversion_probability IS NULL OR conversion_probability BETWEEN 0 AND 1")
            .scope(Scope.WHOLE);

    private AggAttributionModel() {}
}
