package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.decimal;
import static org.jejak.table.Field.moneySum;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** What it costs to win a customer, to keep one, and to replace those who were lost, by month. */
public final class AggRetentionCost {
    private static final Columns C = new Columns();

    public static final Field DIMENSION =
            C.add(text("dimension", "all or channel.").required());
    public static final Field DIMENSION_VALUE = C.add(text(
                    "dimension_value",
                    "The channel: of the spend and the sessions, and the first channel of the customers; all for all.")
            .required());
    public static final Field SPEND_AMOUNT = C.add(
            moneySum("spend_amount", "Ad spend of the month, base currency.").required());
    public static final Field ACQUISITION_SPEND_AMOUNT = C.add(moneySum(
                    "acquisition_spend_amount",
                    "Part of the spend that went to people who had not ordered yet: each campaign's spend by its share of their sessions in the month; all of it without sessions.")
            .required());
    public static final Field RETENTION_SPEND_AMOUNT =
            C.add(moneySum("retention_spend_amount", "The rest of the spend: it went to people who had ordered before.")
                    .required());
    public static final Field ACQUISITION_COST_AMOUNT = C.add(moneySum(
            "acquisition_cost_amount", "acquisition_spend_amount per new customer; null without new customers."));
    public static final Field RETENTION_COST_AMOUNT = C.add(
            moneySum("retention_cost_amount", "retention_spend_amount per returning customer; null without any."));
    public static final Field LOST_REVENUE_AMOUNT = C.add(
            moneySum("lost_revenue_amount", "Net revenue of the lost customers in the 365 days up to their last order.")
                    .required());
    public static final Field REPLACEMENT_COST_AMOUNT = C.add(
            moneySum(
                    "replacement_cost_amount",
                    "What winning as many new customers costs: lost_customer_count times acquisition_cost_amount; null without that."));
    public static final Field NEW_CUSTOMER_COUNT =
            C.add(number("new_customer_count", "Customers whose first order is in the month.")
                    .required());
    public static final Field RETURNING_CUSTOMER_COUNT = C.add(
            number("returning_customer_count", "Customers with an order in the month and one in an earlier month.")
                    .required());
    public static final Field LOST_CUSTOMER_COUNT = C.add(number(
                    "lost_customer_count",
                    "Customers who became inactive in the month: the first day with more quiet days than retention.inactivity falls in it. Inferred; some come back.")
            .required());
    public static final Field ACQUISITION_TO_RETENTION_RATIO = C.add(
            decimal(
                    "acquisition_to_retention_ratio",
                    "acquisition_cost_amount / retention_cost_amount: how many times dearer winning is than keeping; null if either is missing or keeping cost nothing."));
    public static final Field PERIOD_DATE =
            C.add(date("period_date", "First day of the month.").required());
    public static final Table TABLE = Table.gold(
                    "agg_retention_cost",
                    "One row per dimension value and month with spend, new, returning or lost customers.",
                    C)
            .keyedBy(DIMENSION, DIMENSION_VALUE, PERIOD_DATE)
            .check("spend_adds_up", "spend_amount = acquisition_spend_amount + retention_spend_amount");

    private AggRetentionCost() {}
}
