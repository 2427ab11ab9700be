-- One row per order up to the logical date: who ordered, what brought them, what it was worth.
SELECT
    c.conversion_id, -- The order; gold.fact_conversions.conversion_id.
    c.order_id, -- Its number in the shop; null if no source says one.
    c.customer_id, -- The customer; bi.v_customers.customer_id.
    u.is_identified, -- Whether the customer can be recognised; false for single till receipts.
    coalesce(l.channel_name, c.channel) AS channel, -- What brought it: channel of the last touchpoint that is not direct.
    coalesce(f.channel_name, u.first_channel) AS first_channel, -- Channel that brought the customer first.
    c.campaign_id, -- Campaign of the last touchpoint that is not direct; (none) without one.
    j.channel_path, -- Channels of the journey in order; (none) without a touchpoint.
    s.device_type, -- Device of the visit or contact in which it was made.
    s.country_code, -- Country of the visit or contact.
    c.sequence_number AS order_number, -- Which order of the customer it is, from 1.
    c.is_first AS is_first_order, -- Whether it is the customer's first.
    c.revenue_amount, -- Revenue before refunds, base currency; adds up.
    c.refund_amount, -- Refunds so far, base currency; adds up.
    c.net_revenue_amount, -- Revenue after refunds, base currency; adds up.
    c.converted_date AS ordered_date, -- Day of the order, business zone.
    c.month, -- First day of its month.
    d.is_month_complete -- Whether the month was over on the logical date.
FROM gold.fact_conversions c
JOIN gold.dim_date d ON d.date = c.converted_date AND d.is_complete
JOIN gold.dim_customer u ON u.customer_id = c.customer_id
JOIN gold.fact_journeys j ON j.journey_id = c.journey_id
JOIN gold.fact_sessions s ON s.session_id = c.session_id
LEFT JOIN gold.dim_channel l ON l.channel = c.channel
LEFT JOIN gold.dim_channel f ON f.channel = u.first_channel
WHERE c.conversion_type = 'order'
