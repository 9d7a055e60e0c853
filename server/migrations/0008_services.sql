-- Applications for compliance services. What people wrote in the form is sealed. `asked`: whether the vendor may have
-- got anything of this round.
CREATE TABLE applications (
    id          TEXT PRIMARY KEY,
    account_id  TEXT NOT NULL REFERENCES accounts (id),
    service     TEXT NOT NULL CHECK (service IN ('a2p-brand', 'toll-free', 'cnam', 'shaken-stir')),
    state       TEXT NOT NULL CHECK (state IN
        ('draft', 'held', 'submitting', 'pending_review', 'in_review', 'approved', 'rejected')),
    round       BIGINT NOT NULL CHECK (round >= 0),
    asked       BOOLEAN NOT NULL,
    reasons     TEXT NOT NULL,
    edit        TEXT CHECK (edit IN ('never', 'until', 'always')),
    edit_until  BIGINT,
    form        BYTEA NOT NULL,
    created_at  BIGINT NOT NULL,
    changed_at  BIGINT NOT NULL,
    CHECK ((state = 'rejected') = (edit IS NOT NULL)),
    CHECK ((edit IS NOT NULL AND edit = 'until') = (edit_until IS NOT NULL))
);
CREATE INDEX applications_of_account ON applications (account_id, created_at);
CREATE INDEX applications_held ON applications (account_id) WHERE state = 'held';
CREATE INDEX applications_under_way ON applications (changed_at)
    WHERE state IN ('submitting', 'pending_review', 'in_review');

-- What is noted of each object at the vendor before it is asked for: an answer that is lost is not asked for again
-- before two looks, a settle time apart, found nothing of it. `news_from` is the vendor's date.
CREATE TABLE filings (
    application_id TEXT NOT NULL REFERENCES applications (id),
    step           TEXT NOT NULL CHECK (step IN ('profile', 'product', 'brand', 'verification')),
    sid            TEXT,
    round          BIGINT NOT NULL CHECK (round >= 0),
    asked_at       BIGINT,
    missed_at      BIGINT,
    news_from      BIGINT,
    PRIMARY KEY (application_id, step),
    CHECK (missed_at IS NULL OR asked_at IS NOT NULL)
);

-- Until when a worker has it, and nobody else; it tells one claim from another, too.
ALTER TABLE jobs ADD COLUMN leased_until BIGINT;
