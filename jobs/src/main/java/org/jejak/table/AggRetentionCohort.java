package org.jejak.table;

/**
 * Who of a cohort came back, and what came back with them: observed periods, and the periods that sBG and BdW expect.
 * Rows of one basis, granularity, window and dimension belong together; rows of several of them must not be added. Figures of customers are those of
 * the rows with is_identified; receipts cannot come back, for nobody would know them.
 */
public final class AggRetentionCohort {
    private static final Columns C = new Columns();

    public static final Field COHORT_BASIS = C.text("cohort_basis",
            "What puts a customer into a cohort and counts as being active: order (first order, orders) or visit (first session, sessions).");
    public static final Field GRANULARITY = C.text("granularity", "Length of cohorts and periods: month, or week starting on Monday.");
    public static final Field WINDOW_KIND = C.text("window_kind",
            "How periods are counted: calendar (months or weeks of the calendar), rolling (30 or 7 days from the customer's own first day) or bracket (days from_day to to_day after it).");
    public static final Field DIMENSION = C.text("dimension", "all, channel (first channel), segment or campaign (first campaign).");
    public static final Field DIMENSION_VALUE = C.text("dimension_value",
            "The channel, segment or campaign; all for the dimension all, (other) for the rest.");
    public static final Field COHORT = C.text("cohort",
            "First month as 2026-01 or first week by its Monday as 2026-01-05; all for all cohorts together, weighted by customers who have reached the period.");
    public static final Field SERIES = C.text("series",
            "observed, or the model that expects the row: sbg (shifted beta-geometric) or bdw (beta-discrete-Weibull).");
    public static final Field REVENUE_AMOUNT = C.optional().moneySum("revenue_amount",
            "Net revenue of the period, base currency; null for projections. With rolling and bracket windows of eligible customers only.");
    public static final Field CUMULATIVE_REVENUE_AMOUNT = C.optional().moneySum("cumulative_revenue_amount",
            "Net revenue since the first period; calendar only, null for projections and for the cohort all.");
    public static final Field PERIOD_NUMBER = C.number("period_number",
            "Periods since the first, from 0; for brackets the number of the bracket from 1 (0 is the first day).");
    public static final Field FROM_DAY = C.optional().number("from_day",
            "First day of the window, counted from the customer's first day 0; null for calendar windows.");
    public static final Field TO_DAY = C.optional().number("to_day", "Last day of the window, included; null for calendar windows.");
    public static final Field CUSTOMER_COUNT = C.number("customer_count", "Customers of the cohort.");
    public static final Field ELIGIBLE_COUNT = C.optional().number("eligible_count",
            "Customers whose period has been observed: the denominator of retention_rate. Calendar: all of the cohort. Null for projections.");
    public static final Field ACTIVE_COUNT = C.optional().number("active_count", "Eligible customers active in the period; null for projections.");
    public static final Field ELIGIBLE_OR_AFTER_COUNT = C.optional().number("eligible_or_after_count",
            "Customers whose period has begun: the denominator of retention_or_after_rate; null for brackets and projections.");
    public static final Field ACTIVE_OR_AFTER_COUNT = C.optional().number("active_or_after_count",
            "Of them, customers active in this or any later period so far; null for brackets and projections.");
    public static final Field ORDER_COUNT = C.optional().number("order_count", "Orders of the period; null for projections.");
    public static final Field RETENTION_RATE = C.optional().decimal("retention_rate",
            "active_count / eligible_count, 0 to 1; null without eligible customers or projected.");
    public static final Field RETENTION_OR_AFTER_RATE = C.optional().decimal("retention_or_after_rate",
            "Active in this or a later period, 0 to 1: active_or_after_count / eligible_or_after_count, or what the model expects. Recent periods are low until there was time to come back.");
    public static final Field NRR_RATE = C.optional().decimal("nrr_rate",
            "Net revenue retention against period 0 of the same customers, 0 or more; calendar only, null if period 0 had no revenue.");
    public static final Field GRR_RATE = C.optional().decimal("grr_rate",
            "Gross revenue retention against period 0: sum of the lesser of the period's and period 0's revenue per customer, at most 1; calendar only.");
    public static final Field GRR_STRICT_RATE = C.optional().decimal("grr_strict_rate",
            "The same with the least of all periods so far per customer: lost revenue never comes back; calendar only.");
    public static final Field IS_IDENTIFIED = C.flag("is_identified",
            "Whether the customers can be recognised when they come back (dim_customer.is_identified). False: receipts, each a customer of its own, all together in dimension all.");
    public static final Field IS_COMPLETE = C.flag("is_complete",
            "Whether the period was over for every customer of the cohort on the logical date.");
    public static final Field IS_PROJECTED = C.flag("is_projected", "Whether the row is expected by a model and not observed.");
    public static final Field COHORT_DATE = C.optional().date("cohort_date",
            "First day of the cohort's month or week; null for all cohorts together.");
    public static final Table TABLE = Table.gold(
                    "agg_retention_cohort",
                    "One row per cohort basis, granularity, window, identified or not, dimension value, cohort, series and period.",
                    C)
            .keyedBy(COHORT_BASIS, GRANULARITY, WINDOW_KIND, IS_IDENTIFIED, DIMENSION, DIMENSION_VALUE, COHORT, SERIES, PERIOD_NUMBER)
            .references(COHORT_DATE, () -> DimDate.TABLE)
            .alternatives(COHORT_BASIS, GRANULARITY, WINDOW_KIND, DIMENSION, COHORT, SERIES)
            .semiAdditive(CUSTOMER_COUNT, PERIOD_NUMBER)
            .semiAdditive(ELIGIBLE_COUNT, PERIOD_NUMBER)
            .semiAdditive(ACTIVE_COUNT, PERIOD_NUMBER)
            .semiAdditive(ELIGIBLE_OR_AFTER_COUNT, PERIOD_NUMBER)
            .semiAdditive(ACTIVE_OR_AFTER_COUNT, PERIOD_NUMBER)
            .semiAdditive(CUMULATIVE_REVENUE_AMOUNT, PERIOD_NUMBER)
            .ratio(RETENTION_RATE, ACTIVE_COUNT, ELIGIBLE_COUNT)
            .ratio(RETENTION_OR_AFTER_RATE, ACTIVE_OR_AFTER_COUNT, ELIGIBLE_OR_AFTER_COUNT)
            .check("rate_is_a_share", "retention_rate IS NULL OR (retention_rate >= 0 AND retention_rate <= 1)")
            .check(
                    "rate_or_after_is_a_share",
                    "retention_or_after_rate IS NULL OR (retention_or_after_rate >= 0 AND retention_or_after_rate <= 1)")
            .check("projections_have_a_model", "is_projected = (series <> 'observed')");

    private AggRetentionCohort() {}
}
