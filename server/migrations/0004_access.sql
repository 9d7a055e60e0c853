-- A session has a name that its owner may see, which its key is not; one that an older build opened has none.
ALTER TABLE sessions ADD COLUMN id TEXT;
-- What the browser said of itself: name and system, as coarse as a person needs to know it again.
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '- -';
-- When the person last showed in it who they are.
ALTER TABLE sessions ADD COLUMN proven_at BIGINT;
