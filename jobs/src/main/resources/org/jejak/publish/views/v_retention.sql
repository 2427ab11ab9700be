-- One row per month of first order, first channel and month since: identified customers, calendar months that were over on the logical date. Counts add up over cohorts and channels of one period_number; the rate is active_count over customer_count.
SELECT
    r.cohort_date AS cohort_month, -- First day of the month of the first order.
    coalesce(c.channel_name, r.dimension_value) AS first_channel, -- Channel that brought the customers first; (other) for small ones together.
    r.period_number, -- Months since: 0 is the month of the first order.
    r.customer_count, -- Customers of the cohort; adds up over cohorts and channels.
    r.active_count, -- Of them, customers with an order in the month; adds up likewise.
    r.order_count, -- Their orders in the month; adds up.
    r.revenue_amount AS net_revenue_amount -- Their revenue in the month after refunds, base currency; adds up.
FROM gold.agg_retention_cohort r
LEFT JOIN gold.dim_channel c ON c.channel = r.dimension_value
WHERE r.cohort_basis = 'order' AND r.granularity = 'month' AND r.window_kind = 'calendar' AND r.series = 'observed'
    AND r.dimension = 'channel' AND r.is_identified AND r.is_complete AND r.cohort_date IS NOT NULL
