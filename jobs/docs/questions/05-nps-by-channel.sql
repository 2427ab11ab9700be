-- What is the NPS of the last twelve months, by the channel that brought the customers?
SELECT c.channel_name AS first_channel, m.value AS nps, m.value_low, m.value_high, m.n AS customer_count
FROM gold.agg_cx_metric m
JOIN gold.dim_channel c ON c.channel = m.channel
WHERE m.metric = 'nps' AND m.cell_type = 'channel_rolling_12_months' AND m.value IS NOT NULL
ORDER BY m.value DESC, first_channel
