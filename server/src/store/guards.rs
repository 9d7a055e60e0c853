//! What the database itself refuses, whoever asks: changing or removing an entry of the audit trail.
//!
//! The one thing that has two texts. Triggers have no common ground: SQLite's hold their body, PostgreSQL's call a
//! function; so they stand here and not in a migration, and are put up whenever a database is brought to this version.
//! Whoever owns the database can take them down. That is what the chain is for.

/// SQLite's. A row that is replaced fires no trigger for the one that goes, so a second entry of a number is refused too.
pub(super) const SQLITE: &str = "
    CREATE TRIGGER IF NOT EXISTS audit_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END;
    CREATE TRIGGER IF NOT EXISTS audit_not_removed BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END;
    CREATE TRIGGER IF NOT EXISTS audit_not_replaced BEFORE INSERT ON audit
    WHEN EXISTS (SELECT 1 FROM audit WHERE chain = NEW.chain AND seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END;";

/// PostgreSQL's. The table is locked only where they are missing, and one node of several puts them up.
pub(super) const POSTGRES: &str = "
    DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'audit'::regclass AND tgname = 'audit_only_added_to') THEN
            RETURN;
        END IF;
        LOCK TABLE audit IN SHARE ROW EXCLUSIVE MODE;
        IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'audit'::regclass AND tgname = 'audit_only_added_to') THEN
            RETURN;
        END IF;
        CREATE OR REPLACE FUNCTION audit_only_added_to() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN RAISE EXCEPTION ''the audit trail is only added to''; END';
        CREATE TRIGGER audit_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION audit_only_added_to();
    END $$;";
