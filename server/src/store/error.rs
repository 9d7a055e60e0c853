//! What can go wrong in the store.

use super::Trouble;

/// A failed statement, or a row that cannot become a value.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or is away.
    #[error("database")]
    Database(#[from] sqlx::Error),
    /// The connection broke before the answer to a commit came: it may have happened.
    #[error("a commit without an answer")]
    Unanswered(#[source] sqlx::Error),
    /// The database could not be brought to this version.
    #[error("migration")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A stored value has no meaning; somebody changed the database by hand.
    #[error("{table}.{column} of {id} has no meaning")]
    Inconsistent {
        /// Table.
        table: &'static str,
        /// Column.
        column: &'static str,
        /// Key of the row.
        id: String,
    },
    /// The database's address is not one of ours.
    #[error("the database address must start with sqlite: or postgres://")]
    Address,
    /// The database's address has a part that cannot be read. Nothing of it is repeated: it may hold a password.
    #[error("the database address cannot be read")]
    UnreadableAddress,
    /// The database is on another machine and not reached over TLS.
    #[error("PostgreSQL is not reached over TLS (sslmode in the database address says how it is to be reached)")]
    Tls(#[source] sqlx::Error),
}

impl StoreError {
    /// Whether the statement broke a unique index: somebody else was first.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(error)) if error.is_unique_violation())
    }
}

impl StoreError {
    /// Whether the database gave this transaction up for another one's sake (deadlock or serialisation): the same
    /// transaction once more may well succeed.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        matches!(error.code().as_deref(), Some("40P01" | "40001"))
    }

    /// The trouble of the database behind it, when nothing is wrong with what it was asked.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
        match self {
            Self::Database(error) => Trouble::of(error),
            Self::Unanswered(_) => Some(Trouble::Away),
            _ => None,
        }
    }

    /// The error of a commit.
    pub(super) fn of_commit(error: sqlx::Error) -> Self {
        match Trouble::of(&error) {
            Some(Trouble::Away) => Self::Unanswered(error),
            _ => Self::Database(error),
        }
    }

    /// The same error, without what an address may hold.
    pub(super) fn of_address(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Configuration(_) => Self::UnreadableAddress,
            sqlx::Error::Tls(_) => Self::Tls(error),
            error => Self::Database(error),
        }
    }
}

/// Reads a stored word back into its type.
pub(super) fn word<T: std::str::FromStr>(
    text: &str,
    table: &'static str,
    column: &'static str,
    id: &str,
) -> Result<T, StoreError> {
    text.parse().map_err(|_| StoreError::Inconsistent { table, column, id: id.to_owned() })
}

#[cfg(test)]
mod tests {
    use crate::store::Store;

    #[tokio::test]
    async fn a_bad_address_is_not_repeated() {
        for address in ["postgres://plusone:s3cret@localhost:port/plusone", "sqlite:plusone.db?mode=s3cret"] {
            let error = Store::open(address).await.expect_err("refused");
            let told = format!("{error} {error:?} {:?}", std::error::Error::source(&error));
            assert!(!told.contains("s3cret"), "{told}");
        }
    }
}
