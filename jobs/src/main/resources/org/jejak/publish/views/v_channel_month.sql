-- One row per month and channel up to the logical date: spend once, and for each attribution model the revenue of orders it gives to the channel, all of it and the part of paid touchpoints. ROAS is paid revenue over spend. Of a model that the settings leave out all is 0; position_decay and custom are in gold.agg_attribution alone.
WITH figures AS (
    SELECT business_date, channel, spend_amount, visit_count, '(none)' AS model, false AS is_paid, 0 AS revenue_amount
    FROM gold.agg_channel_daily
    UNION ALL
    SELECT business_date, channel, 0, 0, model, is_paid, revenue_amount
    FROM gold.agg_attribution
    WHERE conversion_type = 'order'
)
SELECT
    d.month, -- First day of the month.
    d.is_month_complete, -- Whether the month was over on the logical date.
    coalesce(n.channel_name, f.channel) AS channel, -- Acquisition channel.
    sum(f.spend_amount) AS spend_amount, -- Ad spend, base currency; adds up.
    sum(f.visit_count) AS visit_count, -- Visits; adds up.
    sum(CASE WHEN f.model = 'first' THEN f.revenue_amount ELSE 0 END) AS first_touch_revenue_amount, -- Revenue by First touch, base currency; adds up.
    sum(CASE WHEN f.model = 'first' AND f.is_paid THEN f.revenue_amount ELSE 0 END) AS first_touch_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    sum(CASE WHEN f.model = 'last' THEN f.revenue_amount ELSE 0 END) AS last_touch_revenue_amount, -- Revenue by Last touch, base currency; adds up.
    sum(CASE WHEN f.model = 'last' AND f.is_paid THEN f.revenue_amount ELSE 0 END) AS last_touch_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    sum(CASE WHEN f.model = 'last_non_direct' THEN f.revenue_amount ELSE 0 END) AS last_non_direct_revenue_amount, -- Revenue by Last non-direct, base currency; adds up.
    sum(CASE WHEN f.model = 'last_non_direct' AND f.is_paid THEN f.revenue_amount ELSE 0 END) AS last_non_direct_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    sum(CASE WHEN f.model = 'linear' THEN f.revenue_amount ELSE 0 END) AS linear_revenue_amount, -- Revenue by Linear, base currency; adds up.
    sum(CASE WHEN f.model = 'linear' AND f.is_paid THEN f.revenue_amount ELSE 0 END) AS linear_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    sum(CASE WHEN f.model = 'position_based' THEN f.revenue_amount ELSE 0 END) AS position_based_revenue_amount, -- Revenue by Position based, base currency; adds up.
    sum(CASE WHEN f.model = 'position_based' AND f.is_paid THEN f.revenue_amount ELSE 0 END) AS position_based_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    sum(CASE WHEN f.model = 'time_decay' THEN f.revenue_amount ELSE 0 END) AS time_decay_revenue_amount, -- Revenue by Time decay, base currency; adds up.
    sum(CASE WHEN f.model = 'time_decay' AND f.is_paid THEN f.revenue_amount ELSE 0 END) AS time_decay_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    sum(CASE WHEN f.model = 'w_shaped' THEN f.revenue_amount ELSE 0 END) AS w_shaped_revenue_amount, -- Revenue by W-shaped, base currency; adds up.
    sum(CASE WHEN f.model = 'w_shaped' AND f.is_paid THEN f.revenue_amount ELSE 0 END) AS w_shaped_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    sum(CASE WHEN f.model = 'markov' THEN f.revenue_amount ELSE 0 END) AS markov_revenue_amount, -- Revenue by Markov, base currency; adds up.
    sum(CASE WHEN f.model = 'markov' AND f.is_paid THEN f.revenue_amount ELSE 0 END) AS markov_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    sum(CASE WHEN f.model = 'shapley' THEN f.revenue_amount ELSE 0 END) AS shapley_revenue_amount, -- Revenue by Shapley, base currency; adds up.
    sum(CASE WHEN f.model = 'shapley' AND f.is_paid THEN f.revenue_amount ELSE 0 END) AS shapley_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    sum(CASE WHEN f.model = 'shapley_rate' THEN f.revenue_amount ELSE 0 END) AS shapley_rate_revenue_amount, -- Revenue by Shapley (rate), base currency; adds up.
    sum(CASE WHEN f.model = 'shapley_rate' AND f.is_paid THEN f.revenue_amount ELSE 0 END) AS shapley_rate_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    sum(CASE WHEN f.model = 'leave_one_out' THEN f.revenue_amount ELSE 0 END) AS leave_one_out_revenue_amount, -- Revenue by Leave one out, base currency; adds up.
    sum(CASE WHEN f.model = 'leave_one_out' AND f.is_paid THEN f.revenue_amount ELSE 0 END) AS leave_one_out_paid_revenue_amount -- The part of paid touchpoints; adds up.
FROM figures f
JOIN gold.dim_date d ON d.date = f.business_date AND d.is_complete
LEFT JOIN gold.dim_channel n ON n.channel = f.channel
GROUP BY d.month, d.is_month_complete, f.channel, n.channel_name
