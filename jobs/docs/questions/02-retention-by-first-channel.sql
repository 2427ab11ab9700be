-- How many customers order again two months after their first order, by first channel?
SELECT first_channel, sum(customer_count) AS customer_count,
    1.0 * sum(active_count) / sum(customer_count) AS month_2_retention_rate
FROM bi.v_retention
WHERE period_number = 2
GROUP BY first_channel
ORDER BY first_channel
