package org.jejak.table;

/** What it costs to win a customer, to keep one, and to replace those who were lost, by month. */
public final class AggRetentionCost {
    private static final Columns C = new Columns();

    public static final Field DIMENSION = C.text("dimension", "all or channel.");
    public static final Field DIMENSION_VALUE = C.text("dimension_value",
            "The channel: of the spend and the sessions, and the first channel of the customers; all for all.");
    public static final Field SPEND_AMOUNT = C.moneySum("spend_amount", "Ad spend of the month, base currency.");
    public static final Field ACQUISITION_SPEND_AMOUNT = C.moneySum("acquisition_spend_amount",
            "Part of the spend that went to people who had not ordered yet: each campaign's spend by their share of its paid sessions in the month; all of it without any.");
    public static final Field RETENTION_SPEND_AMOUNT = C.moneySum("retention_spend_amount",
            "The rest of the spend: it went to people who had ordered before.");
    public static final Field ACQUISITION_COST_AMOUNT = C.optional().moneySum("acquisition_cost_amount",
            "acquisition_spend_amount per new customer won by a paid touch (paid_new_customer_count); null without any, and without spend.");
    public static final Field RETENTION_COST_AMOUNT = C.optional().moneySum("retention_cost_amount",
            "retention_spend_amount per returning customer whom paid sessions met (paid_returning_customer_count); null without any, and without spend.");
    public static final Field LOST_REVENUE_AMOUNT = C.moneySum("lost_revenue_amount",
            "Net revenue of the lost customers in the 365 days up to their last order.");
    public static final Field REPLACEMENT_COST_AMOUNT = C.optional().moneySum("replacement_cost_amount",
            "What winning as many new customers costs: lost_customer_count times acquisition_cost_amount; null without that.");
    public static final Field NEW_CUSTOMER_COUNT = C.number("new_customer_count", "Customers whose first order is in the month.");
    public static final Field RETURNING_CUSTOMER_COUNT = C.number("returning_customer_count",
            "Customers with an order in the month and one in an earlier month.");
    public static final Field PAID_NEW_CUSTOMER_COUNT = C.number("paid_new_customer_count",
            "The part of new_customer_count whose first touchpoint was paid.");
    public static final Field PAID_RETURNING_CUSTOMER_COUNT = C.number("paid_returning_customer_count",
            "Returning customers of the month, of whatever first channel, who had a paid session of the channel in it; for all, of any channel.");
    public static final Field LOST_CUSTOMER_COUNT = C.number("lost_customer_count",
            "Customers who became inactive in the month: the first day with more quiet days than retention.inactivity falls in it. Inferred; some come back.");
    public static final Field ACQUISITION_TO_RETENTION_RATIO = C.optional().decimal("acquisition_to_retention_ratio",
            "acquisition_cost_amount / retention_cost_amount: how many times dearer winning is than keeping; null if either is missing or keeping cost nothing.");
    public static final Field IS_IDENTIFIED = C.add(AggRetentionCohort.IS_IDENTIFIED);
    public static final Field MONTH = C.date("month", "First day of the month.");
    public static final Table TABLE = Table.gold(
                    "agg_retention_cost",
                    "One row per identified or not, dimension value and month with spend, new, returning or lost customers.",
                    C)
            .keyedBy(IS_IDENTIFIED, DIMENSION, DIMENSION_VALUE, MONTH)
            .references(MONTH, () -> DimDate.TABLE)
            .alternatives(DIMENSION)
            .semiAdditive(RETURNING_CUSTOMER_COUNT, MONTH)
            .semiAdditive(PAID_RETURNING_CUSTOMER_COUNT, DIMENSION_VALUE, MONTH)
            .ratio(ACQUISITION_COST_AMOUNT, ACQUISITION_SPEND_AMOUNT, PAID_NEW_CUSTOMER_COUNT)
            .ratio(RETENTION_COST_AMOUNT, RETENTION_SPEND_AMOUNT, PAID_RETURNING_CUSTOMER_COUNT)
            .check("spend_adds_up", "spend_amount = acquisition_spend_amount + retention_spend_amount");

    private AggRetentionCost() {}
}
