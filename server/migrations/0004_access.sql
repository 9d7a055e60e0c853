-- A session has a name that its owner may see, which its key is not; one that an older build opened has none.
ALTER TABLE sessions ADD COLUMN id TEXT;
-- What the browser said of itself: name and system, as coarse as a person needs to know it again.
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '- -';
-- When the person last showed in it who they are.
ALTER TABLE sessions ADD COLUMN proven_at BIGINT;
-- Whether a passkey, or a recovery code in its place, had part in it.
ALTER TABLE sessions ADD COLUMN strong BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE passkeys (
    id            TEXT PRIMARY KEY,
    user_id       TEXT NOT NULL REFERENCES users (id),
    -- The authenticator's own name for it, in base64url.
    credential_id TEXT NOT NULL UNIQUE,
    -- The public key and what is to be remembered of it, as the library writes it.
    credential    TEXT NOT NULL,
    name          TEXT NOT NULL,
    created_at    BIGINT NOT NULL,
    used_at       BIGINT
);
CREATE INDEX passkeys_by_user ON passkeys (user_id, created_at);

-- What was asked of an authenticator, until it answers: each is answered once.
CREATE TABLE ceremonies (
    token_hash TEXT PRIMARY KEY,
    -- Who is asked; NULL when the answer is to tell.
    user_id    TEXT REFERENCES users (id),
    state      TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX ceremonies_by_time ON ceremonies (created_at);

-- Each stands for a passkey once.
CREATE TABLE recovery_codes (
    user_id TEXT NOT NULL REFERENCES users (id),
    hash    TEXT NOT NULL,
    -- Until when it is good; NULL is for ever.
    until   BIGINT,
    PRIMARY KEY (user_id, hash)
);
