package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.decimal;
import static org.jejak.table.Field.moneySum;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Revenue of the next twelve months, customers of today and customers still to come apart. */
public final class AggRevenueForecast {
    private static final Columns C = new Columns();

    public static final Field POPULATION = C.add(text(
                    "population",
                    "existing: customers with a purchase by the logical date; new: customers whose first purchase is still to come, at the pace of the last jejak.value.acquisition-window.")
            .required());
    public static final Field MODEL =
            C.add(text("model", "Model of purchases behind the forecast; (none) without a fit.")
                    .required());
    public static final Field MONTH_NUMBER =
            C.add(number("month_number", "1 to 12.").required());
    public static final Field CUSTOMER_COUNT = C.add(
            decimal("customer_count", "existing: all customers; new: expected number acquired by the end of the month.")
                    .required());
    public static final Field EXPECTED_PURCHASE_COUNT = C.add(decimal(
            "expected_purchase_count",
            "Expected purchase days in the month, first purchases of new customers included; null without a fit."));
    public static final Field EXPECTED_REVENUE_AMOUNT = C.add(
            moneySum("expected_revenue_amount", "Expected revenue of the month, not discounted; null without a fit."));
    public static final Field REVENUE_LOW_AMOUNT = C.add(
            moneySum(
                    "revenue_low_amount",
                    "Lower end of the 95 % interval: uncertainty of parameters (delta method) and chance of purchases and spend (normal approximation)."));
    public static final Field REVENUE_HIGH_AMOUNT =
            C.add(moneySum("revenue_high_amount", "Upper end of that interval."));
    public static final Field EXPECTED_MARGIN_AMOUNT =
            C.add(moneySum("expected_margin_amount", "expected_revenue_amount times jejak.value.margin."));
    public static final Field FROM_DATE =
            C.add(date("from_date", "First day of the month ahead.").required());
    public static final Field TO_DATE =
            C.add(date("to_date", "Last day of the month ahead.").required());
    public static final Table TABLE = Table.gold("agg_revenue_forecast", "One row per month ahead and population.", C)
            .keyedBy(POPULATION, MONTH_NUMBER)
            .check(
                    "interval_in_order",
                    "revenue_low_amount IS NULL OR revenue_low_amount BETWEEN 0 AND revenue_high_amount");

    private AggRevenueForecast() {}
}
