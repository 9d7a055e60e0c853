-- The application that a notice is of, and for what that was. It may be forgotten before the notice is.
ALTER TABLE notices ADD COLUMN application_id TEXT;
ALTER TABLE notices ADD COLUMN service TEXT;

-- An invite may be mailed too: under the hash of another token, made as the mail is sent. Either opens it, and it goes once.
ALTER TABLE invites ADD COLUMN mailed_hash TEXT;
CREATE UNIQUE INDEX invites_by_mailed_hash ON invites (mailed_hash) WHERE mailed_hash IS NOT NULL;
-- Of which invite a mail is; `user_id` is who made it. The invite goes when it is used.
ALTER TABLE mails ADD COLUMN invite_id TEXT;
CREATE UNIQUE INDEX mails_of_invites ON mails (invite_id) WHERE invite_id IS NOT NULL;
CREATE INDEX invites_mailed ON mails (user_id, created_at) WHERE kind = 'invite';
