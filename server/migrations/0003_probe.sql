-- Written to and emptied again in one transaction, to see whether the database takes writes. It is always empty.
CREATE TABLE probe (
    id     TEXT PRIMARY KEY,
    filler BYTEA NOT NULL
);
