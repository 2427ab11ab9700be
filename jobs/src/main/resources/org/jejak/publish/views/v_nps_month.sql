-- One row per month with answers up to the logical date: NPS, -100 to 100, of the month and of the windows that end with it.
SELECT
    m.month, -- First day of the month; its windows end with it, or at the logical date.
    d.is_month_complete, -- Whether the month was over on the logical date.
    max(CASE WHEN m.cell_type = 'month' THEN m.value END) AS nps, -- NPS of the month; null if too few answered.
    max(CASE WHEN m.cell_type = 'month' THEN m.value_low END) AS nps_low, -- Lower end of its 95 % interval.
    max(CASE WHEN m.cell_type = 'month' THEN m.value_high END) AS nps_high, -- Upper end of its 95 % interval.
    max(CASE WHEN m.cell_type = 'month' THEN m.n END) AS customer_count, -- Customers who answered in the month; does not add up.
    max(CASE WHEN m.cell_type = 'rolling_3_months' THEN m.value END) AS nps_3_months, -- NPS of the three months that end here.
    max(CASE WHEN m.cell_type = 'rolling_3_months' THEN m.value_low END) AS nps_3_months_low, -- Lower end of its 95 % interval.
    max(CASE WHEN m.cell_type = 'rolling_3_months' THEN m.value_high END) AS nps_3_months_high, -- Upper end of its 95 % interval.
    max(CASE WHEN m.cell_type = 'rolling_12_months' THEN m.value END) AS nps_12_months -- NPS of the twelve months that end here.
FROM gold.agg_cx_metric m
JOIN gold.dim_date d ON d.date = m.month AND d.is_complete
WHERE m.metric = 'nps' AND m.cell_type IN ('month', 'rolling_3_months', 'rolling_12_months')
GROUP BY m.month, d.is_month_complete
