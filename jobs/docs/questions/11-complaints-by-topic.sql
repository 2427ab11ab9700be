-- What do people complain about?
SELECT topic, count(*) AS complaint_count, count(DISTINCT customer_id) AS customer_count
FROM bi.v_contacts
WHERE contact_kind = 'complaint'
GROUP BY topic
ORDER BY complaint_count DESC, topic
