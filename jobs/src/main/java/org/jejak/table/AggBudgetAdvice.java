package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.decimal;
import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.moneySum;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/**
 * How the same budget could bring more: response curves of channels with spend, and the split of the monthly total that
 * maximises what is expected, within the limits of the settings. Weekly results are taken to follow
 * {@code scale * spend ^ elasticity}.
 */
public final class AggBudgetAdvice {
    private static final Columns C = new Columns();

    public static final Field OBJECTIVE = C.add(
            text("objective", "What is maximised: conversions or revenue.").required());
    public static final Field CHANNEL = C.add(text("channel", "Channel with spend; (total) for all of them together.")
            .required());
    public static final Field MODEL = C.add(
            text("model", "Attribution model that the results are counted by.").required());
    public static final Field CURRENT_SPEND_AMOUNT = C.add(
            moneySum("current_spend_amount", "Spend per month of 30 days, by the last complete weeks; base currency.")
                    .required());
    public static final Field ADVISED_SPEND_AMOUNT = C.add(
            moneySum("advised_spend_amount", "Spend per month advised; current_spend_amount where there is no advice.")
                    .required());
    public static final Field CURRENT_SHARE =
            C.add(decimal("current_share", "Share of the total now, 0 to 1.").required());
    public static final Field ADVISED_SHARE = C.add(
            decimal("advised_share", "Share of the total advised, 0 to 1.").required());
    public static final Field CURRENT_RESULT = C.add(
            decimal(
                    "current_result",
                    "Expected conversions, or revenue in the base currency, per month with the current spend; null without a curve."));
    public static final Field ADVISED_RESULT =
            C.add(decimal("advised_result", "The same with the advised spend; null without a curve."));
    public static final Field GAIN =
            C.add(decimal("gain", "advised_result minus current_result; null without a curve."));
    public static final Field GAIN_LOW = C.add(decimal(
            "gain_low",
            "Lower end of the 90 % interval of gain, from the uncertainty of the curves; null without one."));
    public static final Field GAIN_HIGH = C.add(decimal("gain_high", "Upper end of that interval."));
    public static final Field CURVE_SCALE =
            C.add(decimal("curve_scale", "Result of a week with one unit of spend, by the curve; null without one."));
    public static final Field CURVE_ELASTICITY = C.add(
            decimal(
                    "curve_elasticity",
                    "Per cent more result for one per cent more spend, between 0 and 1 (diminishing returns); null without a curve."));
    public static final Field ELASTICITY_LOW =
            C.add(decimal("elasticity_low", "Lower end of the 90 % interval of curve_elasticity."));
    public static final Field ELASTICITY_HIGH = C.add(decimal("elasticity_high", "Upper end of that interval."));
    public static final Field WEEK_COUNT =
            C.add(number("week_count", "Complete weeks with spend that the curve was fitted from.")
                    .required());
    public static final Field HAS_ADVICE =
            C.add(flag("has_advice", "Whether the data carry advice for this channel; for (total), for any.")
                    .required());
    public static final Field REASON = C.add(
            text(
                    "reason",
                    "Why there is no advice: too_few_weeks, spend_does_not_vary, no_results, no_effect_seen, no_diminishing_returns, nothing_to_shift; null with advice."));
    public static final Field FITTED_UNTIL =
            C.add(date("fitted_until", "Last day of the weeks looked at.").required());
    public static final Table TABLE = Table.gold(
                    "agg_budget_advice",
                    "One row per objective and channel with spend in the weeks looked at, and one for the total.",
                    C)
            .keyedBy(OBJECTIVE, CHANNEL);

    private AggBudgetAdvice() {}
}
