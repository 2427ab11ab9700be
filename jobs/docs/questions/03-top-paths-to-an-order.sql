-- Which five paths lead to most orders?
SELECT channel_path, count(*) AS order_count, sum(revenue_amount) AS revenue_amount
FROM bi.v_orders
WHERE channel_path <> '(none)'
GROUP BY channel_path
ORDER BY order_count DESC, channel_path
LIMIT 5
