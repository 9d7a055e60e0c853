-- What an account has committed itself to is asked at each purchase: read from the index alone.
CREATE INDEX ledger_sums ON ledger (account_id, kind, cents);
-- The numbers that an unverified account keeps reserved.
CREATE INDEX lines_waiting ON lines (account_id) WHERE state = 'waiting';
-- Events are swept once the vendor repeats them no more.
CREATE INDEX webhook_events_by_time ON webhook_events (received_at);
