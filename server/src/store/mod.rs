//! All SQL, one file a noun. Every statement stands once and runs on SQLite and on PostgreSQL.
//!
//! Each use case is one [`Tx`]. A transaction that changes an account's things starts by taking that account's lock
//! ([`accounts::lock`]); commits of such transactions wake whoever listens ([`Store::changes`]).

pub mod accounts;
pub mod applications;
pub mod audit;
pub mod ceremonies;
pub mod copy;
mod error;
pub mod feedback;
pub mod filings;
pub mod findings;
mod guards;
pub mod handoffs;
pub mod happenings;
pub mod house;
pub mod invites;
pub mod jobs;
pub mod ledger;
pub mod lines;
pub mod mail_choices;
pub mod mails;
pub mod notices;
pub mod operator;
pub mod orders;
pub mod passkeys;
pub mod pictures;
pub mod pools;
pub mod probe;
pub mod queue;
mod reach;
pub mod reasons;
pub mod recovery_codes;
pub mod resets;
pub mod rules;
pub mod sessions;
pub mod sign_ins;
pub mod stock;
pub mod submissions;
mod traces;
mod trial;
mod trouble;
mod tx;
pub mod users;
pub mod verifications;
pub mod webhook_events;

pub use error::StoreError;
use traces::Traces;
#[cfg(feature = "trials")]
pub use trial::Point;
pub use trial::{Moment, Trial};
pub use trouble::Trouble;
use tx::Inner;
pub use tx::{Changed, Tx};

use sqlx::{
    Connection as _, PgPool, Postgres, SqliteConnection, SqlitePool, Transaction,
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

/// How long a statement waits for a lock that somebody else has. Our own transactions last milliseconds; an import
/// commits in between.
const PATIENCE: Duration = Duration::from_secs(5);
/// The same while the journal is emptied, which keeps writers waiting.
const SCRUB_PATIENCE: Duration = Duration::from_millis(200);
/// How long a transaction waits for a connection.
const QUEUE: Duration = Duration::from_secs(10);
/// The longest that a statement may run, and that a transaction may do nothing: half of what a page may take. A process
/// that freezes in a transaction keeps an account's lock no longer.
const PG_LONGEST: Duration = Duration::from_secs(15);

/// One snapshot.
const PG_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// Not `READ WRITE`: a database that was set to be read only is not written to.
const PG_WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";
/// A migration may take as long as it needs, and waits for the one that another node runs.
const PG_MIGRATE: &str = "SET lock_timeout = 0; SET statement_timeout = 0";

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// The database, whichever it is.
#[derive(Clone, Debug)]
pub struct Store {
    db: Db,
    changed: broadcast::Sender<Changed>,
    traces: Traces,
    trial: Trial,
}

#[derive(Clone, Debug)]
enum Db {
    /// One writer, many readers: a shared pool would make writers fight for the lock while holding tasks.
    Sqlite {
        read: SqlitePool,
        write: SqlitePool,
        scrub: Box<SqliteConnectOptions>,
    },
    Postgres(PgPool),
}

impl Store {
    /// Opens the database at `address` (`sqlite:PATH` or `postgres://…`), creating a SQLite file that is missing.
    ///
    /// # Errors
    /// An address of another kind, or a database that cannot be reached.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        Self::open_patient(address, PATIENCE).await
    }

    /// The same, with a patience of its own for locks that others have.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_patient(address: &str, patience: Duration) -> Result<Self, StoreError> {
        let db = if address.starts_with("sqlite:") {
            open_sqlite(address, patience).await?
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            open_postgres(address, patience).await?
        } else {
            return Err(StoreError::Address);
        };
        Ok(Self { db, changed: broadcast::channel(BACKLOG).0, traces: Traces::unknown(), trial: Trial::from_env() })
    }

    /// Brings the database to this version.
    ///
    /// # Errors
    /// A statement that fails, or a database of a newer version.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match &self.db {
            Db::Sqlite { write, .. } => {
                MIGRATIONS.run(write).await?;
                sqlx::raw_sql(guards::SQLITE).execute(write).await?;
            }
            Db::Postgres(pool) => {
                let mut own = pool.acquire().await?.detach();
                sqlx::raw_sql(PG_MIGRATE).execute(&mut own).await?;
                MIGRATIONS.run(&mut own).await?;
                sqlx::raw_sql(guards::POSTGRES).execute(&mut own).await?;
                own.close().await?;
            }
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
                Db::Postgres(pool) => Inner::Postgres(begin(pool, PG_READ).await?),
            };
            Ok(Tx::new(inner, self.changed.clone(), self.traces.clone(), way))
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
                Db::Postgres(pool) => Inner::Postgres(begin(pool, PG_WRITE).await?),
            };
            Ok(Tx::new(inner, self.changed.clone(), self.traces.clone(), way))
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

    /// Takes what was deleted out of SQLite's journal too: there a page stays as it was written, sealed pictures with it,
    /// until the file begins anew. Does nothing when nothing was deleted since, and puts it off while somebody reads what
    /// is there. On PostgreSQL it does nothing: its journal and its dead rows are the server's own.
    ///
    /// # Errors
    /// The database failed.
    pub async fn scrub(&self) -> Result<(), StoreError> {
        let Db::Sqlite { scrub, .. } = &self.db else { return Ok(()) };
        if !self.traces.take() {
            return Ok(());
        }
        let begun_anew = begin_anew(scrub).await;
        if !matches!(begun_anew, Ok(true)) {
            self.traces.leave();
        }
        begun_anew.map(|_| ())
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
                        Ok(
                            Changed::Account { .. } | Changed::Work | Changed::Sessions { .. } | Changed::Everything,
                        ) => continue,
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
            Db::Sqlite { read, write, .. } => {
                read.close().await;
                write.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

/// Begins in a task of its own. A caller who is dropped while a transaction begins would leave it open: the connection's
/// next BEGIN would go on in that one, and inherit that it only reads.
async fn begin(pool: &PgPool, how: &'static str) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move { pool.begin_with(how).await });
    begun.await.unwrap_or(Err(sqlx::Error::PoolClosed))
}

/// Writes SQLite's journal back and empties it; `false` when somebody still reads from it. Writers wait meanwhile, so it
/// has little patience, on a connection of its own.
async fn begin_anew(options: &SqliteConnectOptions) -> Result<bool, StoreError> {
    let mut own = SqliteConnection::connect_with(options).await?;
    let checkpoint = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut own).await;
    own.close().await?;
    let (busy, _, _): (i64, i64, i64) = checkpoint?;
    Ok(busy == 0)
}

async fn open_postgres(address: &str, patience: Duration) -> Result<Db, StoreError> {
    let millis = |time: Duration| time.as_millis().to_string();
    let options = reach::options(address)?;
    if reach::is_doubtful(&options) {
        tracing::warn!(
            "PostgreSQL is on another machine, and nobody checks which: sslmode=verify-full in PLUSONE_DATABASE_URL does"
        );
    }
    let options = options.options([
        ("lock_timeout", millis(patience)),
        ("statement_timeout", millis(PG_LONGEST)),
        ("idle_in_transaction_session_timeout", millis(PG_LONGEST)),
    ]);
    let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(QUEUE);
    Ok(Db::Postgres(pool.connect_with(options).await.map_err(StoreError::of_address)?))
}

async fn open_sqlite(address: &str, patience: Duration) -> Result<Db, StoreError> {
    // FULL: an intent row must survive a power cut, else a purchase could be forgotten.
    let options = SqliteConnectOptions::from_str(address)
        .map_err(StoreError::of_address)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(patience)
        // Deleted pictures must not be readable in the free pages of the file.
        .pragma("secure_delete", "ON")
        .pragma("cache_size", "-8192")
        .pragma("temp_store", "MEMORY")
        .optimize_on_close(true, 400);
    let pool = |connections| {
        let pool = SqlitePoolOptions::new().max_connections(connections).acquire_timeout(QUEUE);
        // A full disk makes SQLite itself end the transaction. The driver does not notice, and would begin no other on
        // this connection: it goes.
        pool.after_release(|connection, _| {
            Box::pin(async {
                connection.ping().await?;
                Ok(!connection.is_in_transaction())
            })
        })
    };
    let write = pool(1).connect_with(options.clone()).await?;
    let scrub = Box::new(options.clone().busy_timeout(SCRUB_PATIENCE).optimize_on_close(false, None));
    // Who only reads cannot optimize, and would not be waited for after failing to: whoever closes last writes the
    // journal back, which must be the writer.
    let read = pool(8).connect_with(options.read_only(true).optimize_on_close(false, None)).await?;
    Ok(Db::Sqlite { read, write, scrub })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::AssertSqlSafe;

    /// A store on a file, and the connection that writes to it.
    async fn on_file(folder: &tempfile::TempDir) -> (Store, SqlitePool) {
        let address = format!("sqlite:{}", folder.path().join("test.db").display());
        let store = Store::open(&address).await.expect("opens");
        store.migrate().await.expect("migrates");
        let Db::Sqlite { write, .. } = &store.db else { panic!("SQLite") };
        let write = write.clone();
        (store, write)
    }

    async fn pragma(connection: &SqlitePool, sql: &str) -> i64 {
        let (value,): (i64,) =
            sqlx::query_as(AssertSqlSafe(sql.to_owned())).fetch_one(connection).await.expect("answers");
        value
    }

    async fn probe(store: &Store) -> Result<(), Option<Trouble>> {
        let done = async {
            let mut tx = store.write().await?;
            probe::write(&mut tx).await?;
            tx.commit().await
        };
        done.await.map_err(|error: StoreError| error.trouble())
    }

    /// Lets the file grow no more, as long as this connection lasts; its pages.
    async fn limit(write: &SqlitePool) -> i64 {
        let pages = pragma(write, "PRAGMA page_count").await;
        assert_eq!(pragma(write, &format!("PRAGMA max_page_count = {pages}")).await, pages);
        pages
    }

    #[tokio::test]
    async fn what_is_deleted_is_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, write) = on_file(&folder).await;
        assert_eq!(pragma(&write, "PRAGMA secure_delete").await, 1);
        store.close().await;
    }

    #[tokio::test]
    async fn a_probe_needs_room_and_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, write) = on_file(&folder).await;
        let pages = limit(&write).await;
        assert_eq!(probe(&store).await, Err(Some(Trouble::Full)));
        // The connection that failed went, and the limit with it.
        for _ in 0..3 {
            assert_eq!(probe(&store).await, Ok(()));
        }
        assert_eq!(pragma(&write, "SELECT COUNT(*) FROM probe").await, 0);
        let grown = limit(&write).await - pages;
        assert!(grown < 12, "the next probe takes the pages of the last: {grown}");
        // What somebody else takes of them is no longer there for a probe.
        let mut others = 0;
        while probe(&store).await.is_ok() {
            others += 1;
            let table = AssertSqlSafe(format!("CREATE TABLE other_{others} (id TEXT PRIMARY KEY)"));
            sqlx::query(table).execute(&write).await.expect("room for little");
            assert!(others < grown, "there is room for what no limit allows");
        }
        assert!(others > 0);
        store.close().await;
    }

    #[tokio::test]
    async fn a_probe_notices_what_may_only_be_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, write) = on_file(&folder).await;
        sqlx::query("PRAGMA query_only = ON").execute(&write).await.expect("set");
        assert_eq!(probe(&store).await, Err(Some(Trouble::ReadOnly)));
        sqlx::query("PRAGMA query_only = OFF").execute(&write).await.expect("set");
        assert_eq!(probe(&store).await, Ok(()));
        store.close().await;
    }
}
