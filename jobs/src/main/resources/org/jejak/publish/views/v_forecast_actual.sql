-- One row per forecast, month ahead and population: what was expected and, once the month is over, what came. Amounts add up over populations; ends of intervals do not.
SELECT
    f.as_of_date, -- Logical date of the forecast: nothing later was known to it.
    f.month_number, -- Month ahead, 1 to 12.
    f.population, -- existing: customers with a purchase by then; new: later first purchases; receipts: customers nobody can recognise.
    f.from_date, -- First day of the month ahead.
    f.to_date, -- Last day of the month ahead.
    f.expected_revenue_amount, -- Expected revenue after refunds, base currency; adds up.
    f.revenue_low_amount, -- Lower end of its 95 % interval.
    f.revenue_high_amount, -- Upper end of its 95 % interval.
    CASE WHEN f.to_date <= a.logical_date THEN (
        SELECT coalesce(sum(o.net_revenue_amount), 0)
        FROM gold.fact_conversions o
        JOIN gold.dim_customer u ON u.customer_id = o.customer_id
        WHERE o.conversion_type = 'order' AND o.converted_date BETWEEN f.from_date AND f.to_date
            AND f.population = CASE WHEN NOT u.is_identified THEN 'receipts'
                WHEN u.first_order_date <= f.as_of_date THEN 'existing' ELSE 'new' END)
    END AS actual_revenue_amount -- Revenue after refunds that came, base currency; null until the month is over; adds up.
FROM gold.agg_revenue_forecast f
CROSS JOIN gold.about a
