-- Which customers have probably left, and what are they still worth?
SELECT customer_id, segment, p_alive, clv_amount
FROM bi.v_customers
WHERE is_identified AND p_alive < 0.5
ORDER BY clv_amount DESC, customer_id
LIMIT 100
