//! What a search promises whatever the carrier does.

use app::desk::DemoAccount;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, Plan, TestShop},
};

on_both!(a_silent_carrier_keeps_nothing_back, more_results_come_after_the_first);

async fn a_silent_carrier_keeps_nothing_back(db: Database) {
    // It takes connections and never says a word.
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let mut plan =
        Plan { carrier: Some(format!("http://{}", silent.local_addr().expect("an address"))), ..Plan::default() };
    plan.policy.carrier_timeout = Duration::from_secs(20);
    let shop = TestShop::without_worker(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let asked = Instant::now();
    let found = buyer.search("US", "local", NUMBERS.us.trim_start_matches("+1")).await;
    assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", asked.elapsed());
    assert!(found.carrier_silent, "the page says so");
    assert_eq!(found.offers.first().map(|offer| offer.number.as_e164()), Some(NUMBERS.us));
}

async fn more_results_come_after_the_first(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let ask = async |more: &str| {
        let fields = [("country", "US"), ("type", "local"), ("more", more)];
        buyer.call::<app::desk::Found>("search_numbers", &fields).await
    };
    let (first, both) = (ask("").await.expect("a page"), ask("1").await.expect("two pages"));
    assert!(first.more && first.offers.len() == 30, "{} {}", first.more, first.offers.len());
    assert!(both.offers.len() > 30);
    assert_eq!(both.offers[..30], first.offers[..]);
    for bad in ["-1", "10", "x", "99999999999"] {
        assert_eq!(ask(bad).await.expect_err("not a number of pages").status, 422, "{bad}");
    }
}
