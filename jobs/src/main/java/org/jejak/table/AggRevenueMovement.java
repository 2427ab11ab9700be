package org.jejak.table;

/**
 * How revenue got from one period to the next. It adds up to the cent: revenue = previous + new + reactivated +
 * expansion - contraction - churned. Without contracts, churned means only that nothing was bought in the
 * period: such customers may come back in the next. For shops whose customers buy less than monthly, read the trailing rates of
 * twelve months.
 */
public final class AggRevenueMovement {
    private static final Columns C = new Columns();

    public static final Field GRANULARITY = C.text("granularity", "month, or week starting on Monday.");
    public static final Field DIMENSION = C.text("dimension", "all, channel (first channel), segment or campaign (first campaign).");
    public static final Field DIMENSION_VALUE = C.text("dimension_value", "The channel, segment or campaign.");
    public static final Field REVENUE_AMOUNT = C.moneySum("revenue_amount", "Revenue of the orders of the period less what was refunded of them since, base currency.");
    public static final Field PREVIOUS_REVENUE_AMOUNT = C.moneySum("previous_revenue_amount", "Net revenue of the period before.");
    public static final Field NEW_REVENUE_AMOUNT = C.moneySum("new_revenue_amount", "Of customers whose first order is in the period.");
    public static final Field REACTIVATED_REVENUE_AMOUNT = C.moneySum("reactivated_revenue_amount",
            "Of earlier customers without an order in the period before.");
    public static final Field EXPANSION_AMOUNT = C.moneySum("expansion_amount",
            "What retained customers spent more than in the period before.");
    public static final Field CONTRACTION_AMOUNT = C.moneySum("contraction_amount",
            "What retained customers spent less, as a positive amount.");
    public static final Field CHURNED_REVENUE_AMOUNT = C.moneySum("churned_revenue_amount",
            "Revenue of the period before of customers without an order in this one, as a positive amount.");
    public static final Field ACTIVE_COUNT = C.number("active_count", "Customers with an order: new + retained + reactivated.");
    public static final Field NEW_COUNT = C.number("new_count", "Customers whose first order is in the period.");
    public static final Field RETAINED_COUNT = C.number("retained_count", "Customers with an order in this period and the one before.");
    public static final Field REACTIVATED_COUNT = C.number("reactivated_count",
            "Earlier customers with an order in this period and none in the one before.");
    public static final Field CHURNED_COUNT = C.number("churned_count", "Customers with an order in the period before and none in this one.");
    public static final Field NRR_RATE = C.optional().decimal("nrr_rate",
            "Net revenue retention against the period before: (previous + expansion - contraction - churned) / previous; null without previous revenue.");
    public static final Field GRR_RATE = C.optional().decimal("grr_rate",
            "Gross revenue retention against the period before: (previous - contraction - churned) / previous, 0 to 1.");
    public static final Field NRR_TRAILING_RATE = C.optional().decimal("nrr_trailing_rate",
            "Revenue of the last 12 months over that of the 12 months before, of customers who spent in those; null without two full years, and for weeks.");
    public static final Field GRR_TRAILING_RATE = C.optional().decimal("grr_trailing_rate",
            "The same with the lesser of both years per customer, at most 1; null likewise.");
    public static final Field LOGO_RETENTION_RATE = C.optional().decimal("logo_retention_rate",
            "retained_count over the active of the period before, 0 to 1; null if there were none.");
    public static final Field IS_IDENTIFIED = C.add(AggRetentionCohort.IS_IDENTIFIED);
    public static final Field IS_COMPLETE = C.flag("is_complete",
            "Whether the period was over on the logical date; before that churn is overstated.");
    public static final Field PERIOD_DATE = C.date("period_date", "First day of the period.");
    public static final Table TABLE = Table.gold(
                    "agg_revenue_movement",
                    "One row per granularity, identified or not, dimension value and period, from the first order to the logical date.",
                    C)
            .keyedBy(GRANULARITY, IS_IDENTIFIED, DIMENSION, DIMENSION_VALUE, PERIOD_DATE)
            .references(PERIOD_DATE, () -> DimDate.TABLE)
            .alternatives(GRANULARITY, DIMENSION)
            .semiAdditive(ACTIVE_COUNT, PERIOD_DATE)
            .semiAdditive(RETAINED_COUNT, PERIOD_DATE)
            .check(
                    "movements_add_up",
                    "revenue_amount = previous_revenue_amount + new_revenue_amount + reactivated_revenue_amount + expansion_amount - contraction_amount - churned_revenue_amount")
            .check("customers_add_up", "active_count = new_count + retained_count + reactivated_count")
            .check(
                    "amounts_not_below_0",
                    "expansion_amount >= 0 AND contraction_amount >= 0 AND churned_revenue_amount >= 0")
            .check("grr_rate_0_to_1", "grr_rate IS NULL OR grr_rate BETWEEN 0 AND 1")
            .check("grr_trailing_rate_at_most_1", "grr_trailing_rate IS NULL OR grr_trailing_rate <= 1");

    private AggRevenueMovement() {}
}
