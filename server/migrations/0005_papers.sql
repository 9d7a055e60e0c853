-- The house's own row: its lock, the sealed key of the hashes in the audit trail, and whether demo mode filled it.
CREATE TABLE house (
    id        TEXT PRIMARY KEY CHECK (id = 'house'),
    version   BIGINT NOT NULL,
    audit_key BYTEA,
    demo      BOOLEAN NOT NULL DEFAULT FALSE
);
INSERT INTO house (id, version) VALUES ('house', 0);
-- Who did what to what, in one chain an account and one for the rest. Rows are only added: `store/guards` refuses
-- everything else, in each database's own words.
CREATE TABLE audit (
    chain      TEXT NOT NULL,
    seq        BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    actor      TEXT NOT NULL,
    actor_id   TEXT NOT NULL,
    action     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    details    TEXT NOT NULL,
    prev       TEXT NOT NULL,
    hash       TEXT NOT NULL,
    PRIMARY KEY (chain, seq)
);
-- Deleting what the vendor has of a hand-over: asked for, and done there.
ALTER TABLE submissions ADD COLUMN redact_asked_at BIGINT;
ALTER TABLE submissions ADD COLUMN redacted_at BIGINT;
