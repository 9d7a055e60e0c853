-- Going on with a phone, begun at a computer. No link stands here: each is a mark of the name and of the minutes in which
-- it is good, which only the house can make. What the phone shows afterwards stands under its hash.
CREATE TABLE handoffs (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    user_id    TEXT NOT NULL REFERENCES users (id),
    -- The session that began it; with that it ends.
    session_id TEXT NOT NULL,
    -- What its links begin with.
    name       TEXT NOT NULL UNIQUE,
    -- The three codes that the phone is shown, and the one that stands on the computer's screen.
    codes      TEXT NOT NULL,
    code       TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- Since when a link of it is sent by text message, and what became of that.
    texted_at  BIGINT,
    texted     TEXT,
    phone_hash TEXT UNIQUE,
    device     TEXT,
    opened_at  BIGINT,
    ended_at   BIGINT,
    ended      TEXT CHECK (ended IN ('cancelled', 'wrong_code', 'replaced')),
    CHECK ((ended_at IS NULL) = (ended IS NULL)),
    CHECK ((opened_at IS NULL) = (phone_hash IS NULL)),
    CHECK ((texted_at IS NULL) = (texted IS NULL))
);
-- An account goes on with one phone at a time.
CREATE UNIQUE INDEX handoffs_open ON handoffs (account_id) WHERE ended_at IS NULL;
CREATE INDEX handoffs_by_account ON handoffs (account_id, created_at);
CREATE INDEX handoffs_by_time ON handoffs (created_at);
