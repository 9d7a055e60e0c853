//! One transaction, on whichever database, and the three ways to run a statement in it.

use app::domain::AccountId;
use sqlx::{Postgres, Sqlite, Transaction};
use tokio::sync::broadcast;

use super::StoreError;

/// A transaction. Dropped without [`Tx::commit`] it changes nothing.
pub struct Tx {
    pub(super) inner: Inner,
    touched: Vec<(AccountId, i64)>,
    tell: broadcast::Sender<Changed>,
}

pub(super) enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// What a commit changed.
#[derive(Clone, Debug)]
pub enum Changed {
    /// Things of this account, which now has this version.
    Account {
        /// The account.
        id: AccountId,
        /// Its version after the change.
        version: i64,
        /// Told by another node.
        relayed: bool,
    },
    /// There is work to do; no account's things changed.
    Work,
    /// Word was lost: anything may have changed.
    Everything,
}

impl Changed {
    pub(super) fn relayed(payload: &str) -> Self {
        let parsed = payload.split_once(' ').and_then(|(version, id)| Some((version.parse().ok()?, id.parse().ok()?)));
        parsed.map_or(Self::Everything, |(version, id)| Self::Account { id, version, relayed: true })
    }
}

impl Tx {
    pub(super) const fn new(inner: Inner, tell: broadcast::Sender<Changed>) -> Self {
        Self { inner, touched: Vec::new(), tell }
    }

    /// Notes that `account` changed, for those who listen.
    pub(super) fn touch(&mut self, account: AccountId, version: i64) {
        self.touched.push((account, version));
    }

    /// Makes it so, and tells those who listen.
    ///
    /// # Errors
    /// The database refused; nothing was changed.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        for (id, version) in self.touched {
            // Nobody listening is fine: the next look at the database shows it.
            self.tell.send(Changed::Account { id, version, relayed: false }).ok();
        }
        Ok(())
    }
}

/// Runs the same call on either database.
macro_rules! on_db {
    ($tx:expr, |$conn:ident| $body:expr) => {
        match &mut $tx.inner {
            $crate::store::Inner::Sqlite(tx) => {
                let $conn = &mut **tx;
                $body
            }
            $crate::store::Inner::Postgres(tx) => {
                let $conn = &mut **tx;
                $body
            }
        }
    };
}

/// Runs a statement; the number of rows that it changed.
macro_rules! exec {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        $crate::store::tx::on_db!($tx, |conn| {
            sqlx::query($sql)$(.bind($arg))*.execute(conn).await.map(|done| done.rows_affected())
        })
        .map_err($crate::store::StoreError::from)
    };
}

/// Reads at most one row.
macro_rules! row {
    ($tx:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        $crate::store::tx::on_db!($tx, |conn| {
            sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_optional(conn).await
        })
        .map_err($crate::store::StoreError::from)
    };
}

/// Reads all rows.
macro_rules! rows {
    ($tx:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        $crate::store::tx::on_db!($tx, |conn| {
            sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_all(conn).await
        })
        .map_err($crate::store::StoreError::from)
    };
}

pub(super) use {exec, on_db, row, rows};
