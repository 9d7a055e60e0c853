-- What readers said of pages of the help: the account of who was signed in, no person, no address.
CREATE TABLE feedback (
    id         TEXT PRIMARY KEY,
    topic      TEXT NOT NULL,
    helpful    TEXT NOT NULL CHECK (helpful IN ('yes', 'no')),
    comment    TEXT,
    account_id TEXT REFERENCES accounts (id),
    given_at   BIGINT NOT NULL
);
CREATE INDEX feedback_by_time ON feedback (given_at, id);
