//! Rows that nobody can work on keep nobody waiting.

use app::{desk::DemoAccount, domain::order::Status};

use crate::{
    database::{Database, on_both},
    shop::{Plan, TestShop},
};

on_both!(rows_without_meaning_keep_no_purchase_waiting);

async fn rows_without_meaning_keep_no_purchase_waiting(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    for line in 300..320 {
        buyer.buy(&format!("+12025550{line}")).await;
    }
    // More of either kind than a worker takes at once, and all of them due before the good one.
    shop.db.count("UPDATE lines SET country = '?', next_run_at = 1 RETURNING next_run_at").await;
    for subject in 0..20 {
        let job = format!(
            "INSERT INTO jobs (kind, subject, run_at, attempts, turn) VALUES ('dance', '{subject}', 1, 0, 0) RETURNING run_at"
        );
        shop.db.count(&job).await;
    }
    shop.start_worker().await;
    let other = shop.sign_in(DemoAccount::Operator).await;
    let placed = other.buy("+12025550320").await;
    other.wait_for(&placed.order, Status::Purchased).await;
    let held = shop.sign_in(DemoAccount::Unverified).await;
    let placed = held.buy("+12025550321").await;
    held.verify_with("front.jpg").await;
    held.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM jobs WHERE kind = 'dance' AND run_at = 1").await, 20);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM lines WHERE next_run_at = 1").await, 0, "put off");
}
