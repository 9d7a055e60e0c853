-- This and what 0009 and 0010 do are transactions of their own: together they would hold locks in another order than a node
-- that serves meanwhile.
-- When a person was removed: they sign in no more, and what they did keeps their id.
ALTER TABLE users ADD COLUMN removed_at BIGINT;
-- When they were last seen, to the minute; NULL before they signed in for the first time.
ALTER TABLE users ADD COLUMN seen_at BIGINT;
