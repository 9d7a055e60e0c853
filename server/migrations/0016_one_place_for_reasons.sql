-- Why an operator had an event looked at again stands in `reasons`, beside the entry in the trail, as for every other
-- deed. Each row here was written in one transaction with its entry, and shortly before it: it belongs to the first entry
-- of this person about this event that is not older.
--
-- Nothing is dropped yet: a node of the version before still writes and reads `redeliveries`. While both run, each tells
-- of what is done at the other in the trail alone. Whoever drops the table runs this statement once more before.
INSERT INTO reasons (chain, seq, reason)
SELECT audit.chain, MIN(audit.seq), redeliveries.why
FROM redeliveries
JOIN audit ON audit.subject_id = redeliveries.event_id AND audit.actor_id = redeliveries.user_id
WHERE audit.subject = 'event' AND audit.action = 'redelivered' AND audit.at >= redeliveries.at
GROUP BY redeliveries.id, redeliveries.why, audit.chain
ON CONFLICT (chain, seq) DO NOTHING;
