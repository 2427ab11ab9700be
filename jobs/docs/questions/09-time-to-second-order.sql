-- How long does it take from the first to the second order?
SELECT median_days_to_next, mean_days_to_next, repeat_30_day_rate, repeat_90_day_rate
FROM gold.agg_repeat_purchase
WHERE is_identified AND dimension = 'all' AND purchase_number = 1
