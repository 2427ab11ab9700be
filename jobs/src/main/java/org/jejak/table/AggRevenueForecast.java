package org.jejak.table;

/** Revenue of the next twelve months, customers of today and customers still to come apart. */
public final class AggRevenueForecast {
    private static final Columns C = new Columns();

    public static final Field POPULATION = C.text("population",
            "existing: customers with a purchase by the logical date; new: customers whose first purchase is still to come, at the pace of the last jejak.value.acquisition-window.");
    public static final Field MODEL = C.text("model", "Model of purchases behind the forecast; (none) without a fit.");
    public static final Field MONTH_NUMBER = C.number("month_number", "1 to 12.");
    public static final Field CUSTOMER_COUNT = C.decimal("customer_count",
            "existing: all customers; new: expected number acquired by the end of the month.");
    public static final Field EXPECTED_PURCHASE_COUNT = C.optional().decimal("expected_purchase_count",
            "Expected purchase days in the month, first purchases of new customers included; null without a fit.");
    public static final Field EXPECTED_REVENUE_AMOUNT = C.optional().moneySum("expected_revenue_amount",
            "Expected revenue of the month, not discounted; null without a fit.");
    public static final Field REVENUE_LOW_AMOUNT = C.optional().moneySum("revenue_low_amount",
            "Lower end of the 95 % interval: uncertainty of parameters (delta method) and chance of purchases and spend (normal approximation).");
    public static final Field REVENUE_HIGH_AMOUNT = C.optional().moneySum("revenue_high_amount", "Upper end of that interval.");
    public static final Field EXPECTED_MARGIN_AMOUNT = C.optional().moneySum("expected_margin_amount",
            "expected_revenue_amount times jejak.value.margin.");
    public static final Field FROM_DATE = C.date("from_date", "First day of the month ahead.");
    public static final Field TO_DATE = C.date("to_date", "Last day of the month ahead.");
    public static final Table TABLE = Table.gold("agg_revenue_forecast", "One row per month ahead and population.", C)
            .keyedBy(POPULATION, MONTH_NUMBER)
            .references(MODEL, () -> DimModel.TABLE)
            .references(FROM_DATE, () -> DimDate.TABLE)
            .references(TO_DATE, () -> DimDate.TABLE)
            .semiAdditive(CUSTOMER_COUNT, MONTH_NUMBER)
            .check(
                    "interval_in_order",
                    "revenue_low_amount IS NULL OR revenue_low_amount BETWEEN 0 AND revenue_high_amount");

    private AggRevenueForecast() {}
}
