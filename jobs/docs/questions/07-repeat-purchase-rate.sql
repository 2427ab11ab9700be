-- How many customers who can be recognised have bought a second time?
SELECT customer_count, repeat_count, repeat_rate
FROM gold.agg_repeat_purchase
WHERE is_identified AND dimension = 'all' AND purchase_number = 1
