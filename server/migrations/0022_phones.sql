-- The code is typed: a few may be wrong before the link is spent. `codes` is read by nobody any more.
ALTER TABLE handoffs ADD COLUMN wrong BIGINT NOT NULL DEFAULT 0;
-- Since when the identity needs its phone no longer, which may look for a moment still.
ALTER TABLE handoffs ADD COLUMN done_at BIGINT;
-- What the carrier calls the last text message by, when it tells of it later.
ALTER TABLE handoffs ADD COLUMN text_id TEXT;
CREATE UNIQUE INDEX handoffs_by_text ON handoffs (text_id) WHERE text_id IS NOT NULL;

-- How many text messages were sent on a day (of UTC, counted from 1970), by an account or by all.
CREATE TABLE text_counts (
    subject TEXT NOT NULL,
    day     BIGINT NOT NULL,
    sent    BIGINT NOT NULL,
    PRIMARY KEY (subject, day)
);
