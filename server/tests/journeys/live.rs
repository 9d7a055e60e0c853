//! The page hears of each step without asking.

use app::{desk::DemoAccount, domain::order::Status};
use reqwest::Response;
use tokio::time::timeout;

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, PATIENCE, Plan, TestShop},
};

on_both!(each_step_is_heard_by_its_own_account_alone, a_reader_who_comes_back_is_told_what_was_missed);

/// The next version that the stream tells; `None` while it is silent for a moment.
async fn next(stream: &mut Response) -> i64 {
    let mut heard = String::new();
    let listen = async {
        loop {
            let chunk = stream.chunk().await.expect("the stream stays open").expect("and does not end");
            heard.push_str(&String::from_utf8_lossy(&chunk));
            let data = heard.lines().find_map(|line| line.strip_prefix("data:")?.trim().strip_prefix("{\"version\":"));
            if let Some(version) = data.and_then(|rest| rest.strip_suffix('}')) {
                return version.parse().expect("a version");
            }
        }
    };
    timeout(PATIENCE, listen).await.expect("word arrives")
}

async fn each_step_is_heard_by_its_own_account_alone(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Unverified).await, shop.sign_in(DemoAccount::Verified).await);
    let mut stream = buyer.get("/events").await;
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let mut foreign = other.get("/events").await;
    let placed = buyer.buy(NUMBERS.us).await;
    let held = next(&mut stream).await;
    buyer.cancel(&placed.order).await.expect("cancelled");
    assert!(next(&mut stream).await > held);
    // The first that the other account hears is its own doing.
    other.buy(NUMBERS.jamaica).await;
    assert_eq!(next(&mut foreign).await, 1);
}

async fn a_reader_who_comes_back_is_told_what_was_missed(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    let mut stream = buyer.get("/events").await;
    let known = next(&mut stream).await;
    drop(stream);
    buyer.verify_with("front.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
    let mut again = buyer.get(&format!("/events?after={known}")).await;
    assert!(next(&mut again).await > known, "at once");
}
