//! How fast webhooks are taken, beside plain durable inserts of a row of the same size.

use futures::future::join_all;
use sqlx::{
    PgPool, SqlitePool,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    fmt,
    str::FromStr as _,
    sync::atomic::{AtomicU64, AtomicUsize, Ordering},
    time::Duration,
};
use tokio::time::{Instant, sleep};

use super::{
    database::Database,
    house::House,
    webhooks::{deliver, updated},
};

/// Deliveries, or inserts, at once.
const AT_ONCE: usize = 16;
/// How often both are measured in turn.
const ROUNDS: usize = 7;
/// How long each time.
const LASTS: Duration = Duration::from_secs(3);

/// The same columns and the same index.
const TABLE: &str =
    "CREATE TABLE plain_events (id TEXT PRIMARY KEY, name TEXT NOT NULL, subject TEXT, received_at BIGINT NOT NULL)";
const INSERT: &str = "INSERT INTO plain_events (id, name, subject, received_at) VALUES ($1, $2, $3, $4)";

/// What was measured: webhooks and inserts a second, round by round.
pub struct Intake {
    rounds: Vec<(f64, f64)>,
    /// Webhooks that were not taken.
    pub errors: usize,
}

/// Measures in turn. The events are about these hand-overs, each about the next.
pub async fn run(db: &Database, house: &House, subjects: &[String]) -> Intake {
    let plain = Plain::open(&db.url).await;
    let (turn, errors) = (AtomicU64::new(0), AtomicUsize::new(0));
    let urls: Vec<String> = house.nodes.iter().map(|(addr, _)| format!("http://{addr}")).collect();
    let http = plusone::http_client::http_client();
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let webhooks = a_second(&turn, async |number| {
            let subject = &subjects[usize::try_from(number).expect("an index") % subjects.len()];
            // Consecutive numbers go to the nodes in turn.
            let url = &urls[usize::try_from(number).expect("an index") % urls.len()];
            if deliver(&http, url, updated(&format!("evt_intake_{number}"), subject)).await.is_err() {
                errors.fetch_add(1, Ordering::Relaxed);
            }
        });
        let webhooks = webhooks.await;
        // What the webhooks asked for is done before anything is compared with them.
        while db.count("SELECT COUNT(*) FROM jobs WHERE subject NOT LIKE 'txn_stray%'").await > 1 {
            sleep(Duration::from_millis(50)).await;
        }
        let inserts = a_second(&turn, async |number| {
            let subject = &subjects[usize::try_from(number).expect("an index") % subjects.len()];
            plain.insert(&format!("evt_intake_{number}"), subject).await;
        });
        rounds.push((webhooks, inserts.await));
    }
    Intake { rounds, errors: errors.into_inner() }
}

/// Does it again and again, sixteen at once; how often a second.
async fn a_second(turn: &AtomicU64, work: impl AsyncFn(u64)) -> f64 {
    let start = Instant::now();
    let done = AtomicUsize::new(0);
    join_all((0..AT_ONCE).map(async |_| {
        while start.elapsed() < LASTS {
            work(turn.fetch_add(1, Ordering::Relaxed)).await;
            done.fetch_add(1, Ordering::Relaxed);
        }
    }))
    .await;
    done.into_inner() as f64 / start.elapsed().as_secs_f64()
}

/// The pool that the store has, without the store.
enum Plain {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Plain {
    async fn open(url: &str) -> Self {
        if url.starts_with("sqlite:") {
            let options = SqliteConnectOptions::from_str(url).expect("an address");
            let options = options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
            let options = options.pragma("secure_delete", "ON").pragma("cache_size", "-8192");
            let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.expect("a writer");
            sqlx::query(TABLE).execute(&pool).await.expect("a table");
            Self::Sqlite(pool)
        } else {
            let pool = PgPoolOptions::new().max_connections(16).connect(url).await.expect("a pool");
            sqlx::query(TABLE).execute(&pool).await.expect("a table");
            Self::Postgres(pool)
        }
    }

    async fn insert(&self, id: &str, subject: &str) {
        const NAME: &str = "transaction.status-updated";
        const AT: i64 = 1_795_168_990_120_000;
        match self {
            Self::Sqlite(pool) => {
                let insert = sqlx::query(INSERT).bind(id).bind(NAME).bind(subject).bind(AT).execute(pool);
                insert.await.map(|_| ())
            }
            Self::Postgres(pool) => {
                let insert = sqlx::query(INSERT).bind(id).bind(NAME).bind(subject).bind(AT).execute(pool);
                insert.await.map(|_| ())
            }
        }
        .expect("inserted");
    }
}

impl Intake {
    /// The median of the rounds' ratios.
    pub fn ratio(&self) -> f64 {
        median(self.rounds.iter().map(|(webhooks, inserts)| webhooks / inserts))
    }

    /// The medians of webhooks and of inserts a second.
    pub fn rates(&self) -> (f64, f64) {
        (median(self.rounds.iter().map(|round| round.0)), median(self.rounds.iter().map(|round| round.1)))
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}

impl fmt::Display for Intake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "  intake: webhooks and plain inserts in turn, {AT_ONCE} at once, {ROUNDS} times {} s each:",
            LASTS.as_secs()
        )?;
        for (webhooks, inserts) in &self.rounds {
            write!(f, " {webhooks:.0}/{inserts:.0}")?;
        }
        write!(f, " a second, {} not taken", self.errors)
    }
}
