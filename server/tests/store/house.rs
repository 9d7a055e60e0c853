//! Opening, migrating, transactions, and word of changes.

use app::domain::AccountId;
use plusone::store::{
    Changed, Store, StoreError, accounts, house,
    webhook_events::{self, Event},
};
use std::{net::Ipv4Addr, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
    sync::broadcast::{Receiver, error::TryRecvError},
    time::timeout,
};

use crate::{
    database::{Database, on_both},
    make::{Customer, account, at},
};

on_both!(
    migrating_again_changes_nothing,
    a_second_store_sees_the_same,
    a_dropped_transaction_changes_nothing,
    a_failed_statement_takes_its_transaction_along,
    a_reader_does_not_wait_for_a_writer,
    a_commit_tells_which_account_changed,
    a_database_knows_that_the_demo_filled_it,
    changes_travel_between_stores_of_one_postgres
);

/// Long enough for a machine that builds beside the tests.
const PATIENCE: Duration = Duration::from_secs(30);

#[tokio::test]
async fn an_address_of_another_kind_is_refused() {
    for address in ["", "mysql://localhost/x", "/tmp/plusone.db", "sqlite3:x"] {
        let refused = Store::open(address).await.expect_err("refused");
        assert!(matches!(refused, StoreError::Address), "{address}: {refused:?}");
    }
}

#[tokio::test]
async fn a_database_that_cannot_be_reached_is_an_error() {
    assert!(Store::open("sqlite:/nowhere/at/all/plusone.db").await.is_err());
}

/// Eight bytes of PostgreSQL's protocol: may we speak TLS, and that we begin without.
const MAY_WE: &[u8] = &[0, 0, 0, 8, 4, 210, 22, 47];
const BEGIN: &[u8] = &[0, 3, 0, 0];

/// What a server without TLS hears from a store that is opened at `host` with these parameters; and how that ends.
async fn heard_without_tls(host: &str, parameters: &str) -> (Vec<u8>, StoreError) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let address = format!("postgres://plusone@{host}:{port}/plusone{parameters}");
    let server = async {
        let (mut client, _) = listener.accept().await.expect("a client");
        let mut heard = vec![0; MAY_WE.len()];
        client.read_exact(&mut heard).await.expect("a word");
        if heard == MAY_WE {
            client.write_all(b"N").await.expect("an answer");
            let mut more = [0; 8];
            let read = client.read(&mut more).await.unwrap_or_default();
            heard.extend(&more[..read]);
        }
        heard
    };
    let (heard, opened) = tokio::join!(server, Store::open(&address));
    (heard, opened.expect_err("this server serves nobody"))
}

/// The address of every network that the machine has leads to the machine itself, but is not loopback's.
#[tokio::test]
async fn a_server_on_another_machine_hears_nothing_in_the_clear() {
    for parameters in ["", "?sslmode=require", "?sslmode=verify-full"] {
        let (heard, error) = heard_without_tls("0.0.0.0", parameters).await;
        assert_eq!(heard, MAY_WE, "{parameters}");
        assert!(matches!(error, StoreError::Tls(_)) && error.to_string().contains("sslmode"), "{error:?}");
    }
    for (host, parameters) in [("0.0.0.0", "?sslmode=prefer"), ("0.0.0.0", "?sslmode=disable"), ("127.0.0.1", "")] {
        let (heard, error) = heard_without_tls(host, parameters).await;
        assert!(heard.ends_with(BEGIN), "{host} {parameters}: {heard:?}");
        assert!(!matches!(error, StoreError::Tls(_)), "{error:?}");
    }
}

async fn a_database_knows_that_the_demo_filled_it(db: Database) {
    let mut tx = db.write().await;
    assert!(!house::is_demo(&mut tx).await.expect("read"));
    house::note_demo(&mut tx).await.expect("noted");
    assert!(house::is_demo(&mut tx).await.expect("read"));
    tx.commit().await.expect("commits");
}

async fn migrating_again_changes_nothing(db: Database) {
    Customer::join(&db, "kept").await;
    db.store.migrate().await.expect("nothing to do");
    let mut tx = db.read().await;
    assert!(accounts::named(&mut tx, "kept").await.expect("read").is_some());
}

async fn a_second_store_sees_the_same(db: Database) {
    let second = Store::open(&db.url).await.expect("opens");
    second.migrate().await.expect("migrated already");
    Customer::join(&db, "shared").await;
    let mut tx = second.read().await.expect("a connection");
    assert!(accounts::named(&mut tx, "shared").await.expect("read").is_some());
    drop(tx);
    second.close().await;
    assert!(second.read().await.is_err(), "closed");
}

async fn a_dropped_transaction_changes_nothing(db: Database) {
    let customer = Customer::join(&db, "dropped").await;
    let mut changes = db.store.changes();
    let mut tx = db.write().await;
    accounts::lock(&mut tx, &customer.account.id).await.expect("locked");
    accounts::add(&mut tx, &account("ghost"), at(1)).await.expect("added");
    drop(tx);
    let mut tx = db.write().await;
    assert!(accounts::named(&mut tx, "ghost").await.expect("read").is_none());
    let version = accounts::lookup(&mut tx, &customer.account.id).await.expect("read").expect("known").version;
    assert_eq!(version, 0, "the lock is free again and counted nothing");
    assert_eq!(changes.try_recv().expect_err("nothing was told"), TryRecvError::Empty);
}

async fn a_failed_statement_takes_its_transaction_along(db: Database) {
    Customer::join(&db, "first").await;
    let mut tx = db.write().await;
    let event = Event { id: "evt_1", name: "name", subject: None };
    webhook_events::record(&mut tx, &[event], at(1)).await.expect("recorded");
    accounts::add(&mut tx, &account("first"), at(1)).await.expect_err("taken");
    drop(tx);
    assert_eq!(db.count("SELECT COUNT(*) FROM webhook_events").await, 0);
}

async fn a_reader_does_not_wait_for_a_writer(db: Database) {
    let customer = Customer::join(&db, "writer").await;
    let mut writer = db.write().await;
    accounts::lock(&mut writer, &customer.account.id).await.expect("locked");
    let mut reader = db.read().await;
    let seen = timeout(PATIENCE, accounts::lookup(&mut reader, &customer.account.id)).await.expect("not blocked");
    assert_eq!(seen.expect("read").expect("known").version, 0, "what was committed");
    writer.commit().await.expect("commits");
}

async fn a_commit_tells_which_account_changed(db: Database) {
    let customer = Customer::join(&db, "told").await;
    let mut changes = db.store.changes();
    let mut tx = db.write().await;
    accounts::lock(&mut tx, &customer.account.id).await.expect("locked");
    assert_eq!(changes.try_recv().expect_err("not before the commit"), TryRecvError::Empty);
    tx.commit().await.expect("commits");
    let told = changes.try_recv().expect("told");
    assert!(matches!(told, Changed::Account { id, version: 1, relayed: false } if id == customer.account.id));
    db.store.wake();
    assert!(matches!(changes.try_recv().expect("told"), Changed::Work));
}

async fn changes_travel_between_stores_of_one_postgres(db: Database) {
    let second = Store::open(&db.url).await.expect("opens");
    if db.url.starts_with("sqlite:") {
        timeout(PATIENCE, db.store.relay()).await.expect("ends at once").expect("nothing to relay on SQLite");
        return second.close().await;
    }
    let customer = Customer::join(&db, "relay").await;
    let mut heard = second.changes();
    let mut own = db.store.changes();
    let (here, there) = (db.store.clone(), second.clone());
    let relays = [tokio::spawn(async move { here.relay().await }), tokio::spawn(async move { there.relay().await })];
    // A relay that does not listen yet misses what is said: say it until it is heard.
    let told = timeout(PATIENCE, async {
        loop {
            let mut tx = db.write().await;
            accounts::lock(&mut tx, &customer.account.id).await.expect("locked");
            tx.commit().await.expect("commits");
            if let Ok(version) = timeout(Duration::from_millis(200), relayed(&mut heard, &customer.account.id)).await {
                return version;
            }
        }
    });
    let version = told.await.expect("the other store hears of it");
    assert!(version >= 1);
    // What is relayed is not relayed again, else two stores would echo for ever.
    let mut tx = second.write().await.expect("a connection");
    let last = accounts::lock(&mut tx, &customer.account.id).await.expect("locked").expect("known").version;
    tx.commit().await.expect("commits");
    let back = async { while relayed(&mut own, &customer.account.id).await != last {} };
    timeout(PATIENCE, back).await.expect("the way back");
    assert!(timeout(Duration::from_millis(300), relayed(&mut heard, &ids_of_nobody())).await.is_err());
    for relay in relays {
        relay.abort();
    }
    second.close().await;
}

fn ids_of_nobody() -> AccountId {
    plusone::ids::fresh()
}

/// The version in the next word that another store relays about `account`.
async fn relayed(changes: &mut Receiver<Changed>, account: &AccountId) -> i64 {
    loop {
        match changes.recv().await.expect("the store is open") {
            Changed::Account { id, version, relayed: true } if id == *account => return version,
            _ => {}
        }
    }
}
