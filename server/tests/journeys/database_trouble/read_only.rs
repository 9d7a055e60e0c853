//! A database that may only be read: a file without leave to write on SQLite, a switch on PostgreSQL.

use plusone::store::Store;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use super::{Midst, Wishes, impatient, readiness, until_ready};
use crate::{
    database::{Database, on_postgres, on_sqlite},
    shop::{Plan, TestShop},
};

/// What hosts of PostgreSQL do when a disk fills up. New sessions see it, so the old ones are ended.
async fn set_read_only(db: &Database, on: bool) {
    let mut other = PgConnection::connect(&db.url).await.expect("a second connection");
    let name = db.url.split(['/', '?']).find(|part| part.starts_with("plusone_test_")).expect("a name");
    let set = format!("ALTER DATABASE {name} SET default_transaction_read_only = {on}");
    sqlx::query("SET default_transaction_read_only = off").execute(&mut other).await.expect("set");
    sqlx::query(AssertSqlSafe(set)).execute(&mut other).await.expect("set");
    end_sessions(&mut other).await;
}

/// Ends every other session of the database.
pub(super) async fn end_sessions(own: &mut PgConnection) {
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    sqlx::query(end).execute(own).await.expect("ended");
}

/// Root may write everywhere, so the store is opened as one that may not.
#[tokio::test]
async fn wishes_are_refused_on_a_file_that_may_only_be_read() {
    on_sqlite(async |db: Database| {
        let shop = TestShop::open(db.clone()).await;
        let wishes = Wishes::make(&shop).await;
        let url = format!("{}?mode=ro", db.url);
        let store = Store::open(&url).await.expect("opens");
        let reader = TestShop::as_it_is(Database { store, url }, Plan::default()).await;
        wishes.at(&reader).are_refused().await;
        assert_eq!(readiness(&reader).await, (503, "the database is read-only".to_owned()));
        wishes.come_true().await;
    })
    .await;
}

#[tokio::test]
async fn wishes_are_refused_while_it_is_read_only() {
    on_postgres(async |db: Database| {
        let shop = TestShop::open(impatient(&db).await).await;
        let wishes = Wishes::make(&shop).await;
        set_read_only(&db, true).await;
        until_ready(&shop, false).await;
        assert_eq!(readiness(&shop).await, (503, "the database is read-only".to_owned()));
        wishes.are_refused().await;
        set_read_only(&db, false).await;
        wishes.come_true().await;
        shop.db.store.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_under_way_ends_after_it_was_read_only() {
    on_postgres(async |db: Database| {
        let midst = Midst::of(impatient(&db).await).await;
        set_read_only(&db, true).await;
        midst.carrier.answer();
        until_ready(&midst.shop, false).await;
        set_read_only(&db, false).await;
        midst.ends_well().await;
        midst.shop.db.store.close().await;
    })
    .await;
}
