-- One row per ticket, chat or complaint up to the logical date. Checkouts, which gold.fact_contacts holds too, are left out.
SELECT
    c.contact_id, -- The contact; gold.fact_contacts.contact_id.
    c.customer_id, -- Who asked; bi.v_customers.customer_id.
    c.contact_kind, -- ticket, chat or complaint.
    coalesce(n.contact_channel_name, c.contact_channel) AS contact_channel, -- Where it took place.
    c.topic, -- Topic; (none) without one.
    coalesce(g.stage_name, c.stage) AS stage, -- Lifecycle stage of the customer just before.
    c.agent_type, -- agent, or bot if only a bot answered; null for complaints.
    CAST(EXTRACT(EPOCH FROM (c.first_reply_at - c.opened_at)) / 60 AS DOUBLE PRECISION) AS first_reply_minutes, -- Minutes to the first reply of anybody; null while there is none.
    CAST(EXTRACT(EPOCH FROM (c.resolved_at - c.opened_at)) / 3600 AS DOUBLE PRECISION) AS resolved_hours, -- Hours until it was resolved for good; null while it is open.
    c.is_repeat, -- Whether the customer had asked about the same topic within a week before.
    c.is_reopened, -- Whether it was opened again after it was resolved.
    c.repeated_at IS NOT NULL AS is_repeated, -- Whether the customer asked about the same topic again within a week.
    c.opened_date, -- Day it was opened, business zone.
    c.month, -- First day of its month.
    d.is_month_complete -- Whether the month was over on the logical date.
FROM gold.fact_contacts c
JOIN gold.dim_date d ON d.date = c.opened_date AND d.is_complete
LEFT JOIN gold.dim_contact_channel n ON n.contact_channel = c.contact_channel
LEFT JOIN gold.dim_stage g ON g.stage = c.stage
WHERE c.contact_kind <> 'checkout'
