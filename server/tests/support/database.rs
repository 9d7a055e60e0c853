//! A database of its own for each test: SQLite always, PostgreSQL when `TEST_DATABASE_URL` names a server.

use futures::FutureExt as _;
use plusone::{
    ids,
    store::{Store, Tx},
};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use std::{
    future::Future,
    io::Write as _,
    panic::{AssertUnwindSafe, resume_unwind},
};
use url::Url;

/// Makes of each async function that takes a [`Database`] two tests of the same body, `sqlite` and `postgres`.
macro_rules! on_both {
    ($($test:ident),+ $(,)?) => {
        $(mod $test {
            #[tokio::test]
            async fn sqlite() {
                $crate::database::on_sqlite(super::$test).await;
            }
            #[tokio::test]
            async fn postgres() {
                $crate::database::on_postgres(super::$test).await;
            }
        })+
    };
}
pub(crate) use on_both;

/// An empty database of this version.
#[derive(Clone)]
pub struct Database {
    /// The store on it.
    pub store: Store,
    /// Where it is.
    pub url: String,
}

impl Database {
    pub async fn open(url: String) -> Self {
        let store = Store::open(&url).await.expect("the database opens");
        store.migrate().await.expect("the database migrates");
        Self { store, url }
    }

    /// A transaction that writes.
    pub async fn write(&self) -> Tx {
        self.store.write().await.expect("a connection to write on")
    }

    /// A transaction that reads.
    pub async fn read(&self) -> Tx {
        self.store.read().await.expect("a connection to read on")
    }

    /// The one number that `sql` selects, read past the store.
    pub async fn count(&self, sql: &str) -> i64 {
        let safe = AssertSqlSafe(sql.to_owned());
        let (count,): (i64,) = if self.url.starts_with("sqlite:") {
            let mut past = SqliteConnection::connect(&self.url).await.expect("a second connection");
            sqlx::query_as(safe).fetch_one(&mut past).await.expect(sql)
        } else {
            let mut past = PgConnection::connect(&self.url).await.expect("a second connection");
            sqlx::query_as(safe).fetch_one(&mut past).await.expect(sql)
        };
        count
    }
}

/// Runs `test` on a SQLite file.
pub async fn on_sqlite<F: Future<Output = ()>>(test: impl FnOnce(Database) -> F) {
    let folder = tempfile::tempdir().expect("a folder for the database");
    let database = Database::open(format!("sqlite:{}", folder.path().join("test.db").display())).await;
    let store = database.store.clone();
    test(database).await;
    store.close().await;
}

/// Runs `test` on a database made for it on the PostgreSQL of `TEST_DATABASE_URL`, and drops the database afterwards.
/// A server that is named and does not answer is a failure; without a name the test says that it was skipped.
pub async fn on_postgres<F: Future<Output = ()>>(test: impl FnOnce(Database) -> F) {
    let Ok(server) = std::env::var("TEST_DATABASE_URL") else {
        // Not `eprintln!`, which the test runner swallows.
        writeln!(std::io::stderr(), "skipped on PostgreSQL: TEST_DATABASE_URL is not set").ok();
        return;
    };
    let mut url: Url = server.parse().expect("TEST_DATABASE_URL is an address");
    let mut admin = PgConnection::connect(&server).await.expect("the PostgreSQL of TEST_DATABASE_URL answers");
    let name = format!("plusone_test_{}", ids::text().replace('-', ""));
    let make = format!("CREATE DATABASE {name}");
    sqlx::query(AssertSqlSafe(make)).execute(&mut admin).await.expect("a database of its own");
    url.set_path(&name);
    let database = Database::open(url.into()).await;
    let store = database.store.clone();
    // The database goes also when the test fails.
    let done = AssertUnwindSafe(test(database)).catch_unwind().await;
    store.close().await;
    let drop = format!("DROP DATABASE {name} WITH (FORCE)");
    sqlx::query(AssertSqlSafe(drop)).execute(&mut admin).await.expect("the database is dropped");
    if let Err(failed) = done {
        resume_unwind(failed);
    }
}
