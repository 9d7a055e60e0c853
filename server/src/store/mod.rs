//! All SQL, one file a noun. Every statement stands once and runs on SQLite and on PostgreSQL.
//!
//! Each use case is one [`Tx`]. A transaction that changes an account's things starts by taking that account's lock
//! ([`accounts::lock`]); commits of such transactions wake whoever listens ([`Store::changes`]).

pub mod accounts;
pub mod copy;
mod error;
pub mod happenings;
pub mod jobs;
pub mod ledger;
pub mod lines;
pub mod orders;
pub mod pictures;
pub mod pools;
pub mod sessions;
pub mod sign_ins;
pub mod stock;
pub mod submissions;
mod trial;
mod tx;
pub mod users;
pub mod verifications;
pub mod webhook_events;

pub use error::StoreError;
#[cfg(feature = "trials")]
pub use trial::Point;
pub use trial::{Moment, Trial};
use tx::Inner;
pub use tx::{Changed, Tx};

use sqlx::{
    PgPool, SqlitePool,
    postgres::{PgListener, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{panic::Location, str::FromStr, time::Duration};
use tokio::sync::broadcast::{self, error::RecvError};

/// The channel over which the nodes of one PostgreSQL tell each other which account changed.
const CHANNEL: &str = "plusone_changed";
/// Tells the other nodes that word was lost. Anything but a version and an account is read as that.
const EVERYTHING: &str = "everything";
/// Changes that a slow listener may lag behind before it is told to look at everything.
const BACKLOG: usize = 1_024;

/// One snapshot.
const PG_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// Spelled out, because a caller who is dropped while a transaction begins leaves it open: the connection's next BEGIN
/// goes on in that one, and would inherit that it only reads.
const PG_WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// The database, whichever it is.
#[derive(Clone, Debug)]
pub struct Store {
    db: Db,
    changed: broadcast::Sender<Changed>,
    trial: Trial,
}

#[derive(Clone, Debug)]
enum Db {
    /// One writer, many readers: a shared pool would make writers fight for the lock while holding tasks.
    Sqlite {
        read: SqlitePool,
        write: SqlitePool,
    },
    Postgres(PgPool),
}

impl Store {
    /// Opens the database at `address` (`sqlite:PATH` or `postgres://…`), creating a SQLite file that is missing.
    ///
    /// # Errors
    /// An address of another kind, or a database that cannot be reached.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        let db = if address.starts_with("sqlite:") {
            open_sqlite(address).await?
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(Duration::from_secs(10));
            Db::Postgres(pool.connect(address).await.map_err(StoreError::of_address)?)
        } else {
            return Err(StoreError::Address);
        };
        Ok(Self { db, changed: broadcast::channel(BACKLOG).0, trial: Trial::from_env() })
    }

    /// Brings the database to this version.
    ///
    /// # Errors
    /// A statement that fails, or a database of a newer version.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match &self.db {
            Db::Sqlite { write, .. } => MIGRATIONS.run(write).await?,
            Db::Postgres(pool) => MIGRATIONS.run(pool).await?,
        }
        Ok(())
    }

    /// A transaction that only reads: one snapshot.
    ///
    /// # Errors
    /// No connection.
    #[track_caller]
    pub fn read(&self) -> impl Future<Output = Result<Tx, StoreError>> + Send {
        let caller = Location::caller();
        async move {
            let way = self.trial.begin(caller)?;
            let inner = match &self.db {
                Db::Sqlite { read, .. } => Inner::Sqlite(read.begin().await?),
                Db::Postgres(pool) => Inner::Postgres(pool.begin_with(PG_READ).await?),
            };
            Ok(Tx::new(inner, self.changed.clone(), way))
        }
    }

    /// A transaction that writes. On SQLite it takes the write lock at once: one that reads first and writes later
    /// would be refused as busy, whatever the time-out.
    ///
    /// # Errors
    /// No connection.
    #[track_caller]
    pub fn write(&self) -> impl Future<Output = Result<Tx, StoreError>> + Send {
        let caller = Location::caller();
        async move {
            let way = self.trial.begin(caller)?;
            let inner = match &self.db {
                Db::Sqlite { write, .. } => Inner::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
                Db::Postgres(pool) => Inner::Postgres(pool.begin_with(PG_WRITE).await?),
            };
            Ok(Tx::new(inner, self.changed.clone(), way))
        }
    }

    /// What happens to its transactions in a test.
    #[must_use]
    pub const fn trial(&self) -> &Trial {
        &self.trial
    }

    /// Commits that changed an account, as they happen on this node; on PostgreSQL also on the others, as long as
    /// [`Store::relay`] runs.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<Changed> {
        self.changed.subscribe()
    }

    /// Wakes whoever listens, for work that belongs to no account.
    pub fn wake(&self) {
        self.changed.send(Changed::Work).ok();
    }

    /// Carries changes between the nodes of one PostgreSQL until the future is dropped; ends at once on SQLite.
    /// Notifications are sent after the commit, outside its transaction: NOTIFY takes a lock on the whole database.
    ///
    /// # Errors
    /// No connection to listen on.
    pub async fn relay(&self) -> Result<(), StoreError> {
        let Db::Postgres(pool) = &self.db else { return Ok(()) };
        let mut listener = PgListener::connect_with(pool).await?;
        let mut local = self.changes();
        listener.listen(CHANNEL).await?;
        // What happened before anybody listened was missed.
        self.changed.send(Changed::Everything).ok();
        loop {
            tokio::select! {
                told = listener.try_recv() => {
                    // A lost connection loses notifications: everybody looks again.
                    let changed = told?.map_or(Changed::Everything, |told| Changed::relayed(told.payload()));
                    self.changed.send(changed).ok();
                }
                change = local.recv() => {
                    let payload = match change {
                        Ok(Changed::Account { id, version, relayed: false }) => format!("{version} {id}"),
                        Err(RecvError::Lagged(_)) => EVERYTHING.to_owned(),
                        Ok(Changed::Account { .. } | Changed::Work | Changed::Everything) => continue,
                        Err(RecvError::Closed) => return Ok(()),
                    };
                    sqlx::query("SELECT pg_notify($1, $2)").bind(CHANNEL).bind(payload).execute(pool).await?;
                }
            }
        }
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match &self.db {
            Db::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

async fn open_sqlite(address: &str) -> Result<Db, StoreError> {
    // FULL: an intent row must survive a power cut, else a purchase could be forgotten.
    let options = SqliteConnectOptions::from_str(address)
        .map_err(StoreError::of_address)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(5))
        // Deleted pictures must not be readable in the free pages of the file.
        .pragma("secure_delete", "ON")
        .pragma("cache_size", "-8192")
        .pragma("temp_store", "MEMORY")
        .optimize_on_close(true, 400);
    let write = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
    let read = SqlitePoolOptions::new().max_connections(8).connect_with(options.read_only(true)).await?;
    Ok(Db::Sqlite { read, write })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_deleted_is_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&format!("sqlite:{}", folder.path().join("test.db").display())).await.expect("opens");
        let Db::Sqlite { write, .. } = &store.db else { panic!("SQLite") };
        let (on,): (i64,) = sqlx::query_as("PRAGMA secure_delete").fetch_one(write).await.expect("answers");
        assert_eq!(on, 1);
        store.close().await;
    }
}
