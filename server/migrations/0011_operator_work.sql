-- What an operator said in the place of a setting; a value of NULL is the setting again. One row a rule.
CREATE TABLE rules (
    name       TEXT PRIMARY KEY,
    value      TEXT,
    version    BIGINT NOT NULL CHECK (version > 0),
    changed_by TEXT NOT NULL REFERENCES users (id),
    changed_at BIGINT NOT NULL,
    -- The entry in the house's trail, whose reason is told beside it.
    entry      BIGINT NOT NULL
);

-- Why whoever runs the store did something. The entry in the trail has a keyed hash of it: it can be erased, and not be
-- changed unnoticed.
CREATE TABLE reasons (
    chain  TEXT NOT NULL,
    seq    BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (chain, seq)
);

-- An approval that a person of ours gave is not the vendor's to take back.
ALTER TABLE verifications ADD COLUMN by_person BOOLEAN NOT NULL DEFAULT FALSE;

-- Since when a job fails, or is tried in vain.
ALTER TABLE jobs ADD COLUMN failing_since BIGINT;

-- What the last comparison with a carrier left for a person. `noted_at`: when one said that they know.
CREATE TABLE findings (
    carrier_account TEXT NOT NULL,
    e164            TEXT NOT NULL,
    what            TEXT NOT NULL,
    tag             TEXT NOT NULL,
    line_id         TEXT,
    since           BIGINT,
    found_at        BIGINT NOT NULL,
    noted_at        BIGINT,
    PRIMARY KEY (carrier_account, e164)
);

-- The queue of what needs a person: each of these is small, however many rows there are.
CREATE INDEX verifications_under_review ON verifications (changed_at, id) WHERE state = 'under_review';
CREATE INDEX lines_manual ON lines (id) WHERE state = 'manual';
CREATE INDEX lines_in_doubt ON lines (id) WHERE state = 'unknown';
CREATE INDEX lines_stuck ON lines (id) WHERE state = 'returning' AND attempt >= 10;
CREATE INDEX jobs_failing ON jobs (failing_since) WHERE failing_since IS NOT NULL;
CREATE INDEX findings_open ON findings (found_at, e164) WHERE noted_at IS NULL;
CREATE INDEX orders_open ON orders (account_id, created_at) WHERE state IN ('held', 'completing', 'choosing');
CREATE INDEX submissions_of_account ON submissions (account_id, created_at);
