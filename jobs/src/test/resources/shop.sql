-- A shop small enough to work out every answer by hand: two and a half months, logical date 20 March 2026.
INSERT INTO gold.about (logical_date, currency_code) VALUES (DATE '2026-03-20', 'EUR');
INSERT INTO gold.dim_date (date, month, is_complete, is_month_complete)
SELECT CAST(d AS DATE), CAST(date_trunc('month', d) AS DATE), d <= DATE '2026-03-20', d < DATE '2026-03-01'
FROM generate_series(TIMESTAMP '2026-01-01', TIMESTAMP '2026-04-30', INTERVAL 1 DAY) t(d);
INSERT INTO gold.dim_channel (channel, channel_name) VALUES
    ('paid_search', 'Paid search'), ('social', 'Social'), ('email', 'Email'), ('direct', 'Direct'), ('(none)', 'None'), ('(unattributed)', 'Unattributed');
INSERT INTO gold.dim_stage (stage, stage_name) VALUES
    ('reach', 'Reach & Engage'), ('convert', 'Convert & Close'), ('support', 'Support & Grow');
INSERT INTO gold.dim_contact_channel (contact_channel, contact_channel_name) VALUES ('chat', 'Chat'), ('social', 'Social media');

-- Ann, Ben and Cat bought, Dee looks; a till receipt, a crawler, and Eve who came the day after
INSERT INTO gold.dim_customer (customer_id, is_identified, is_bot, first_channel, first_campaign_id, stage, rfm_segment,
    country_code, device_type, visit_count, order_count, net_revenue_amount, first_seen_date, first_order_date, last_order_date) VALUES
    ('ann', true, false, 'paid_search', 'spring', 'support', 'Loyal', 'DE', 'mobile', 3, 3, 140, '2026-01-09', '2026-01-10', '2026-03-25'),
    ('ben', true, false, 'email', '(none)', 'support', 'At risk', 'NL', 'desktop', 1, 1, 50, '2026-01-20', '2026-01-20', '2026-01-20'),
    ('cat', true, false, 'social', 'spring', 'support', 'New', 'DE', 'mobile', 2, 2, 110, '2026-02-11', '2026-02-11', '2026-03-05'),
    ('dee', true, false, 'social', '(none)', 'reach', 'Prospects', 'DE', 'tablet', 1, 0, 0, '2026-03-02', NULL, NULL),
    ('till', false, false, '(none)', '(none)', 'support', '(none)', '(none)', '(none)', 0, 1, 10, '2026-02-14', '2026-02-14', '2026-02-14'),
    ('crawler', true, true, '(none)', '(none)', 'reach', '(none)', 'US', 'other', 0, 0, 0, '2026-01-05', NULL, NULL),
    ('eve', true, false, 'email', '(none)', 'reach', 'Prospects', 'DE', 'mobile', 1, 0, 0, '2026-03-21', NULL, NULL);
INSERT INTO gold.fact_customer_value (customer_id, clv_amount, clv_low_amount, clv_high_amount, p_alive, p_purchase, days_since_purchase) VALUES
    ('ann', 90, 70, 110, 0.9, 0.8, 43), ('ben', 5, 1, 9, 0.2, 0.1, 59), ('cat', 40, 20, 60, 0.4, 0.3, 15),
    ('dee', NULL, NULL, NULL, NULL, NULL, NULL), ('till', NULL, NULL, NULL, NULL, NULL, 34);

-- visits: 3 of Ann, 1 of Ben, 2 of Cat, 1 of Dee, 1 of Eve after the date; no visit: a mailing, the till, the crawler
INSERT INTO gold.fact_sessions (session_id, customer_id, source_kind, is_visit, channel, stage, device_type, country_code, view_count, started_date, month) VALUES
    ('a1', 'ann', 'web', true, 'paid_search', 'reach', 'mobile', 'DE', 4, '2026-01-09', '2026-01-01'),
    ('a2', 'ann', 'web', true, '(none)', 'convert', 'mobile', 'DE', 6, '2026-01-10', '2026-01-01'),
    ('a3', 'ann', 'app', true, '(none)', 'convert', 'mobile', 'DE', 5, '2026-02-05', '2026-02-01'),
    ('a4', 'ann', 'web', true, '(none)', 'convert', 'mobile', 'DE', 5, '2026-03-25', '2026-03-01'),
    ('b0', 'ben', 'email', false, 'email', 'reach', '(none)', '(none)', 0, '2026-01-20', '2026-01-01'),
    ('b1', 'ben', 'web', true, 'email', 'convert', 'desktop', 'NL', 3, '2026-01-20', '2026-01-01'),
    ('c1', 'cat', 'web', true, 'social', 'convert', 'mobile', 'DE', 7, '2026-02-11', '2026-02-01'),
    ('c2', 'cat', 'web', true, 'social', 'convert', 'mobile', 'DE', 2, '2026-03-05', '2026-03-01'),
    ('d1', 'dee', 'web', true, 'social', 'reach', 'tablet', 'DE', 1, '2026-03-02', '2026-03-01'),
    ('t1', 'till', 'store', false, '(none)', 'convert', '(none)', '(none)', 0, '2026-02-14', '2026-02-01'),
    ('x1', 'crawler', 'web', false, '(none)', 'reach', 'other', 'US', 99, '2026-01-05', '2026-01-01'),
    ('e1', 'eve', 'web', true, 'email', 'reach', 'mobile', 'DE', 1, '2026-03-21', '2026-03-01');
INSERT INTO gold.fact_journeys (journey_id, customer_id, state, channel_path, visit_count, started_date, month) VALUES
    ('ja1', 'ann', 'converted', 'paid_search > direct', 2, '2026-01-09', '2026-01-01'),
    ('ja2', 'ann', 'converted', 'direct', 1, '2026-02-05', '2026-02-01'),
    ('ja3', 'ann', 'converted', 'direct', 1, '2026-03-25', '2026-03-01'),
    ('jb1', 'ben', 'converted', 'email', 1, '2026-01-20', '2026-01-01'),
    ('jc1', 'cat', 'converted', 'social', 4, '2026-02-11', '2026-02-01'),
    ('jc2', 'cat', 'converted', 'social', 1, '2026-03-05', '2026-03-01'),
    ('jd1', 'dee', 'open', 'social', 1, '2026-03-02', '2026-03-01'),
    ('jt1', 'till', 'converted', '(none)', 0, '2026-02-14', '2026-02-01');
-- a sign-up is no order; Ann's third order is of a day after the date
INSERT INTO gold.fact_conversions (conversion_id, conversion_type, order_id, customer_id, journey_id, session_id, channel, campaign_id,
    sequence_number, is_first, revenue_amount, refund_amount, net_revenue_amount, converted_date, month) VALUES
    ('o1', 'order', '1', 'ann', 'ja1', 'a2', 'paid_search', 'spring', 1, true, 100, 20, 80, '2026-01-10', '2026-01-01'),
    ('o2', 'order', '2', 'ben', 'jb1', 'b1', 'email', '(none)', 1, true, 50, 0, 50, '2026-01-20', '2026-01-01'),
    ('o3', 'order', '3', 'ann', 'ja2', 'a3', 'direct', '(none)', 2, false, 60, 0, 60, '2026-02-05', '2026-02-01'),
    ('o4', 'order', '4', 'cat', 'jc1', 'c1', 'social', 'spring', 1, true, 80, 0, 80, '2026-02-11', '2026-02-01'),
    ('o5', 'order', NULL, 'till', 'jt1', 't1', '(unattributed)', '(none)', 1, true, 10, 0, 10, '2026-02-14', '2026-02-01'),
    ('o6', 'order', '6', 'cat', 'jc2', 'c2', 'social', '(none)', 2, false, 30, 0, 30, '2026-03-05', '2026-03-01'),
    ('o7', 'order', '7', 'ann', 'ja3', 'a4', 'direct', '(none)', 3, false, 999, 0, 999, '2026-03-25', '2026-03-01'),
    ('u1', 'sign_up', NULL, 'ann', 'ja1', 'a1', 'paid_search', 'spring', 1, true, 0, 0, 0, '2026-01-09', '2026-01-01');

-- spend once a day and campaign; credit of every order by two models, and by one more that has no column
INSERT INTO gold.agg_channel_daily (business_date, channel, campaign_id, spend_amount, visit_count) VALUES
    ('2026-01-09', 'paid_search', 'spring', 40, 1), ('2026-01-10', 'paid_search', 'summer', 10, 0), ('2026-01-20', 'email', '(none)', 0, 1),
    ('2026-02-11', 'social', 'spring', 20, 1), ('2026-02-12', 'paid_search', 'spring', 5, 0), ('2026-03-25', 'social', 'spring', 500, 9);
INSERT INTO gold.agg_attribution (business_date, month, channel, is_paid, campaign_id, model, conversion_type, revenue_amount)
SELECT CAST(d AS DATE), CAST(date_trunc('month', CAST(d AS DATE)) AS DATE), c, p, '(none)', m, t, r FROM (VALUES
    ('2026-01-10', 'paid_search', true, 'first', 'order', 100), ('2026-01-20', 'email', false, 'first', 'order', 50),
    ('2026-01-10', 'direct', false, 'last', 'order', 100), ('2026-01-20', 'email', false, 'last', 'order', 50),
    ('2026-01-10', 'paid_search', true, 'markov', 'order', 60), ('2026-01-10', 'direct', false, 'markov', 'order', 40),
    ('2026-01-20', 'email', false, 'markov', 'order', 50), ('2026-01-09', 'paid_search', true, 'first', 'sign_up', 7),
    ('2026-02-11', 'social', true, 'first', 'order', 30), ('2026-02-11', 'social', false, 'first', 'order', 50),
    ('2026-02-05', 'paid_search', true, 'first', 'order', 60), ('2026-02-14', '(unattributed)', false, 'first', 'order', 10),
    ('2026-02-11', 'social', false, 'last', 'order', 80), ('2026-02-05', 'direct', false, 'last', 'order', 60),
    ('2026-02-11', 'social', true, 'markov', 'order', 10), ('2026-02-11', 'social', false, 'markov', 'order', 70),
    ('2026-01-10', 'email', false, 'custom', 'order', 1000), ('2026-03-25', 'paid_search', true, 'first', 'order', 999)
) AS v(d, c, p, m, t, r);

-- month 2 of January: Ann's cohort by paid search has her, that by email nobody; all else here is of another kind
INSERT INTO gold.agg_retention_cohort (cohort_basis, granularity, window_kind, dimension, dimension_value, is_identified, cohort, series,
    period_number, customer_count, active_count, order_count, revenue_amount, is_complete, cohort_date) VALUES
    ('order', 'month', 'calendar', 'channel', 'paid_search', true, '2026-01', 'observed', 0, 4, 4, 5, 500, true, '2026-01-01'),
    ('order', 'month', 'calendar', 'channel', 'paid_search', true, '2026-01', 'observed', 2, 4, 1, 1, 90, true, '2026-01-01'),
    ('order', 'month', 'calendar', 'channel', 'paid_search', true, '2025-12', 'observed', 2, 6, 3, 3, 80, true, '2025-12-01'),
    ('order', 'month', 'calendar', 'channel', 'email', true, '2026-01', 'observed', 2, 5, 0, 0, 0, true, '2026-01-01'),
    ('order', 'month', 'calendar', 'channel', 'email', true, '2026-02', 'observed', 2, 7, 7, 7, 70, false, '2026-02-01'),
    ('order', 'month', 'calendar', 'channel', 'email', true, 'all', 'observed', 2, 5, 5, 5, 50, true, NULL),
    ('order', 'month', 'calendar', 'channel', 'email', true, '2026-01', 'sbg', 2, 5, NULL, NULL, NULL, true, '2026-01-01'),
    ('order', 'month', 'calendar', 'all', 'all', true, '2026-01', 'observed', 2, 9, 9, 9, 90, true, '2026-01-01'),
    ('order', 'month', 'calendar', 'all', 'all', false, '2026-01', 'observed', 2, 99, 0, 0, 0, true, '2026-01-01'),
    ('order', 'month', 'rolling', 'channel', 'email', true, '2026-01', 'observed', 2, 5, 4, 4, 40, true, '2026-01-01'),
    ('order', 'week', 'calendar', 'channel', 'email', true, '2026-01-05', 'observed', 2, 5, 4, 4, 40, true, '2026-01-05'),
    ('visit', 'month', 'calendar', 'channel', 'email', true, '2026-01', 'observed', 2, 5, 4, 4, 40, true, '2026-01-01');
INSERT INTO gold.agg_repeat_purchase (dimension, dimension_value, is_identified, purchase_number, customer_count, repeat_count, repeat_rate,
    repeat_30_day_rate, repeat_90_day_rate, mean_days_to_next, median_days_to_next) VALUES
    ('all', 'all', true, 1, 3, 2, 0.6666666666666666, 0.5, 0.75, 24, 26), ('all', 'all', true, 2, 2, 0, 0, 0, 0, NULL, NULL),
    ('all', 'all', false, 1, 1, 0, 0, 0, 0, NULL, NULL), ('channel', 'email', true, 1, 1, 0, 0, 0, 0, NULL, NULL);
INSERT INTO gold.agg_channel_value (acquisition_channel, is_paid, is_identified, customer_count, spend_amount, acquisition_cost_amount) VALUES
    ('paid_search', true, true, 1, 55, 55), ('social', true, true, 0, 20, NULL), ('social', false, true, 1, 0, NULL),
    ('email', false, true, 1, 0, NULL), ('(none)', false, false, 1, 0, NULL);

INSERT INTO gold.agg_cx_metric (cell_type, cell, channel, metric, value, value_low, value_high, n, month) VALUES
    ('month', '2026-01', '(all)', 'nps', 20, 5, 35, 40, '2026-01-01'), ('month', '2026-02', '(all)', 'nps', NULL, NULL, NULL, 9, '2026-02-01'),
    ('rolling_3_months', '2026-01', '(all)', 'nps', 22, 12, 32, 90, '2026-01-01'), ('rolling_3_months', '2026-02', '(all)', 'nps', 18, 8, 28, 80, '2026-02-01'),
    ('rolling_12_months', '2026-02', '(all)', 'nps', 19, 14, 24, 300, '2026-02-01'), ('month', '2026-01', '(all)', 'csat', 0.8, 0.7, 0.9, 40, '2026-01-01'),
    ('all', '(all)', '(all)', 'nps', 15, 10, 20, 400, NULL), ('channel', 'email', 'email', 'nps', 99, 98, 100, 400, NULL),
    ('channel_rolling_12_months', 'email / 2026-02', 'email', 'nps', 31, 20, 42, 50, '2026-02-01'),
    ('channel_rolling_12_months', 'social / 2026-02', 'social', 'nps', -4, -20, 12, 45, '2026-02-01'),
    ('channel_rolling_12_months', 'paid_search / 2026-02', 'paid_search', 'nps', NULL, NULL, NULL, 8, '2026-02-01');
-- a chat answered after 6 minutes and resolved after 12 hours, one without an end, complaints, and a checkout
INSERT INTO gold.fact_contacts (contact_id, customer_id, contact_kind, contact_channel, topic, stage, is_repeat, is_reopened, opened_date, month,
    opened_at, first_reply_at, resolved_at) VALUES
    ('k1', 'ann', 'chat', 'chat', 'delivery', 'support', false, false, '2026-02-01', '2026-02-01',
        '2026-02-01 10:00:00+00', '2026-02-01 10:06:00+00', '2026-02-01 22:00:00+00'),
    ('k2', 'ben', 'chat', 'chat', '(none)', 'support', true, false, '2026-02-02', '2026-02-01', '2026-02-02 10:00:00+00', NULL, NULL),
    ('k3', 'ann', 'complaint', 'social', 'delivery', 'support', false, false, '2026-02-03', '2026-02-01', '2026-02-03 10:00:00+00', NULL, NULL),
    ('k4', 'ann', 'complaint', 'social', 'delivery', 'support', false, false, '2026-02-04', '2026-02-01', '2026-02-04 10:00:00+00', NULL, NULL),
    ('k5', 'cat', 'complaint', 'social', 'price', 'support', false, false, '2026-02-20', '2026-02-01', '2026-02-20 10:00:00+00', NULL, NULL),
    ('k6', 'cat', 'complaint', 'social', 'price', 'support', false, false, '2026-03-22', '2026-03-01', '2026-03-22 10:00:00+00', NULL, NULL),
    ('k7', 'cat', 'checkout', 'web', '(none)', 'convert', false, false, '2026-02-11', '2026-02-01', '2026-02-11 10:00:00+00', NULL, NULL);
INSERT INTO gold.agg_funnel (funnel_name, month, channel, dimension, dimension_value, step, step_name, entered_count, reached_count) VALUES
    ('purchase', '2026-01-01', 'email', 'device_type', 'mobile', 1, 'product', 6, 6), ('purchase', '2026-01-01', 'email', 'device_type', 'mobile', 2, 'cart', 6, 3),
    ('purchase', '2026-02-01', 'social', 'device_type', 'mobile', 1, 'product', 4, 4), ('purchase', '2026-02-01', 'social', 'device_type', 'mobile', 2, 'cart', 4, 1),
    ('purchase', '2026-01-01', 'email', 'device_type', 'desktop', 1, 'product', 2, 2), ('purchase', '2026-01-01', 'email', 'device_type', 'desktop', 2, 'cart', 2, 2),
    ('purchase', '2026-01-01', 'email', 'all', 'all', 1, 'product', 8, 8), ('purchase', '2026-01-01', 'email', 'country_code', 'DE', 1, 'product', 8, 8),
    ('service', '2026-01-01', 'email', 'device_type', 'mobile', 1, 'opened', 50, 50);
-- of 31 January: February is over, March is not; Ann and Ben were customers, Cat was to come
INSERT INTO gold.agg_revenue_forecast (as_of_date, population, month_number, expected_revenue_amount, revenue_low_amount, revenue_high_amount, from_date, to_date) VALUES
    ('2026-01-31', 'existing', 1, 70, 40, 100, '2026-02-01', '2026-02-28'), ('2026-01-31', 'new', 1, 65, 30, 100, '2026-02-01', '2026-02-28'),
    ('2026-01-31', 'receipts', 1, 12, 5, 20, '2026-02-01', '2026-02-28'), ('2026-01-31', 'existing', 2, 66, 30, 100, '2026-03-01', '2026-03-31'),
    ('2026-02-28', 'existing', 1, 99, 30, 130, '2026-03-01', '2026-03-31');
