-- Who may join an account by choosing a password: under the hash of a token that is shown once, one an e-mail. Accounts are
-- named first: that is the order in which whoever serves takes locks.
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
