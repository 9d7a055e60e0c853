//! Every answer names its request, and the log tells of it by that name and by the route's pattern.

use app::desk::DemoAccount;

use crate::{
    database::{Database, on_both},
    log,
    shop::{NUMBERS, Plan, TestShop},
};

on_both!(every_answer_names_its_request, a_trusted_proxy_may_name_a_request);

async fn every_answer_names_its_request(db: Database) {
    log::listen();
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    let mut ids = Vec::new();
    for path in [format!("/orders/{}", placed.order), "/healthz".to_owned(), "/no/such/page".to_owned()] {
        let answer = buyer.get(&path).await;
        ids.push(answer.headers()["x-request-id"].to_str().expect("text").to_owned());
    }
    let refused = buyer.post("/api/cancel_order", &[("order", "no-such")]).await;
    ids.push(refused.headers()["x-request-id"].to_str().expect("text").to_owned());
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 4, "each has its own");
    let page = log::line(&["route=\"/orders/{id}\"", "method=\"GET\"", "status=200", "ms="], &ids);
    assert!(page.is_some(), "the page is told of by its pattern");
    assert!(log::line(&["route=\"/api/cancel_order\""], &ids).is_some());
    assert!(!log::tells(placed.order.as_str()), "an id of an address stands in the log");
}

async fn a_trusted_proxy_may_name_a_request(db: Database) {
    let seeded = TestShop::without_worker(db.clone(), Plan::default()).await;
    let behind = TestShop::as_it_is(db, Plan { proxied: true, ..Plan::default() }).await;
    for (shop, id, taken) in
        [(&behind, "edge-0815_a", true), (&behind, "two words", false), (&seeded, "edge-0815_a", false)]
    {
        let request = shop.http.get(format!("{}/healthz", shop.url)).header("x-request-id", id);
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.headers()["x-request-id"] == id, taken, "{id}");
    }
}
