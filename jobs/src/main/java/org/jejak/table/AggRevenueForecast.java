package org.jejak.table;

/**
 * Revenue of the next twelve months: of customers of today, of customers still to come, and of receipts that name nobody. The
 * three add up to all revenue. What was expected on the last date of each earlier month is kept, so that it can be compared with
 * what came: the current forecast is that of the latest as_of_date.
 */
public final class AggRevenueForecast {
    private static final Columns C = new Columns();

    public static final Field POPULATION = C.text("population",
            "existing: identified customers with a purchase by as_of_date; new: identified customers whose first purchase is still to come, at the pace of the last jejak.value.acquisition-window; receipts: purchases of the unidentified, at their pace in that window.");
    public static final Field MODEL = C.text("model", "Model of purchases behind the forecast; (none) without a fit, and for receipts.");
    public static final Field MONTH_NUMBER = C.number("month_number", "1 to 12.");
    public static final Field CUSTOMER_COUNT = C.decimal("customer_count",
            "existing: all customers; new: expected number acquired by the end of the month; receipts: expected number by the end of the month.");
    public static final Field EXPECTED_PURCHASE_COUNT = C.optional().decimal("expected_purchase_count",
            "Expected purchase days in the month, first purchases of new customers included; null without a fit. Receipts always have it.");
    public static final Field EXPECTED_REVENUE_AMOUNT = C.optional().moneySum("expected_revenue_amount",
            "Expected revenue of the month, not discounted; null without a fit.");
    public static final Field REVENUE_LOW_AMOUNT = C.optional().moneySum("revenue_low_amount",
            "Lower end of the 95 % interval: uncertainty of parameters (delta method) and chance of purchases and spend (normal approximation); for receipts, of the mean and the chance of the days.");
    public static final Field REVENUE_HIGH_AMOUNT = C.optional().moneySum("revenue_high_amount", "Upper end of that interval.");
    public static final Field EXPECTED_MARGIN_AMOUNT = C.optional().moneySum("expected_margin_amount",
            "expected_revenue_amount times jejak.value.margin.");
    public static final Field FROM_DATE = C.date("from_date", "First day of the month ahead, which begins the day after as_of_date.");
    public static final Field TO_DATE = C.date("to_date", "Last day of the month ahead.");
    public static final Field AS_OF_DATE = C.date("as_of_date", "Logical date of the forecast.");
    public static final Table TABLE = Table.gold("agg_revenue_forecast", "One row per date of a forecast, population and month ahead; of each calendar month of dates the one that was made last, earlier months as they were (a rebuild keeps them).", C)
            .keyedBy(AS_OF_DATE, POPULATION, MONTH_NUMBER)
            .references(MODEL, () -> DimModel.TABLE)
            .references(FROM_DATE, () -> DimDate.TABLE)
            .references(TO_DATE, () -> DimDate.TABLE)
            .references(AS_OF_DATE, () -> DimDate.TABLE)
            .alternatives(AS_OF_DATE)
            .semiAdditive(CUSTOMER_COUNT, MONTH_NUMBER)
            .check(
                    "interval_in_order",
                    "revenue_low_amount IS NULL OR revenue_low_amount BETWEEN 0 AND revenue_high_amount");

    private AggRevenueForecast() {}
}
