-- What did a customer won by a paid touch cost, by channel?
SELECT c.channel_name AS channel, v.spend_amount, v.customer_count, v.acquisition_cost_amount
FROM gold.agg_channel_value v
JOIN gold.dim_channel c ON c.channel = v.acquisition_channel
WHERE v.is_identified AND v.is_paid
ORDER BY channel
