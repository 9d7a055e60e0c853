//! One transaction, on whichever database, and the three ways to run a statement in it.

use app::domain::{AccountId, UserId};
use sqlx::{Postgres, QueryBuilder, Sqlite, Transaction};
use tokio::sync::broadcast;

use super::{
    StoreError,
    audit::Actor,
    traces::Traces,
    trial::{Moment, Way},
};

/// A transaction. Dropped without [`Tx::commit`] it changes nothing.
pub struct Tx {
    pub(super) inner: Inner,
    pub(super) way: Way,
    touched: Vec<(AccountId, i64)>,
    ended: Vec<UserId>,
    tell: broadcast::Sender<Changed>,
    traces: Traces,
    leaves_traces: bool,
    actor: Actor,
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
    /// Sessions were ended, on this node; the others notice when they look after their streams.
    Sessions {
        /// Whose.
        user: UserId,
    },
    /// Word was lost: anything may have changed.
    Everything,
}

impl Changed {
    pub(super) fn relayed(payload: &str) -> Self {
        let parsed = payload.split_once(' ').and_then(|(version, id)| Some((version.parse().ok()?, id.parse().ok()?)));
        parsed.map_or(Self::Everything, |(version, id)| Self::Account { id, version, relayed: true })
    }
}

/// Runs the same call on either database.
macro_rules! on_db {
    ($tx:expr, |$conn:ident| $body:expr) => {
        match $tx.way.pass_statement() {
            Err(error) => Err(error),
            Ok(()) => match &mut $tx.inner {
                $crate::store::Inner::Sqlite(tx) => {
                    let $conn = &mut **tx;
                    $body
                }
                $crate::store::Inner::Postgres(tx) => {
                    let $conn = &mut **tx;
                    $body
                }
            },
        }
    };
}

impl Tx {
    pub(super) const fn new(inner: Inner, tell: broadcast::Sender<Changed>, traces: Traces, way: Way) -> Self {
        Self {
            inner,
            way,
            touched: Vec::new(),
            ended: Vec::new(),
            tell,
            traces,
            leaves_traces: false,
            actor: Actor::Worker,
        }
    }

    /// Says whose deeds follow in this transaction; unless told, they are the house's own work.
    pub fn act_as(&mut self, actor: Actor) {
        self.actor = actor;
    }

    pub(super) const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The account whose lock this transaction has.
    pub(super) fn locked(&self) -> Option<&AccountId> {
        self.touched.last().map(|(account, _)| account)
    }

    /// The same, and its version from then on.
    pub(super) fn locked_at(&self) -> Option<(&AccountId, i64)> {
        self.touched.last().map(|(account, version)| (account, *version))
    }

    /// Notes that what is deleted here must not be found in the database's files afterwards.
    pub(super) const fn leave_traces(&mut self) {
        self.leaves_traces = true;
    }

    /// Notes that `account` changed, for those who listen.
    pub(super) fn touch(&mut self, account: AccountId, version: i64) {
        self.touched.push((account, version));
    }

    /// Notes that sessions of `user` end, for the streams that live by them.
    pub(super) fn end_sessions(&mut self, user: UserId) {
        self.ended.push(user);
    }

    /// Marks a point to go back to: a statement that fails after it costs only what came after it. On PostgreSQL a
    /// failed statement would take the whole transaction along. There is one point at a time.
    ///
    /// # Errors
    /// The database failed.
    pub async fn mark(&mut self) -> Result<(), StoreError> {
        self.raw("SAVEPOINT step").await
    }

    /// Forgets the marked point and keeps what came after it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn keep(&mut self) -> Result<(), StoreError> {
        self.raw("RELEASE SAVEPOINT step").await
    }

    /// Undoes what came after the marked point, and forgets the point.
    ///
    /// # Errors
    /// The database failed.
    pub async fn undo(&mut self) -> Result<(), StoreError> {
        self.raw("ROLLBACK TO SAVEPOINT step").await?;
        self.keep().await
    }

    async fn raw(&mut self, sql: &'static str) -> Result<(), StoreError> {
        on_db!(self, |conn| sqlx::raw_sql(sql).execute(conn).await.map(|_| ()))?;
        Ok(())
    }

    /// Makes it so, and tells those who listen.
    ///
    /// # Errors
    /// The database refused, and nothing was changed; or [`StoreError::Unanswered`], and nobody knows.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.way.pass(Moment::Before)?;
        let done = match self.inner {
            Inner::Sqlite(tx) => tx.commit().await,
            Inner::Postgres(tx) => tx.commit().await,
        };
        if self.leaves_traces {
            self.traces.leave();
        }
        if let Err(error) = done.and_then(|()| self.way.pass(Moment::After)).map_err(StoreError::of_commit) {
            if matches!(error, StoreError::Unanswered(_)) {
                self.tell.send(Changed::Everything).ok();
            }
            return Err(error);
        }
        for (id, version) in self.touched {
            // Nobody listening is fine: the next look at the database shows it.
            self.tell.send(Changed::Account { id, version, relayed: false }).ok();
        }
        for user in self.ended {
            self.tell.send(Changed::Sessions { user }).ok();
        }
        Ok(())
    }
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

/// Writes `(…)` with each of these texts bound; with none, a list that holds nothing.
pub(super) fn in_list<'t, DB: sqlx::Database>(select: &mut QueryBuilder<DB>, texts: impl IntoIterator<Item = &'t str>)
where
    for<'e> &'e str: sqlx::Encode<'e, DB> + sqlx::Type<DB>,
{
    select.push("(");
    let mut list = select.separated(", ");
    let mut empty = true;
    for text in texts {
        list.push_bind(text);
        empty = false;
    }
    select.push(if empty { "NULL)" } else { ")" });
}
