//! A PostgreSQL that restarts, or that cannot be reached for a while: every connection breaks.

use app::{AppError, desk::DemoAccount};
use plusone::store::{Changed, Store};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::{fmt::Write as _, time::Duration};
use tokio::time::timeout;

use super::{Midst, WORDS, impatient, read_only::end_sessions, readiness, until_ready};
use crate::{
    database::{Database, on_postgres},
    shop::{NUMBERS, PATIENCE, Refused, TestShop},
    webhooks,
};

/// A server that lets nobody in any more, and ends who is there.
struct Outage {
    admin: PgConnection,
    name: String,
}

impl Outage {
    async fn of(db: &Database) -> Self {
        let server = std::env::var("TEST_DATABASE_URL").expect("a server");
        let admin = PgConnection::connect(&server).await.expect("the server answers");
        let name = db.url.split(['/', '?']).find(|part| part.starts_with("plusone_test_")).expect("a name");
        let mut outage = Self { admin, name: name.to_owned() };
        outage.let_in(false).await;
        let mut end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ".to_owned();
        write!(end, "'{name}'").expect("a string takes all");
        sqlx::query(AssertSqlSafe(end)).execute(&mut outage.admin).await.expect("ended");
        outage
    }

    async fn let_in(&mut self, all: bool) {
        let sql = format!("ALTER DATABASE {} ALLOW_CONNECTIONS {all}", self.name);
        sqlx::query(AssertSqlSafe(sql)).execute(&mut self.admin).await.expect("altered");
    }

    async fn end(mut self) {
        self.let_in(true).await;
    }
}

#[tokio::test]
async fn whoever_asks_is_told_that_it_is_away() {
    on_postgres(async |db: Database| {
        let shop = TestShop::open(impatient(&db).await).await;
        let buyer = shop.sign_in(DemoAccount::Verified).await;
        let quote = buyer.quote(NUMBERS.us).await;
        let before = shop.everything().await;
        let outage = Outage::of(&db).await;
        let trouble = Refused::new(503, AppError::StoreTrouble);
        assert_eq!(buyer.confirm(&quote).await.expect_err("not bought"), trouble);
        assert_eq!(webhooks::told(&shop, "txn_unknown").await, 503);
        for path in ["/search?country=US&type=local", "/orders", "/numbers", "/pools", "/account", "/verify"] {
            let request = buyer.request(shop.http.get(format!("{}{path}", shop.url)));
            let answer = request.header("accept", "text/html").send().await.expect("an answer");
            assert_eq!(answer.status(), 503, "{path}");
            let page = answer.text().await.expect("a page");
            assert!(page.contains(WORDS) && !page.contains("Your session ended"), "{path}: {page}");
        }
        assert_eq!(buyer.get("/account/statement.csv").await.status(), 503);
        assert_eq!(buyer.get("/events").await.status(), 503);
        assert_eq!(until_ready(&shop, false).await, "the database does not answer");
        assert_eq!(shop.visitor().get("/sign-in").await.status(), 200);
        assert_eq!(shop.visitor().get("/healthz").await.status(), 200);
        outage.end().await;
        until_ready(&shop, true).await;
        assert_eq!(shop.everything().await, before, "nothing is half done");
        buyer.confirm(&quote).await.expect("bought, with the session from before");
        shop.db.store.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_under_way_ends_after_an_outage() {
    on_postgres(async |db: Database| {
        let midst = Midst::of(impatient(&db).await).await;
        let outage = Outage::of(&db).await;
        midst.carrier.answer();
        until_ready(&midst.shop, false).await;
        outage.end().await;
        midst.ends_well().await;
        midst.shop.db.store.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_under_way_ends_when_every_connection_breaks_at_once() {
    on_postgres(async |db: Database| {
        let midst = Midst::of(impatient(&db).await).await;
        let mut admin = PgConnection::connect(&db.url).await.expect("a second connection");
        midst.carrier.answer();
        for _ in 0..20 {
            end_sessions(&mut admin).await;
        }
        midst.ends_well().await;
        assert_eq!(readiness(&midst.shop).await.0, 200);
        midst.shop.db.store.close().await;
    })
    .await;
}

/// Carries word between nodes as `serve` does.
async fn relay(store: Store) {
    while store.relay().await.is_err() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn word_between_nodes_comes_through_again_after_its_connection_broke() {
    on_postgres(async |db: Database| {
        let shop = TestShop::open(db.clone()).await;
        let other = Store::open(&db.url).await.expect("another node");
        let relays = [tokio::spawn(relay(db.store.clone())), tokio::spawn(relay(other.clone()))];
        let account = shop.account(DemoAccount::Verified).await;
        let mut heard = other.changes();
        for number in [NUMBERS.us, NUMBERS.britain] {
            let listening = async || {
                let sql =
                    "SELECT COUNT(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()";
                let count = db.count(sql).await;
                if count == 2 { Ok(()) } else { Err(format!("{count} listen")) }
            };
            shop.until("both nodes listen", listening).await;
            shop.sign_in(DemoAccount::Verified).await.buy(number).await;
            let told = async {
                loop {
                    match heard.recv().await.expect("it is not closed") {
                        Changed::Account { id, relayed: true, .. } if id == account => return,
                        _ => {}
                    }
                }
            };
            timeout(PATIENCE, told).await.expect("the other node hears of it");
            let mut admin = PgConnection::connect(&db.url).await.expect("a second connection");
            end_sessions(&mut admin).await;
        }
        for relay in relays {
            relay.abort();
        }
        other.close().await;
    })
    .await;
}
