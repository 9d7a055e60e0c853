-- When a person was removed: they sign in no more, and what they did keeps their id.
ALTER TABLE users ADD COLUMN removed_at BIGINT;
-- When they were last seen, to the minute; NULL before they signed in for the first time.
ALTER TABLE users ADD COLUMN seen_at BIGINT;
UPDATE users SET seen_at = (SELECT MAX(sessions.seen_at) FROM sessions WHERE sessions.user_id = users.id);

-- Who may join an account by choosing a password: under the hash of a token that is shown once, one an e-mail.
CREATE TABLE invites (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    token_hash TEXT NOT NULL UNIQUE,
    email      TEXT NOT NULL,
    role       TEXT NOT NULL CHECK (role IN ('buyer', 'admin')),
    invited_by TEXT NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    UNIQUE (account_id, email)
);
CREATE INDEX invites_by_time ON invites (created_at);
