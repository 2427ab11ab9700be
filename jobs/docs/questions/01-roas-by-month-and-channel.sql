-- What did a unit of ad spend bring, by month, channel and three models?
SELECT month, channel, spend_amount,
    first_touch_paid_revenue_amount / spend_amount AS first_touch_roas,
    last_touch_paid_revenue_amount / spend_amount AS last_touch_roas,
    markov_paid_revenue_amount / spend_amount AS markov_roas
FROM bi.v_channel_month
WHERE spend_amount > 0
ORDER BY month, channel
