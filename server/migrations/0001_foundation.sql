-- One set of statements for SQLite and PostgreSQL. Times are microseconds UTC; ids are opaque text; flags are booleans.

CREATE TABLE accounts (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE,
    telephony     TEXT NOT NULL CHECK (telephony IN ('lc-phone', 'own')),
    carrier_sid   TEXT,
    carrier_token BYTEA,
    -- The most that the account may commit itself to a month; NULL is the house's limit.
    credit_cents  BIGINT CHECK (credit_cents >= 0),
    approved_by   TEXT,
    approved_at   BIGINT,
    version       BIGINT NOT NULL,
    created_at    BIGINT NOT NULL,
    CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
    CHECK (telephony = 'lc-phone' OR (carrier_sid IS NOT NULL AND carrier_token IS NOT NULL))
);

CREATE TABLE users (
    id            TEXT PRIMARY KEY,
    account_id    TEXT NOT NULL REFERENCES accounts (id),
    email         TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    role          TEXT NOT NULL CHECK (role IN ('buyer', 'admin', 'operator')),
    created_at    BIGINT NOT NULL
);
CREATE INDEX users_by_account ON users (account_id);

CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    user_id    TEXT NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_seen ON sessions (seen_at);

-- Failed sign-ins, by account and by address; counted over a sliding window.
CREATE TABLE failed_sign_ins (
    subject TEXT NOT NULL,
    at      BIGINT NOT NULL,
    id      TEXT PRIMARY KEY
);
CREATE INDEX failed_sign_ins_by_subject ON failed_sign_ins (subject, at);
CREATE INDEX failed_sign_ins_by_time ON failed_sign_ins (at);

-- Own stock. `shuffle` mixes places, so that a search does not answer with one exchange.
CREATE TABLE stock (
    e164          TEXT PRIMARY KEY,
    country       TEXT NOT NULL,
    kind          TEXT NOT NULL,
    area_code     TEXT NOT NULL,
    national      TEXT NOT NULL,
    region        TEXT NOT NULL,
    locality      TEXT NOT NULL,
    -- Both as a search compares them: small letters, no accents, a state by its two letters.
    region_key    TEXT NOT NULL,
    locality_key  TEXT NOT NULL,
    voice         BOOLEAN NOT NULL,
    sms           BOOLEAN NOT NULL,
    mms           BOOLEAN NOT NULL,
    monthly_cents BIGINT NOT NULL CHECK (monthly_cents > 0),
    shuffle       BIGINT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('available', 'reserved', 'sold')),
    line_id       TEXT,
    CHECK ((state = 'available') = (line_id IS NULL))
);
CREATE INDEX stock_by_country ON stock (country, kind, shuffle) WHERE state = 'available';
CREATE INDEX stock_by_area_code ON stock (country, kind, area_code, shuffle) WHERE state = 'available';

CREATE TABLE pools (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name       TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX pools_by_account ON pools (account_id, created_at);

CREATE TABLE orders (
    id          TEXT PRIMARY KEY,
    account_id  TEXT NOT NULL REFERENCES accounts (id),
    user_id     TEXT NOT NULL REFERENCES users (id),
    request_id  TEXT NOT NULL,
    request     TEXT NOT NULL,
    if_gone     TEXT NOT NULL CHECK (if_gone IN ('closest', 'ask')),
    pool_id     TEXT REFERENCES pools (id),
    -- All of it or nothing.
    whole       BOOLEAN NOT NULL,
    state       TEXT NOT NULL CHECK (state IN
        ('held', 'completing', 'choosing', 'purchased', 'partly_purchased', 'failed', 'cancelled', 'expired', 'declined')),
    -- When a hold, or the time to choose, runs out.
    hold_until  BIGINT,
    hold_paused BIGINT,
    created_at  BIGINT NOT NULL,
    UNIQUE (account_id, request_id),
    CHECK (state NOT IN ('held', 'choosing') OR hold_until IS NOT NULL)
);
CREATE INDEX orders_by_account ON orders (account_id, created_at);
CREATE INDEX orders_held ON orders (account_id) WHERE state = 'held';
CREATE INDEX orders_by_pool ON orders (pool_id) WHERE pool_id IS NOT NULL;
CREATE INDEX orders_choosing ON orders (account_id) WHERE state = 'choosing';
CREATE INDEX orders_expiring ON orders (hold_until) WHERE state IN ('held', 'choosing') AND hold_paused IS NULL;

CREATE TABLE lines (
    id           TEXT PRIMARY KEY,
    order_id     TEXT NOT NULL REFERENCES orders (id),
    account_id   TEXT NOT NULL REFERENCES accounts (id),
    position     BIGINT NOT NULL,
    -- The line whose number was gone; it is replaced once.
    replaces     TEXT UNIQUE REFERENCES lines (id),
    e164         TEXT NOT NULL,
    country      TEXT NOT NULL,
    kind         TEXT NOT NULL,
    region       TEXT NOT NULL,
    locality     TEXT NOT NULL,
    voice        BOOLEAN NOT NULL,
    sms          BOOLEAN NOT NULL,
    mms          BOOLEAN NOT NULL,
    source       TEXT NOT NULL CHECK (source IN ('stock', 'twilio')),
    monthly_cents BIGINT NOT NULL CHECK (monthly_cents > 0),
    state        TEXT NOT NULL CHECK (state IN
        ('waiting', 'ready', 'buying', 'unknown', 'owned', 'releasing', 'returning', 'released', 'gone', 'replaced',
        'failed', 'manual')),
    attempt      BIGINT NOT NULL,
    lease_until  BIGINT,
    absent_since BIGINT,
    reason       TEXT,
    carrier_sid  TEXT,
    -- The end of the grace while releasing; the moment of the release afterwards.
    release_at   BIGINT,
    -- Where the number was asked for: only there may its purchase be read back, and the number given back.
    carrier_account TEXT,
    next_run_at  BIGINT,
    UNIQUE (order_id, position),
    CHECK ((state IN ('owned', 'releasing', 'returning', 'released')) = (carrier_sid IS NOT NULL)),
    CHECK ((state IN ('releasing', 'released')) = (release_at IS NOT NULL)),
    CHECK ((state = 'buying') = (lease_until IS NOT NULL)),
    CHECK ((state IN ('ready', 'buying', 'unknown', 'releasing', 'returning')) = (next_run_at IS NOT NULL))
);
-- A live line owns its number before anything is sent: a second purchase of it at the carrier may rewrite it.
-- One that is being released is live until the carrier has it back.
CREATE UNIQUE INDEX lines_live_number ON lines (e164)
    WHERE state IN ('ready', 'buying', 'unknown', 'owned', 'releasing', 'returning', 'manual');
CREATE INDEX lines_due ON lines (next_run_at) WHERE next_run_at IS NOT NULL;
CREATE INDEX lines_by_account ON lines (account_id);

CREATE TABLE happenings (
    id       TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    what     TEXT NOT NULL,
    at       BIGINT NOT NULL
);
CREATE INDEX happenings_by_order ON happenings (order_id, at);

-- Money is recorded, not collected. A balance is a sum of these rows, never a column.
CREATE TABLE ledger (
    line_id    TEXT NOT NULL REFERENCES lines (id),
    kind       TEXT NOT NULL CHECK (kind IN ('reserve', 'capture', 'release', 'end')),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    cents      BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (line_id, kind)
);
CREATE INDEX ledger_by_account ON ledger (account_id, at);
CREATE INDEX ledger_captures ON ledger (account_id, at, line_id) WHERE kind = 'capture';

CREATE TABLE verifications (
    id            TEXT PRIMARY KEY,
    account_id    TEXT NOT NULL UNIQUE REFERENCES accounts (id),
    state         TEXT NOT NULL CHECK (state IN
        ('collecting', 'at_vendor', 'submitted', 'under_review', 'try_again', 'approved', 'declined', 'revoked')),
    country       TEXT,
    id_type       TEXT,
    submission_id TEXT,
    reasons       TEXT NOT NULL,
    attempts      BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL,
    CHECK ((country IS NULL) = (id_type IS NULL)),
    CHECK ((state IN ('at_vendor', 'submitted', 'under_review', 'approved')) = (submission_id IS NOT NULL))
);
CREATE INDEX verifications_waiting ON verifications (submission_id)
    WHERE state IN ('at_vendor', 'submitted', 'under_review');

CREATE TABLE submissions (
    id              TEXT PRIMARY KEY,
    verification_id TEXT NOT NULL REFERENCES verifications (id),
    account_id      TEXT NOT NULL REFERENCES accounts (id),
    transport       TEXT NOT NULL CHECK (transport IN ('transaction', 'inquiry')),
    vendor_ref      TEXT UNIQUE,
    key_turn        BIGINT NOT NULL,
    doubts          BIGINT NOT NULL DEFAULT 0,
    unknowns        BIGINT NOT NULL DEFAULT 0,
    created_at      BIGINT NOT NULL,
    heard_at        BIGINT
);

-- Sealed pictures, for the minutes until the vendor has them.
CREATE TABLE pictures (
    verification_id TEXT NOT NULL REFERENCES verifications (id),
    kind            TEXT NOT NULL CHECK (kind IN ('front', 'back', 'selfie')),
    file_name       TEXT NOT NULL,
    sealed          BYTEA NOT NULL,
    created_at      BIGINT NOT NULL,
    PRIMARY KEY (verification_id, kind)
);
CREATE INDEX pictures_by_age ON pictures (created_at);

CREATE TABLE consents (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    user_id    TEXT NOT NULL REFERENCES users (id),
    version    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (account_id, user_id, version)
);

-- The inbox of signed events: the vendor's id is the key, so a repeated delivery does nothing.
CREATE TABLE webhook_events (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    subject     TEXT,
    received_at BIGINT NOT NULL
);

-- `run_at` is both the due time and, while a worker has it, the end of its lease.
CREATE TABLE jobs (
    kind     TEXT NOT NULL,
    subject  TEXT NOT NULL,
    run_at   BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    turn     BIGINT NOT NULL,
    PRIMARY KEY (kind, subject)
);
CREATE INDEX jobs_due ON jobs (run_at);
CREATE INDEX stock_by_line ON stock (line_id) WHERE line_id IS NOT NULL;
