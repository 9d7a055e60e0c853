//! Trouble of the database that says nothing of our code, and ends without a change of it.

use sqlx::{error::DatabaseError, postgres::PgDatabaseError, sqlite::SqliteError};

/// What keeps the database from doing its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no room left.
    Full,
    /// It may only be read.
    ReadOnly,
    /// Somebody else keeps a lock for longer than we wait.
    Locked,
    /// The disk fails.
    Disk,
    /// It cannot be reached, or the connection broke.
    Away,
}

impl Trouble {
    /// In plain words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "the database is full",
            Self::ReadOnly => "the database is read-only",
            Self::Locked => "the database is locked",
            Self::Disk => "the database's disk fails",
            Self::Away => "the database does not answer",
        }
    }

    /// The trouble that `error` tells of, if it is one.
    pub(super) fn of(error: &sqlx::Error) -> Option<Self> {
        match error {
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed => Some(Self::Away),
            sqlx::Error::Database(error) => Self::answered(error.as_ref()),
            _ => None,
        }
    }

    fn answered(error: &dyn DatabaseError) -> Option<Self> {
        let code = error.code()?;
        if let Some(error) = error.try_downcast_ref::<PgDatabaseError>() {
            return Self::of_postgres(error.code());
        }
        error.try_downcast_ref::<SqliteError>()?;
        code.parse().ok().and_then(Self::of_sqlite)
    }

    /// <https://www.postgresql.org/docs/current/errcodes-appendix.html>
    fn of_postgres(code: &str) -> Option<Self> {
        match code {
            "53100" => Some(Self::Full),
            "25006" => Some(Self::ReadOnly),
            // A lock, or a statement, that took longer than `store::open_postgres` allows.
            "55P03" | "57014" => Some(Self::Locked),
            "58030" => Some(Self::Disk),
            // Out of memory or connections; a session that was ended; a server that starts or stops, or lets nobody in.
            "53200" | "53300" | "25P03" | "57P01" | "57P02" | "57P03" | "57P05" | "55000" => Some(Self::Away),
            code => code.starts_with("08").then_some(Self::Away),
        }
    }

    /// <https://www.sqlite.org/rescode.html>; the low byte is the primary code.
    const fn of_sqlite(code: u32) -> Option<Self> {
        match code & 0xff {
            13 => Some(Self::Full),
            8 => Some(Self::ReadOnly),
            5 | 6 => Some(Self::Locked),
            10 => Some(Self::Disk),
            14 => Some(Self::Away),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waiting_does_not_mend_is_no_trouble() {
        for (code, trouble) in [
            ("53100", Some(Trouble::Full)),
            ("25006", Some(Trouble::ReadOnly)),
            ("55P03", Some(Trouble::Locked)),
            ("57P01", Some(Trouble::Away)),
            ("08006", Some(Trouble::Away)),
            // Deadlock, unique index, syntax, unknown table, wrong password.
            ("40P01", None),
            ("23505", None),
            ("42601", None),
            ("42P01", None),
            ("28P01", None),
        ] {
            assert_eq!(Trouble::of_postgres(code), trouble, "{code}");
        }
        // SQLITE_IOERR_WRITE and SQLITE_READONLY_DBMOVED are extended codes.
        for (code, trouble) in [(778, Some(Trouble::Disk)), (1032, Some(Trouble::ReadOnly)), (1, None), (2067, None)] {
            assert_eq!(Trouble::of_sqlite(code), trouble, "{code}");
        }
    }
}
