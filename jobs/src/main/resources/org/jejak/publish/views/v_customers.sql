-- One row per customer seen up to the logical date, bots left out, with value and outlook. Filter is_identified: the others are single receipts.
SELECT
    c.customer_id, -- The customer; gold.dim_customer.customer_id.
    c.is_identified, -- Whether the customer can be recognised when coming back; false for single till receipts.
    coalesce(f.channel_name, c.first_channel) AS first_channel, -- Channel that brought the customer first.
    c.first_campaign_id, -- Campaign that brought the customer first; (none) without one.
    coalesce(g.stage_name, c.stage) AS stage, -- Lifecycle stage now.
    c.rfm_segment AS segment, -- Segment by recency, frequency and value; Prospects without a purchase.
    c.country_code, -- Country of most visits; (none) if not known.
    c.device_type, -- Device of most visits; (none) if not known.
    c.visit_count, -- Visits; adds up.
    c.order_count, -- Orders; adds up.
    c.net_revenue_amount, -- Revenue after refunds, base currency; adds up.
    v.clv_amount, -- Expected margin of the next months (jejak.value.horizon, a year by default), discounted, base currency; adds up; null without a fit.
    v.clv_low_amount, -- Lower end of its 95 % interval; does not add up.
    v.clv_high_amount, -- Upper end of its 95 % interval; does not add up.
    v.p_alive, -- Probability that the customer has not left for good, 0 to 1.
    v.p_purchase, -- Probability of a purchase within the same months, 0 to 1.
    v.days_since_purchase, -- Days from the last purchase to the logical date; null without one.
    c.first_seen_date, -- Day first seen.
    c.first_order_date, -- Day of the first order; null without one.
    c.last_order_date -- Day of the last order; null without one.
FROM gold.dim_customer c
JOIN gold.dim_date d ON d.date = c.first_seen_date AND d.is_complete
LEFT JOIN gold.fact_customer_value v ON v.customer_id = c.customer_id
LEFT JOIN gold.dim_channel f ON f.channel = c.first_channel
LEFT JOIN gold.dim_stage g ON g.stage = c.stage
WHERE NOT c.is_bot
