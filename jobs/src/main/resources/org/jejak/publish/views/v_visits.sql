-- One row per visit up to the logical date: a session on the web or in the app made by a person.
SELECT
    s.session_id, -- The visit; gold.fact_sessions.session_id.
    s.customer_id, -- The visitor; bi.v_customers.customer_id.
    s.journey_id, -- The journey; gold.fact_journeys.journey_id.
    s.source_kind, -- web or app.
    coalesce(c.channel_name, s.channel) AS channel, -- Acquisition channel.
    s.campaign_id, -- Campaign; (none) without one.
    coalesce(g.stage_name, s.stage) AS stage, -- Lifecycle stage at the visit.
    s.device_type, -- desktop, mobile, tablet, other or (none).
    s.platform, -- Operating system; (none) if not said.
    s.country_code, -- Country; (none) if not said.
    s.language, -- Language; (none) if not said.
    s.landing_path, -- First page.
    s.view_count, -- Pages and screens seen; adds up.
    s.duration_seconds, -- Length in seconds; adds up.
    s.is_engaged, -- Whether it was more than a glance.
    s.is_first AS is_first_visit, -- Whether nothing of this customer was seen before.
    s.started_date, -- Day it began, business zone.
    s.month, -- First day of its month.
    d.is_month_complete -- Whether the month was over on the logical date.
FROM gold.fact_sessions s
JOIN gold.dim_date d ON d.date = s.started_date AND d.is_complete
LEFT JOIN gold.dim_channel c ON c.channel = s.channel
LEFT JOIN gold.dim_stage g ON g.stage = s.stage
WHERE s.is_visit
