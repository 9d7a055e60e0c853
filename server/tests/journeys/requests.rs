//! What a confirmed purchase is checked against; what cannot be one at all stands in `bad_forms`.

use app::{
    AppError,
    desk::{DemoAccount, Stage},
    domain::order::Status,
};
use futures::future::join_all;
use reqwest::header::{ACCEPT, LOCATION};

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, Plan, Refused, TestShop},
};

on_both!(
    the_same_request_is_the_same_order,
    a_request_at_the_same_moment_is_one_order,
    a_live_number_is_gone_for_others,
    a_number_lost_during_the_hold_leaves_the_identity_verified,
    holds_are_limited,
    a_form_without_script_goes_on_to_the_order
);

/// Crash point C2: the answer is lost, and the buyer sends the same again.
async fn the_same_request_is_the_same_order(db: Database) {
    let shop = TestShop::open(db).await;
    for who in [DemoAccount::Unverified, DemoAccount::Verified] {
        let number = if who == DemoAccount::Verified { "+12025550150" } else { NUMBERS.us };
        let buyer = shop.sign_in(who).await;
        let quote = buyer.quote(number).await;
        let first = buyer.confirm(&quote).await.expect("placed");
        let again = buyer.confirm(&quote).await.expect("placed before");
        assert_eq!(again.order, first.order);
        assert_eq!(buyer.orders().await.len(), 1);
        if who == DemoAccount::Verified {
            buyer.wait_for(&first.order, Status::Purchased).await;
            let late = buyer.confirm(&quote).await.expect("answered from the books, though the number is sold");
            assert_eq!((late.order, late.held), (first.order, None));
            assert_eq!(shop.times_sold(number), 1);
        }
    }
}

async fn a_request_at_the_same_moment_is_one_order(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    for number in ["+12025550151", NUMBERS.us] {
        let quote = buyer.quote(number).await;
        let placed = join_all((0..6).map(|_| buyer.confirm(&quote))).await;
        let placed: Vec<_> = placed.into_iter().map(|placed| placed.expect("placed once").order).collect();
        assert!(placed.iter().all(|order| *order == placed[0]), "{placed:?}");
        buyer.wait_for(&placed[0], Status::Purchased).await;
    }
    assert_eq!(buyer.orders().await.len(), 2);
    assert_eq!(shop.times_sold("+12025550151"), 1);
    assert_eq!(shop.money(DemoAccount::Verified).await, [230, 230, 0]);
}

async fn a_live_number_is_gone_for_others(db: Database) {
    let shop = TestShop::open(db).await;
    let (first, second) = (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Unverified).await);
    let carried = "+12025550153";
    for number in [NUMBERS.us, carried] {
        let seen = second.quote(number).await;
        let placed = first.buy(number).await;
        first.wait_for(&placed.order, Status::Purchased).await;
        for refused in [second.confirm(&seen).await.map(|_| ()), second.try_quote(number).await.map(|_| ())] {
            assert_eq!(refused, Err(Refused::new(409, AppError::NumberGone)), "{number}");
        }
    }
    let own = shop.sign_in(DemoAccount::OwnCarrier).await;
    own.try_quote(carried).await.expect_err("not for an own carrier either");
    // What somebody holds of our stock is reserved.
    second.buy(NUMBERS.canada).await;
    first.try_quote(NUMBERS.canada).await.expect_err("reserved");
    assert_eq!(shop.times_sold(carried), 1);
    first.try_quote("+12025559999").await.expect_err("nobody offers it");
}

/// Crash point C17.
async fn a_number_lost_during_the_hold_leaves_the_identity_verified(db: Database) {
    let shop = TestShop::open(db).await;
    let (holder, quicker) = (shop.sign_in(DemoAccount::Unverified).await, shop.sign_in(DemoAccount::Verified).await);
    let carried = "+12025550154";
    let (lost, kept) = (holder.buy(carried).await, holder.buy(NUMBERS.us).await);
    let placed = quicker.buy(carried).await;
    quicker.wait_for(&placed.order, Status::Purchased).await;
    holder.verify_with("front.jpg").await;
    let order = holder.wait_for(&lost.order, Status::NumberGone).await;
    assert_eq!(order.lines[0].stage, Stage::Gone);
    holder.wait_for(&kept.order, Status::Purchased).await;
    assert_eq!(shop.times_sold(carried), 1);
    assert_eq!(shop.money(DemoAccount::Unverified).await, [230, 115, 115]);
    assert!(!holder.quote(NUMBERS.canada).await.held, "verified for good");
}

async fn holds_are_limited(db: Database) {
    let mut plan = Plan::default();
    plan.policy.held_orders_max = 4;
    plan.policy.reserved_lines_max = 2;
    let shop = TestShop::without_worker(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let first = buyer.buy(NUMBERS.us).await;
    for number in [NUMBERS.canada, NUMBERS.puerto_rico, "+12025550155"] {
        buyer.buy(number).await;
    }
    let fifth = buyer.quote("+12025550157").await;
    let limit = Refused::new(409, AppError::HoldLimit);
    assert_eq!(buyer.confirm(&fifth).await.expect_err("four are held"), limit);
    assert_eq!(buyer.orders().await.len(), 4, "a refused purchase leaves nothing");
    assert!(buyer.buy(NUMBERS.jamaica).await.held.is_none(), "what needs no identity is not limited");
    // Two of our stock are reserved; the third is held, but kept from nobody.
    let other = shop.sign_in(DemoAccount::Verified).await;
    other.try_quote(NUMBERS.canada).await.expect_err("reserved");
    other.buy(NUMBERS.puerto_rico).await;
    buyer.cancel(&first.order).await.expect("cancelled");
    buyer.confirm(&fifth).await.expect("there is a place again");
    for line in 3..8 {
        other.buy(&format!("+120255510{line:02}")).await;
    }
}

async fn a_form_without_script_goes_on_to_the_order(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let fields = [("number", NUMBERS.us), ("price_cents", "115"), ("request_id", "form-1"), ("if_gone", "closest")];
    let answer = buyer.form("/api/buy_number", &fields).header(ACCEPT, "text/html").send().await.expect("an answer");
    assert_eq!(answer.status(), 303);
    let order = &buyer.orders().await[0].id;
    assert_eq!(answer.headers()[LOCATION], format!("/orders/{order}").as_str());
    assert_eq!(buyer.status(order).await, Status::IdentityNeeded);
}
