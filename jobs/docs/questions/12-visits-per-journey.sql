-- How many visits does a journey take?
SELECT j.state, count(*) AS journey_count, avg(j.visit_count) AS mean_visit_count
FROM gold.fact_journeys j
JOIN gold.dim_date d ON d.date = j.started_date AND d.is_complete
GROUP BY j.state
ORDER BY j.state
