-- The language in which a person reads, as a BCP 47 tag: mails to them, and to whom they invite, are written in it.
-- Unknown until they sign in or choose one.
ALTER TABLE users ADD COLUMN language TEXT;
-- The language in which a consent text was read. There was one before, and a node of that time writes no other.
ALTER TABLE consents ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
