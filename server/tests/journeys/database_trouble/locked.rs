//! Somebody else keeps a lock: an import on SQLite, somebody's maintenance on PostgreSQL.

use app::{AppError, desk::DemoAccount, domain::line::Line};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use std::time::{Duration, Instant};

use super::{Midst, Wishes, impatient, readiness, until_ready};
use crate::{
    database::{Database, on_both, on_postgres, on_sqlite},
    scripted::{Carrier, Fault},
    shop::{NUMBERS, PATIENCE, Plan, Refused, TestShop},
};

on_both!(
    wishes_are_refused_while_it_is_locked,
    what_was_under_way_ends_after_a_lock,
    what_is_safe_to_repeat_does_not_wait_for_its_lease
);

/// Long enough for whoever is about to run into the lock.
pub(super) const A_MOMENT: Duration = Duration::from_secs(3);

/// Somebody else's lock on everything that is written to; it ends when it is dropped, or let go.
pub(super) enum Lock {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Lock {
    pub(super) async fn on(db: &Database) -> Self {
        if db.url.starts_with("sqlite:") {
            let mut other = SqliteConnection::connect(&db.url).await.expect("a second connection");
            sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.expect("locked");
            return Self::Sqlite(other);
        }
        Self::with(db, "LOCK TABLE accounts, lines, jobs, sessions, webhook_events, probe, pictures IN EXCLUSIVE MODE")
            .await
    }

    /// A transaction on PostgreSQL that ran `sql`, and goes on.
    async fn with(db: &Database, sql: &str) -> Self {
        let mut other = PgConnection::connect(&db.url).await.expect("a second connection");
        sqlx::query("BEGIN").execute(&mut other).await.expect("begun");
        sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&mut other).await.expect("locked");
        Self::Postgres(other)
    }

    pub(super) async fn let_go(self) {
        match self {
            Self::Sqlite(mut other) => {
                sqlx::query("ROLLBACK").execute(&mut other).await.expect("let go");
            }
            Self::Postgres(mut other) => {
                sqlx::query("ROLLBACK").execute(&mut other).await.expect("let go");
            }
        }
    }
}

async fn wishes_are_refused_while_it_is_locked(db: Database) {
    let shop = TestShop::open(impatient(&db).await).await;
    let wishes = Wishes::make(&shop).await;
    let lock = Lock::on(&db).await;
    wishes.are_refused().await;
    lock.let_go().await;
    wishes.come_true().await;
    shop.db.store.close().await;
}

async fn what_was_under_way_ends_after_a_lock(db: Database) {
    let midst = Midst::of(impatient(&db).await).await;
    let lock = Lock::on(&db).await;
    midst.carrier.answer();
    until_ready(&midst.shop, false).await;
    lock.let_go().await;
    midst.ends_well().await;
    midst.shop.db.store.close().await;
}

async fn what_is_safe_to_repeat_does_not_wait_for_its_lease(db: Database) {
    const NUMBER: &str = "+12025550210";
    let mut plan = Plan::hasty();
    plan.policy.carrier_timeout = Duration::from_secs(3);
    plan.policy.lease = 3 * PATIENCE;
    let carrier = Carrier::open(plan.policy.carrier_timeout).await;
    let shop = TestShop::open_as(impatient(&db).await, Plan { carrier: Some(carrier.url()), ..plan }).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let line = buyer.own(NUMBER).await;
    carrier.asked().await;
    carrier.book().releases = [Fault::SoldThenWait].into();
    buyer.release(&line).await.expect("asked for");
    carrier.asked().await;
    let lock = Lock::on(&db).await;
    carrier.answer();
    tokio::time::sleep(A_MOMENT).await;
    lock.let_go().await;
    let gone = async || match shop.line(&line).await.state {
        Line::Released { .. } => Ok(()),
        state => Err(format!("{state:?}")),
    };
    shop.until("released", gone).await;
    assert_eq!(carrier.book().deletes.len(), 2, "asked again, until the carrier says that it is gone");
    shop.db.store.close().await;
}

#[tokio::test]
async fn one_locked_account_keeps_no_other_waiting() {
    on_postgres(async |db: Database| {
        let shop = TestShop::open(impatient(&db).await).await;
        let (one, other) = (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Operator).await);
        let quote = one.quote(NUMBERS.us).await;
        let account = shop.account(DemoAccount::Verified).await;
        let lock = Lock::with(&db, &format!("SELECT 1 FROM accounts WHERE id = '{account}' FOR UPDATE")).await;
        let refused = one.confirm(&quote).await.expect_err("not while it is locked");
        assert_eq!(refused, Refused::new(503, AppError::StoreTrouble));
        other.buy(NUMBERS.britain).await;
        assert_eq!(readiness(&shop).await, (200, "ready".to_owned()));
        lock.let_go().await;
        one.confirm(&quote).await.expect("bought");
        shop.db.store.close().await;
    })
    .await;
}

/// Whoever asks often costs no more than whoever asks now and then, and a locked database keeps nobody waiting for it.
#[tokio::test]
async fn whoever_asks_at_once_shares_one_probe() {
    on_sqlite(async |db: Database| {
        let shop = TestShop::without_worker(db, Plan::default()).await;
        let lock = Lock::on(&shop.db).await;
        let start = Instant::now();
        let asked: Vec<_> = (0..50).map(|_| readiness(&shop)).collect();
        for (status, says) in futures::future::join_all(asked).await {
            assert_eq!((status, says.as_str()), (503, "the database does not take a write in time"));
        }
        // Fifty probes would take a hundred seconds.
        assert!(start.elapsed() < Duration::from_secs(20), "one probe for all: {:?}", start.elapsed());
        lock.let_go().await;
        until_ready(&shop, true).await;
    })
    .await;
}
