-- One row per month and channel up to the logical date: spend once, and for each attribution model the revenue of orders it gives to the channel, all of it and the part of paid touchpoints. ROAS is paid revenue over spend. Of a model that the settings leave out all is 0; position_decay and custom are in gold.agg_attribution alone.
WITH traffic AS (
    SELECT d.month, t.channel, sum(t.spend_amount) AS spend_amount, sum(t.visit_count) AS visit_count
    FROM gold.agg_channel_daily t
    JOIN gold.dim_date d ON d.date = t.business_date AND d.is_complete
    GROUP BY d.month, t.channel
), credit AS (
    SELECT
        c.month,
        c.channel,
        sum(CASE WHEN c.model = 'first' THEN c.revenue_amount END) AS first_touch,
        sum(CASE WHEN c.model = 'first' AND c.is_paid THEN c.revenue_amount END) AS first_touch_paid,
        sum(CASE WHEN c.model = 'last' THEN c.revenue_amount END) AS last_touch,
        sum(CASE WHEN c.model = 'last' AND c.is_paid THEN c.revenue_amount END) AS last_touch_paid,
        sum(CASE WHEN c.model = 'last_non_direct' THEN c.revenue_amount END) AS last_non_direct,
        sum(CASE WHEN c.model = 'last_non_direct' AND c.is_paid THEN c.revenue_amount END) AS last_non_direct_paid,
        sum(CASE WHEN c.model = 'linear' THEN c.revenue_amount END) AS linear,
        sum(CASE WHEN c.model = 'linear' AND c.is_paid THEN c.revenue_amount END) AS linear_paid,
        sum(CASE WHEN c.model = 'position_based' THEN c.revenue_amount END) AS position_based,
        sum(CASE WHEN c.model = 'position_based' AND c.is_paid THEN c.revenue_amount END) AS position_based_paid,
        sum(CASE WHEN c.model = 'time_decay' THEN c.revenue_amount END) AS time_decay,
        sum(CASE WHEN c.model = 'time_decay' AND c.is_paid THEN c.revenue_amount END) AS time_decay_paid,
        sum(CASE WHEN c.model = 'w_shaped' THEN c.revenue_amount END) AS w_shaped,
        sum(CASE WHEN c.model = 'w_shaped' AND c.is_paid THEN c.revenue_amount END) AS w_shaped_paid,
        sum(CASE WHEN c.model = 'markov' THEN c.revenue_amount END) AS markov,
        sum(CASE WHEN c.model = 'markov' AND c.is_paid THEN c.revenue_amount END) AS markov_paid,
        sum(CASE WHEN c.model = 'shapley' THEN c.revenue_amount END) AS shapley,
        sum(CASE WHEN c.model = 'shapley' AND c.is_paid THEN c.revenue_amount END) AS shapley_paid,
        sum(CASE WHEN c.model = 'shapley_rate' THEN c.revenue_amount END) AS shapley_rate,
        sum(CASE WHEN c.model = 'shapley_rate' AND c.is_paid THEN c.revenue_amount END) AS shapley_rate_paid,
        sum(CASE WHEN c.model = 'leave_one_out' THEN c.revenue_amount END) AS leave_one_out,
        sum(CASE WHEN c.model = 'leave_one_out' AND c.is_paid THEN c.revenue_amount END) AS leave_one_out_paid
    FROM gold.agg_attribution c
    JOIN gold.dim_date d ON d.date = c.business_date AND d.is_complete
    WHERE c.conversion_type = 'order'
    GROUP BY c.month, c.channel
)
SELECT
    m.month, -- First day of the month.
    d.is_month_complete, -- Whether the month was over on the logical date.
    coalesce(n.channel_name, m.channel) AS channel, -- Acquisition channel.
    coalesce(t.spend_amount, 0) AS spend_amount, -- Ad spend, base currency; adds up.
    coalesce(t.visit_count, 0) AS visit_count, -- Visits; adds up.
    coalesce(c.first_touch, 0) AS first_touch_revenue_amount, -- Revenue by First touch, base currency; adds up.
    coalesce(c.first_touch_paid, 0) AS first_touch_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    coalesce(c.last_touch, 0) AS last_touch_revenue_amount, -- Revenue by Last touch, base currency; adds up.
    coalesce(c.last_touch_paid, 0) AS last_touch_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    coalesce(c.last_non_direct, 0) AS last_non_direct_revenue_amount, -- Revenue by Last non-direct, base currency; adds up.
    coalesce(c.last_non_direct_paid, 0) AS last_non_direct_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    coalesce(c.linear, 0) AS linear_revenue_amount, -- Revenue by Linear, base currency; adds up.
    coalesce(c.linear_paid, 0) AS linear_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    coalesce(c.position_based, 0) AS position_based_revenue_amount, -- Revenue by Position based, base currency; adds up.
    coalesce(c.position_based_paid, 0) AS position_based_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    coalesce(c.time_decay, 0) AS time_decay_revenue_amount, -- Revenue by Time decay, base currency; adds up.
    coalesce(c.time_decay_paid, 0) AS time_decay_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    coalesce(c.w_shaped, 0) AS w_shaped_revenue_amount, -- Revenue by W-shaped, base currency; adds up.
    coalesce(c.w_shaped_paid, 0) AS w_shaped_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    coalesce(c.markov, 0) AS markov_revenue_amount, -- Revenue by Markov, base currency; adds up.
    coalesce(c.markov_paid, 0) AS markov_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    coalesce(c.shapley, 0) AS shapley_revenue_amount, -- Revenue by Shapley, base currency; adds up.
    coalesce(c.shapley_paid, 0) AS shapley_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    coalesce(c.shapley_rate, 0) AS shapley_rate_revenue_amount, -- Revenue by Shapley (rate), base currency; adds up.
    coalesce(c.shapley_rate_paid, 0) AS shapley_rate_paid_revenue_amount, -- The part of paid touchpoints; adds up.
    coalesce(c.leave_one_out, 0) AS leave_one_out_revenue_amount, -- Revenue by Leave one out, base currency; adds up.
    coalesce(c.leave_one_out_paid, 0) AS leave_one_out_paid_revenue_amount -- The part of paid touchpoints; adds up.
FROM (SELECT month, channel FROM traffic UNION SELECT month, channel FROM credit) m
JOIN gold.dim_date d ON d.date = m.month
LEFT JOIN traffic t ON t.month = m.month AND t.channel = m.channel
LEFT JOIN credit c ON c.month = m.month AND c.channel = m.channel
LEFT JOIN gold.dim_channel n ON n.channel = m.channel
