//! The audit trail: it is only added to, and shows whatever else was done to it.

use app::domain::{OrderId, UserId};
use plusone::{
    audit::{AuditError, Broken, Head, Whole, noted, verify},
    ids,
    store::{
        accounts,
        audit::{self, Actor, AuditKey, Deed, Subject},
        house,
    },
    vault::Vault,
};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use zeroize::Zeroizing;

use crate::{
    database::{Database, on_both},
    make::{Customer, at},
};

on_both!(
    entries_are_chained_by_account,
    a_trail_takes_nothing_but_more,
    each_change_of_an_entry_is_found,
    an_entry_that_is_missing_is_found,
    a_chain_that_was_written_anew_is_found,
    a_cut_end_shows_against_a_noted_head,
    a_key_is_made_once_and_sealed,
    several_write_one_chain_at_once
);

fn key() -> AuditKey {
    AuditKey::new(Zeroizing::new([5; 32]))
}

/// Adds an entry about a new order to the chain of this customer, or of the house.
async fn write(db: &Database, customer: Option<&Customer>, action: &str) {
    let (order, mut tx): (OrderId, _) = (ids::fresh(), db.write().await);
    if let Some(customer) = customer {
        tx.act_as(Actor::User(customer.user.id.clone()));
        accounts::lock(&mut tx, &customer.account.id).await.expect("locked");
    }
    let deed = Deed { subject: Subject::Order(&order), action, details: &["+12025551000", "115"] };
    audit::record(&mut tx, &key(), deed, at(7)).await.expect("recorded");
    tx.commit().await.expect("commits");
}

/// A trail of two customers and the house.
async fn trail(db: &Database) -> Customer {
    let (ann, ben) = (Customer::join(db, "ann").await, Customer::join(db, "ben").await);
    for action in ["placed", "held", "verified", "purchased"] {
        write(db, Some(&ann), action).await;
    }
    write(db, Some(&ben), "placed").await;
    write(db, None, "imported").await;
    ann
}

async fn checked(db: &Database, heads: &[Head]) -> Result<Whole, Broken> {
    match verify(&db.store, &key(), heads).await {
        Ok(whole) => Ok(whole),
        Err(AuditError::Broken(broken)) => Err(broken),
        Err(other) => panic!("{other}"),
    }
}

/// Runs a statement past the store; the rows that it changed, or the refusal.
async fn past(db: &Database, sql: &str) -> Result<u64, String> {
    let sql = AssertSqlSafe(sql.to_owned());
    let done = if db.url.starts_with("sqlite:") {
        let mut past = SqliteConnection::connect(&db.url).await.expect("a second connection");
        sqlx::query(sql).execute(&mut past).await.map(|done| done.rows_affected())
    } else {
        let mut past = PgConnection::connect(&db.url).await.expect("a second connection");
        sqlx::query(sql).execute(&mut past).await.map(|done| done.rows_affected())
    };
    done.map_err(|error| error.to_string())
}

/// Takes the guards down, as whoever owns the database can.
async fn unguard(db: &Database) {
    if db.url.starts_with("sqlite:") {
        for guard in ["audit_not_changed", "audit_not_removed", "audit_not_replaced"] {
            past(db, &format!("DROP TRIGGER {guard}")).await.expect("it was there");
        }
    } else {
        past(db, "ALTER TABLE audit DISABLE TRIGGER audit_only_added_to").await.expect("it was there");
    }
}

async fn entries_are_chained_by_account(db: Database) {
    let ann = trail(&db).await;
    let whole = checked(&db, &[]).await.expect("whole");
    assert_eq!((whole.entries, whole.heads.len()), (6, 3));
    let mut tx = db.read().await;
    let all = audit::page(&mut tx, ("", 0), 100).await.expect("read");
    let chain: Vec<_> = all.iter().filter(|entry| entry.chain == ann.account.id.as_str()).collect();
    let told: Vec<_> = chain.iter().map(|entry| (entry.seq, entry.action.as_str())).collect();
    assert_eq!(told, [(1, "placed"), (2, "held"), (3, "verified"), (4, "purchased")]);
    assert!(chain.iter().all(|entry| entry.actor == "user" && entry.actor_id == ann.user.id.as_str()));
    assert!(chain.windows(2).all(|pair| pair[0].hash == pair[1].prev));
    let told = format!("{all:?}");
    assert!(!told.contains("2025551000"), "a number stands outside: {told}");
    let pages: Vec<_> = audit::page(&mut tx, (ann.account.id.as_str(), 3), 1).await.expect("read");
    assert_eq!(pages[0].seq, 4);
    let house: Vec<_> = all.iter().filter(|entry| entry.chain == "house").collect();
    assert_eq!((house.len(), house[0].actor.as_str()), (1, "worker"));
}

async fn a_trail_takes_nothing_but_more(db: Database) {
    trail(&db).await;
    let mut forbidden = vec!["UPDATE audit SET action = 'cancelled' WHERE seq = 2", "DELETE FROM audit WHERE seq = 4"];
    if db.url.starts_with("sqlite:") {
        forbidden.push("INSERT OR REPLACE INTO audit SELECT chain, seq, 0, '', '', '', '', '', '', '', '' FROM audit");
        forbidden.push("UPDATE OR REPLACE audit SET seq = 1");
    } else {
        forbidden.push("TRUNCATE audit");
    }
    for sql in forbidden {
        let refused = past(&db, sql).await.expect_err(sql);
        assert!(refused.contains("the audit trail is only added to"), "{sql}: {refused}");
    }
    assert_eq!(checked(&db, &[]).await.expect("whole").entries, 6);
    db.store.migrate().await.expect("the guards stand already");
}

async fn each_change_of_an_entry_is_found(db: Database) {
    let ann = trail(&db).await;
    unguard(&db).await;
    let other: UserId = ids::fresh();
    let chain = ann.account.id.to_string();
    for (column, value) in [
        ("at", "8"),
        ("actor", "'vendor'"),
        ("actor_id", &format!("'{other}'")),
        ("action", "'cancelled'"),
        ("subject", "'line'"),
        ("subject_id", "'another'"),
        ("details", "'00'"),
        ("prev", "'00'"),
        ("hash", "'00'"),
    ] {
        let keep = format!("CREATE TABLE kept AS SELECT * FROM audit WHERE chain = '{chain}' AND seq = 2");
        past(&db, &keep).await.expect("kept");
        let change = format!("UPDATE audit SET {column} = {value} WHERE chain = '{chain}' AND seq = 2");
        assert_eq!(past(&db, &change).await, Ok(1));
        let found = checked(&db, &[]).await;
        assert_eq!(found, Err(Broken::Changed { chain: chain.clone(), seq: 2 }), "{column}");
        let mend =
            format!("UPDATE audit SET {column} = (SELECT {column} FROM kept) WHERE chain = '{chain}' AND seq = 2");
        assert_eq!(past(&db, &mend).await, Ok(1));
        past(&db, "DROP TABLE kept").await.expect("dropped");
        checked(&db, &[]).await.expect("whole again");
    }
}

async fn an_entry_that_is_missing_is_found(db: Database) {
    let ann = trail(&db).await;
    unguard(&db).await;
    let chain = ann.account.id.to_string();
    assert_eq!(past(&db, &format!("DELETE FROM audit WHERE chain = '{chain}' AND seq = 2")).await, Ok(1));
    assert_eq!(checked(&db, &[]).await, Err(Broken::Missing { chain: chain.clone(), seq: 2 }));
    // The gap closed: what follows says that it was another.
    for seq in [3, 4] {
        let close = format!("UPDATE audit SET seq = {} WHERE chain = '{chain}' AND seq = {seq}", seq - 1);
        assert_eq!(past(&db, &close).await, Ok(1));
    }
    assert_eq!(checked(&db, &[]).await, Err(Broken::Changed { chain: chain.clone(), seq: 2 }));
    assert_eq!(past(&db, &format!("DELETE FROM audit WHERE chain = '{chain}' AND seq = 1")).await, Ok(1));
    assert_eq!(checked(&db, &[]).await, Err(Broken::Missing { chain, seq: 1 }));
}

async fn a_chain_that_was_written_anew_is_found(db: Database) {
    let ann = trail(&db).await;
    let whole = checked(&db, &[]).await.expect("whole");
    unguard(&db).await;
    let chain = ann.account.id.to_string();
    // By somebody who has the database and not the key.
    past(&db, &format!("DELETE FROM audit WHERE chain = '{chain}'")).await.expect("gone");
    let mut tx = db.write().await;
    accounts::lock(&mut tx, &ann.account.id).await.expect("locked");
    let order: OrderId = ids::fresh();
    for (action, key) in [("placed", AuditKey::new(Zeroizing::new([6; 32]))), ("held", key())] {
        let deed = Deed { subject: Subject::Order(&order), action, details: &[] };
        audit::record(&mut tx, &key, deed, at(9)).await.expect("recorded");
    }
    tx.commit().await.expect("commits");
    assert_eq!(checked(&db, &[]).await, Err(Broken::Changed { chain: chain.clone(), seq: 1 }));
    // By somebody who has both: only what was noted shows it.
    past(&db, &format!("DELETE FROM audit WHERE chain = '{chain}'")).await.expect("gone");
    for action in ["placed", "held", "verified", "declined"] {
        write(&db, Some(&ann), action).await;
    }
    checked(&db, &[]).await.expect("it fits");
    assert_eq!(checked(&db, &whole.heads).await, Err(Broken::Replaced { chain, seq: 4 }));
}

async fn a_cut_end_shows_against_a_noted_head(db: Database) {
    let ann = trail(&db).await;
    let mut printed = Vec::new();
    checked(&db, &[]).await.expect("whole").write(&mut printed).expect("printed");
    let heads = noted(&String::from_utf8(printed).expect("text")).expect("heads");
    assert_eq!(heads.len(), 3);
    write(&db, Some(&ann), "released").await;
    checked(&db, &heads).await.expect("more than was noted is well");
    unguard(&db).await;
    let chain = ann.account.id.to_string();
    past(&db, &format!("DELETE FROM audit WHERE chain = '{chain}' AND seq > 2")).await.expect("cut");
    checked(&db, &[]).await.expect("the chain itself does not show it");
    assert_eq!(checked(&db, &heads).await, Err(Broken::Missing { chain, seq: 4 }));
    for bad in ["ann 4", "ann four 00", "ann 4 00 00"] {
        assert!(matches!(noted(&format!("house 1 00\n{bad}\n")), Err(AuditError::Noted(2))), "{bad}");
    }
}

async fn a_key_is_made_once_and_sealed(db: Database) {
    let vault = Vault::new([7; 32]);
    let (one, two) = tokio::join!(plusone::audit::key(&db.store, &vault), plusone::audit::key(&db.store, &vault));
    let (one, two) = (one.expect("a key"), two.expect("the same"));
    let mut tx = db.write().await;
    let deed = Deed { subject: Subject::Stock, action: "imported", details: &[] };
    audit::record(&mut tx, &one, deed, at(1)).await.expect("recorded");
    let sealed = house::audit_key(&mut tx).await.expect("read").expect("a key");
    assert!(!house::reseal_audit_key(&mut tx, b"another", b"new").await.expect("asked"));
    let anew =
        vault.seal(plusone::audit::KEY_CONTEXT, &vault.open("audit-key", &sealed).expect("opens")).expect("sealed");
    assert!(house::reseal_audit_key(&mut tx, &sealed, &anew).await.expect("resealed"));
    tx.commit().await.expect("commits");
    verify(&db.store, &two, &[]).await.expect("both are the same key");
    let third = plusone::audit::key(&db.store, &vault).await.expect("resealed, it is the same");
    verify(&db.store, &third, &[]).await.expect("the same key");
    let refused = plusone::audit::key(&db.store, &Vault::new([8; 32])).await.expect_err("another key");
    assert!(refused.to_string().contains("PLUSONE_OLD_SECRET_KEYS"), "{refused}");
}

async fn several_write_one_chain_at_once(db: Database) {
    let ann = Customer::join(&db, "ann").await;
    let writers = (0..12).map(|turn| write(&db, (turn % 2 == 0).then_some(&ann), "placed"));
    futures::future::join_all(writers).await;
    let whole = checked(&db, &[]).await.expect("whole");
    assert_eq!(whole.heads.iter().map(|head| head.seq).collect::<Vec<_>>(), [6, 6]);
}
