-- The operator's lists read every account's rows, newest first, a page at a time: each order of reading has an index, so
-- that a million rows cost no more than fifty.
CREATE INDEX orders_by_time ON orders (created_at, id);
CREATE INDEX orders_by_state ON orders (state, created_at, id);
-- The end of an id is what people read out.
CREATE INDEX orders_by_short ON orders (SUBSTR(id, LENGTH(id) - 7));
CREATE INDEX lines_by_number ON lines (e164, order_id);
CREATE INDEX accounts_by_small_name ON accounts (LOWER(name));
CREATE INDEX verifications_by_change ON verifications (changed_at, id);
CREATE INDEX verifications_by_state ON verifications (state, changed_at, id);
CREATE INDEX submissions_by_time ON submissions (created_at, id);
CREATE INDEX submissions_of_case ON submissions (verification_id, created_at);
CREATE INDEX applications_by_time ON applications (created_at, id);
CREATE INDEX applications_by_state ON applications (state, created_at, id);
CREATE INDEX applications_by_service ON applications (service, created_at, id);
CREATE INDEX applications_by_service_and_state ON applications (service, state, created_at, id);
CREATE INDEX webhook_events_about ON webhook_events (subject, received_at, id);
CREATE INDEX audit_by_subject ON audit (subject_id, chain);

-- Events that an operator had looked at again, and why. The trail has a keyed hash of the reason.
CREATE TABLE redeliveries (
    id       TEXT PRIMARY KEY,
    event_id TEXT NOT NULL,
    user_id  TEXT NOT NULL REFERENCES users (id),
    why      TEXT NOT NULL,
    at       BIGINT NOT NULL
);
CREATE INDEX redeliveries_of_event ON redeliveries (event_id, at);
CREATE INDEX redeliveries_by_time ON redeliveries (at);
