-- What the sessions that are left know of it. A node of this version may have written later moments already.
UPDATE users SET seen_at = (SELECT MAX(sessions.seen_at) FROM sessions WHERE sessions.user_id = users.id)
    WHERE seen_at IS NULL;
