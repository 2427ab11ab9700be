-- How far do people get in buying, by device?
SELECT dimension_value AS device_type, step, step_name, sum(reached_count) AS customer_count,
    1.0 * sum(reached_count) / sum(entered_count) AS share_of_entered
FROM gold.agg_funnel
WHERE funnel_name = 'purchase' AND dimension = 'device_type'
GROUP BY dimension_value, step, step_name
ORDER BY device_type, step
