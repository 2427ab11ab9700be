-- What was forecast for months that are over, and what came?
SELECT as_of_date, from_date, to_date,
    sum(expected_revenue_amount) AS expected_revenue_amount,
    sum(actual_revenue_amount) AS actual_revenue_amount
FROM bi.v_forecast_actual
WHERE actual_revenue_amount IS NOT NULL
GROUP BY as_of_date, from_date, to_date
ORDER BY as_of_date, from_date
