//! The pages as the server sends them.

use app::desk::DemoAccount;
use reqwest::header::{ACCEPT, LOCATION};

use super::{WANTED, Wanted, pools_of};
use crate::{
    database::{Database, on_both},
    shop::{Plan, TestShop, Visitor},
};

on_both!(the_price_stands_in_the_page, a_pools_page_is_its_accounts_own, pages_ask_for_a_session);

async fn page(visitor: &Visitor<'_>, path: &str) -> (u16, String) {
    let request = visitor.shop.http.get(format!("{}{path}", visitor.shop.url)).header(ACCEPT, "text/html");
    let answer = visitor.request(request).send().await.expect("an answer");
    (answer.status().as_u16(), answer.text().await.expect("a page"))
}

async fn the_price_stands_in_the_page(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let (status, empty) = page(&buyer, "/pools/new").await;
    assert_eq!(status, 200);
    assert!(empty.contains("Show price") && !empty.contains("Buy pool"));
    for (query, status, words) in [
        ("name=Support&country=GB&quantity=2&fill=whole", 200, &["Buy pool", "$2.30", "at once", "Support"][..]),
        ("name=Support&country=JM&quantity=2", 200, &["Buy pool", "$16.00", "A pool with any +1 number"]),
        ("name=Support&country=GB&quantity=7&fill=some", 200, &["Buy pool", "Only 3 of the 7"]),
        ("name=Support&country=GB&quantity=7", 409, &["Just now 3 are for sale", "fill=some"]),
        ("name=&country=GB&quantity=2", 422, &["That is not a name for a pool"]),
        ("name=Support&country=GB&quantity=101", 422, &["That is not a quantity", "Support"]),
        ("name=Support&country=GB&quantity=", 422, &["That is not a quantity"]),
        ("name=Support&country=GB&quantity=2&area_code=202", 422, &["Only +1 numbers have an area code"]),
        ("name=Support&country=US&quantity=2&area_code=12", 422, &["That is not an area code"]),
        ("pool=no-such-pool&country=GB&quantity=2", 404, &["There is nothing here"]),
    ] {
        let (got, text) = page(&buyer, &format!("/pools/new?{query}")).await;
        assert_eq!(got, status, "{query}");
        for word in words {
            assert!(text.contains(word), "{query}: {word}");
        }
        assert_eq!(text.contains("Buy pool"), status == 200, "{query}");
    }
    assert!(pools_of(&buyer).await.is_empty(), "looking changes nothing");
}

async fn a_pools_page_is_its_accounts_own(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let owner = shop.sign_in(DemoAccount::Unverified).await;
    assert!(page(&owner, "/pools").await.1.contains("No pools yet"));
    WANTED.buy(&owner).await;
    let held = Wanted { country: "JM", name: "Kingston", ..WANTED }.buy(&owner).await;
    let [kingston, support] = <[_; 2]>::try_from(pools_of(&owner).await).expect("two pools");
    let list = page(&owner, "/pools").await.1;
    assert!(list.contains("Kingston") && list.contains("Support") && list.contains("2 numbers"));
    let (status, full) = page(&owner, &format!("/pools/{}", support.id)).await;
    assert_eq!(status, 200);
    assert!(full.contains("44 20 7946 000") && full.contains("/numbers?release="));
    assert!(full.contains(&format!("/pools/new?pool={}&amp;country=GB", support.id)), "the way to more");
    let empty = page(&owner, &format!("/pools/{}", kingston.id)).await.1;
    assert!(empty.contains("No numbers in this pool") && empty.contains("Held: identity needed"));
    assert!(page(&owner, &format!("/orders/{}", held.order)).await.1.contains("2 numbers for Kingston"));
    assert!(page(&owner, "/orders").await.1.contains("for Kingston"));
    let stranger = shop.sign_in(DemoAccount::Verified).await;
    let (status, text) = page(&stranger, &format!("/pools/{}", support.id)).await;
    assert_eq!((status, text.contains("Support")), (404, false));
}

async fn pages_ask_for_a_session(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    for path in ["/pools", "/pools/new", "/pools/new?name=x&country=GB&quantity=2", "/pools/some-pool"] {
        let answer = shop.visitor().get(path).await;
        let onward = answer.headers()[LOCATION].to_str().expect("text");
        assert!(answer.status() == 303 && onward.starts_with("/sign-in?to=%2Fpools"), "{onward}");
    }
}
