-- Who refuses the use of biometric data hands the ID over alone. What a hand-over shows stands beside it: an operator
-- who decides must know.
ALTER TABLE submissions ADD COLUMN shows TEXT NOT NULL DEFAULT 'id_and_face'
    CHECK (shows IN ('id_and_face', 'id_alone'));
-- Since when the vendor may have it, though nobody knows yet: from then on nothing is taken back.
ALTER TABLE submissions ADD COLUMN sent_at BIGINT;
-- When the vendor said that a person of theirs looks.
ALTER TABLE submissions ADD COLUMN looked_at BIGINT;

-- Who said no to which consent text, and when; each time anew.
CREATE TABLE refusals (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    user_id    TEXT NOT NULL REFERENCES users (id),
    version    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (account_id, user_id, version, at)
);

-- The same table with two more kinds of picture: SQLite cannot change what a column allows.
CREATE TABLE pictures_of_poses (
    verification_id TEXT NOT NULL REFERENCES verifications (id),
    kind            TEXT NOT NULL CHECK (kind IN ('front', 'back', 'selfie', 'selfie_left', 'selfie_right')),
    file_name       TEXT NOT NULL,
    sealed          BYTEA NOT NULL,
    created_at      BIGINT NOT NULL,
    PRIMARY KEY (verification_id, kind)
);
INSERT INTO pictures_of_poses (verification_id, kind, file_name, sealed, created_at)
SELECT verification_id, kind, file_name, sealed, created_at FROM pictures;
DROP TABLE pictures;
ALTER TABLE pictures_of_poses RENAME TO pictures;
CREATE INDEX pictures_by_age ON pictures (created_at);
