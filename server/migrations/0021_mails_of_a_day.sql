-- How many mails told an account's people of something lately.
CREATE INDEX notices_mailed ON mails (user_id, created_at) WHERE kind = 'notice';
