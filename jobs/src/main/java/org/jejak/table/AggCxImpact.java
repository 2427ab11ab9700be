package org.jejak.table;

/** What a bad experience costs, and what a point of the index is worth. */
public final class AggCxImpact {
    private static final Columns C = new Columns();

    public static final Field MEASURE = C.text("measure",
            "bad_share (of the identified buyers of the last 365 days, those with a bad contact in them), bad_revenue_share (their part of all net revenue of these days), stop_share, reduce_share, mean_cut, sales_at_risk_share, sales_at_risk (net, of 365 days), and what of them exceeds the cohort not_bad: excess_stop_share, excess_reduce_share, excess_sales_at_risk_share, excess_sales_at_risk; repurchase_30/90/180, log_rank; effect_per_customer, effect_total, effect_share, placebo, worst_balance, matched_share; point_retention, point_value.");
    public static final Field COHORT = C.text("cohort",
            "(all), bad, not_bad, recovered (bad and resolved in time), not_recovered; comparisons as 'bad - not_bad'.");
    public static final Field CONTACT_KIND = C.text("contact_kind",
            "Kind of the bad contacts: ticket, chat, complaint or checkout; (all) for any. A customer can have bad contacts of several kinds, so kinds do not add up.");
    public static final Field METHOD = C.text("method",
            "descriptive, kaplan_meier, log_rank, matched_did (matched difference-in-differences) or regression.");
    public static final Field UNIT = C.text("unit", "share (0 to 1), currency (base currency), standardised_difference or chi_square.");
    public static final Field STATUS = C.text("status", "shown, too_few or no_estimate (see reason).");
    public static final Field REASON = C.optional().text("reason",
            "Why there is no value: too_few, no_match, placebo_failed, unbalanced, low_match, no_variation, not_observed (nobody was watched for so many days); null if there is one.");
    public static final Field VALUE = C.optional().in("see column unit").decimal("value", "The figure, in its unit; a loss is negative in effect_*. Null with a reason.");
    public static final Field VALUE_LOW = C.optional().in("see column unit").decimal("value_low", "Lower end of the interval; null where there is none.");
    public static final Field VALUE_HIGH = C.optional().in("see column unit").decimal("value_high", "Upper end of the interval; null where there is none.");
    public static final Field P_VALUE = C.optional().decimal("p_value",
            "Probability of a value this far from none by chance; null where not tested.");
    public static final Field N = C.number("n", "Customers it rests on.");
    public static final Table TABLE = Table.gold("agg_cx_impact", "One row per measure, cohort and kind of bad contact; identified customers.", C)
            .keyedBy(MEASURE, COHORT, CONTACT_KIND)
            .notAdditive(N)
            .check("value_or_reason", "(value IS NULL) = (reason IS NOT NULL)");

    private AggCxImpact() {}
}
