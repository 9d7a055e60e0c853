-- What people of an account should know, one row a happening: `about` names it, so that work that is done twice tells it
-- once. `version` is the account's, under whose lock it was written: it puts notices in the order in which they could be seen.
CREATE TABLE notices (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    kind       TEXT NOT NULL,
    about      TEXT NOT NULL,
    order_id   TEXT REFERENCES orders (id),
    version    BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    UNIQUE (account_id, kind, about)
);
CREATE INDEX notices_by_account ON notices (account_id, version, id);
-- Up to which version of the account a person has read its notices; NULL is none.
ALTER TABLE users ADD COLUMN notices_read BIGINT;

-- What a person wants to be told by mail, where that differs from what everybody is.
CREATE TABLE mail_choices (
    user_id TEXT NOT NULL REFERENCES users (id),
    topic   TEXT NOT NULL,
    wanted  BOOLEAN NOT NULL,
    PRIMARY KEY (user_id, topic)
);

-- Mails to send, and what became of them. Each has a job until it ends.
CREATE TABLE mails (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    user_id    TEXT REFERENCES users (id),
    notice_id  TEXT REFERENCES notices (id),
    -- What somebody typed who asked for a new password, until it is known whose it is.
    email      TEXT,
    created_at BIGINT NOT NULL,
    ended_at   BIGINT,
    outcome    TEXT,
    UNIQUE (notice_id, user_id),
    CHECK ((ended_at IS NULL) = (outcome IS NULL)),
    CHECK (ended_at IS NULL OR email IS NULL)
);
CREATE INDEX mails_by_end ON mails (ended_at) WHERE ended_at IS NOT NULL;

-- Who may choose a new password by the link that they were mailed: its newest alone, under the hash of its token.
CREATE TABLE resets (
    user_id    TEXT PRIMARY KEY REFERENCES users (id),
    token_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);
CREATE INDEX resets_by_time ON resets (created_at);
