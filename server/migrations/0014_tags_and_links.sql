-- Numbers that were adopted have the tag of whoever bought them: the carrier is asked to write ours.
INSERT INTO jobs (kind, subject, run_at, attempts, turn)
SELECT 'tag', lines.id, 0, 0, 0 FROM lines JOIN orders ON orders.id = lines.order_id
WHERE orders.request LIKE 'adopted %' AND lines.state IN ('owned', 'releasing');

-- The mail for which a link was made: one that is sent once more holds another.
ALTER TABLE resets ADD COLUMN mail_id TEXT;
