//! What the audit trail tells of a journey: who did what, in order, and nothing of a person.

use app::{desk::DemoAccount, domain::order::Status};
use plusone::{
    audit::verify,
    store::audit::{self, Entry},
};

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, Plan, TestShop},
};

on_both!(a_journey_is_told_in_full, what_is_refused_leaves_no_entry);

pub async fn entries(shop: &TestShop) -> Vec<Entry> {
    let mut tx = shop.db.read().await;
    audit::page(&mut tx, ("", 0), 1_000).await.expect("read")
}

async fn a_journey_is_told_in_full(db: Database) {
    let mut plan = Plan::impatient();
    plan.policy.grace = std::time::Duration::from_secs(3_600);
    let shop = TestShop::open_as(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    let dropped = buyer.buy(NUMBERS.canada).await;
    buyer.cancel(&dropped.order).await.expect("cancelled");
    buyer.verify_with("front.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
    let line = shop.line_of(&placed.order).await.id;
    buyer.release(&line).await.expect("released");
    buyer.keep(&line).await.expect("kept");

    let told = entries(&shop).await;
    let account = shop.account(DemoAccount::Unverified).await;
    assert!(told.iter().all(|entry| entry.chain == account.as_str()), "nobody else did anything");
    let deeds: Vec<String> =
        told.iter().map(|entry| format!("{} {} {}", entry.actor, entry.subject, entry.action)).collect();
    let expected = [
        "user order placed",
        "user order held",
        "user order placed",
        "user order held",
        "user order cancelled",
        "user user consented",
        "user verification submitted",
        "user order submitted",
        "vendor verification approved",
        "vendor order verified",
        "vendor order purchased",
        "user line releasing",
        "user line kept",
    ];
    assert_eq!(deeds, expected);
    let users: Vec<&str> =
        told.iter().filter(|entry| entry.actor == "user").map(|entry| entry.actor_id.as_str()).collect();
    assert!(users.iter().all(|id| *id == users[0] && !id.is_empty()));
    let text = format!("{told:?}");
    for personal in ["unverified@demo.test", "Northwind", NUMBERS.us, &NUMBERS.us[2..], "127.0.0.1"] {
        assert!(!text.contains(personal), "{personal} stands in the trail");
    }
    let whole = verify(&shop.db.store, &shop.house.audit, &[]).await.expect("whole");
    assert_eq!(whole.entries, expected.len() as u64);
}

async fn what_is_refused_leaves_no_entry(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let other = shop.sign_in(DemoAccount::Verified).await;
    let late = other.quote(NUMBERS.us).await;
    let placed = buyer.buy(NUMBERS.us).await;
    let before = entries(&shop).await.len();
    other.cancel(&placed.order).await.expect_err("not theirs");
    other.confirm(&late).await.expect_err("reserved already");
    assert_eq!(entries(&shop).await.len(), before);
}
