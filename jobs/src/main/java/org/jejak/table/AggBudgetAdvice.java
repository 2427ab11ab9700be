package org.jejak.table;

/**
 * How the same budget could bring more: response curves of channels with spend, and the split of the monthly total that
 * maximises what is expected, within the limits of the settings. Weekly results, those of paid touchpoints alone, are taken
 * to follow {@code scale * spend ^ elasticity}.
 */
public final class AggBudgetAdvice {
    private static final Columns C = new Columns();

    public static final Field OBJECTIVE = C.text("objective", "What is maximised: conversions or revenue.");
    public static final Field CHANNEL = C.text("channel", "Channel with spend; (total) for all of them together.");
    public static final Field MODEL = C.text("model", "Attribution model that the results are counted by.");
    public static final Field CURRENT_SPEND_AMOUNT = C.moneySum("current_spend_amount",
            "Spend per month of 30 days, by the last complete weeks; base currency.");
    public static final Field ADVISED_SPEND_AMOUNT = C.moneySum("advised_spend_amount",
            "Spend per month advised; current_spend_amount where there is no advice.");
    public static final Field CURRENT_SHARE = C.decimal("current_share", "Share of the total now, 0 to 1.");
    public static final Field ADVISED_SHARE = C.decimal("advised_share", "Share of the total advised, 0 to 1.");
    public static final Field CURRENT_RESULT = C.optional().decimal("current_result",
            "Expected conversions of paid touchpoints, or their revenue in the base currency, per month with the current spend; null without a curve.");
    public static final Field ADVISED_RESULT = C.optional().decimal("advised_result", "The same with the advised spend; null without a curve.");
    public static final Field GAIN = C.optional().decimal("gain", "advised_result minus current_result; null without a curve.");
    public static final Field GAIN_LOW = C.optional().decimal("gain_low",
            "Lower end of the 90 % interval of gain, from the uncertainty of the curves; null without one.");
    public static final Field GAIN_HIGH = C.optional().decimal("gain_high", "Upper end of that interval.");
    public static final Field CURVE_SCALE = C.optional().decimal("curve_scale",
            "Result of a week with one unit of spend, by the curve; null without one.");
    public static final Field CURVE_ELASTICITY = C.optional().decimal("curve_elasticity",
            "Per cent more result for one per cent more spend, between 0 and 1 (diminishing returns); null without a curve.");
    public static final Field ELASTICITY_LOW = C.optional().decimal("elasticity_low", "Lower end of the 90 % interval of curve_elasticity.");
    public static final Field ELASTICITY_HIGH = C.optional().decimal("elasticity_high", "Upper end of that interval.");
    public static final Field WEEK_COUNT = C.number("week_count", "Complete weeks with spend that the curve was fitted from.");
    public static final Field HAS_ADVICE = C.flag("has_advice", "Whether the data carry advice for this channel; for (total), for any.");
    public static final Field REASON = C.optional().text("reason",
            "Why there is no advice: too_few_weeks, spend_does_not_vary, no_results, no_effect_seen, no_diminishing_returns, nothing_to_shift; null with advice.");
    public static final Field FITTED_UNTIL_DATE = C.date("fitted_until_date", "Last day of the weeks looked at.");
    public static final Table TABLE = Table.gold(
                    "agg_budget_advice",
                    "One row per objective and channel with spend in the weeks looked at, and one for the total.",
                    C)
            .keyedBy(OBJECTIVE, CHANNEL)
            .references(MODEL, () -> DimModel.TABLE)
            .references(FITTED_UNTIL_DATE, () -> DimDate.TABLE)
            .alternatives(OBJECTIVE)
            .notAdditive(WEEK_COUNT)
            .semiAdditive(CURRENT_SPEND_AMOUNT, CHANNEL)
            .semiAdditive(ADVISED_SPEND_AMOUNT, CHANNEL);

    private AggBudgetAdvice() {}
}
