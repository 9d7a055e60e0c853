//! Several numbers in one order.

use app::{
    AppError,
    desk::{DemoAccount, Stage, Tenure, What},
    domain::{Money, line::FailReason, order::Status},
};
use serde_json::Value;

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, Plan, Refused, TestShop},
};

on_both!(
    several_numbers_are_one_order_with_a_line_each,
    one_regulated_number_holds_the_whole_order,
    a_number_that_is_gone_is_left_out_of_the_quote,
    of_several_that_are_gone_at_confirming_nothing_is_bought,
    a_list_of_numbers_is_read_strictly,
    another_total_is_refused,
    what_is_not_reserved_is_picked_at_completion
);

fn list(numbers: &[&str]) -> String {
    numbers.join(",")
}

async fn several_numbers_are_one_order_with_a_line_each(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let numbers = [NUMBERS.us, "+12025550141", NUMBERS.puerto_rico, NUMBERS.britain];
    let quote = buyer.quote(&list(&numbers)).await;
    assert_eq!(quote.offers.iter().map(|offer| offer.number.as_e164()).collect::<Vec<_>>(), numbers);
    assert_eq!((quote.total(), quote.held, quote.gone.len()), (Money::from_cents(115 + 115 + 300 + 115), false, 0));
    let placed = buyer.confirm(&quote).await.expect("placed");
    assert_eq!(buyer.confirm(&quote).await.expect("the same again"), placed);
    let order = buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(order.lines.iter().map(|line| line.offer.number.as_e164()).collect::<Vec<_>>(), numbers);
    assert!(order.lines.iter().all(|line| line.stage == Stage::Bought(Tenure::Owned)));
    assert_eq!(shop.money(DemoAccount::Verified).await, [645, 645, 0]);
    assert_eq!(shop.times_sold("+12025550141"), 1);
}

async fn one_regulated_number_holds_the_whole_order(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let numbers = [NUMBERS.jamaica, NUMBERS.us, "+12025550142", NUMBERS.britain];
    let quote = buyer.quote(&list(&numbers)).await;
    assert!(quote.held);
    let free: Vec<_> = quote.free.iter().map(|number| number.as_e164()).collect();
    assert_eq!(free, [NUMBERS.jamaica, NUMBERS.britain]);
    let placed = buyer.confirm(&quote).await.expect("placed");
    assert!(placed.held.is_some());
    let order = buyer.order(&placed.order).await;
    assert!(order.lines.iter().all(|line| line.stage == Stage::Waiting), "{:?}", order.lines);
    assert!(shop.vendor_lines("twilio.bought").is_empty());
    buyer.verify_with("front.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(shop.money(DemoAccount::Unverified).await, [1145, 1145, 0]);
    // All of it is free of the gate from now on.
    assert!(!buyer.quote(&list(&[NUMBERS.canada, NUMBERS.puerto_rico])).await.held);
}

async fn a_number_that_is_gone_is_left_out_of_the_quote(db: Database) {
    let shop = TestShop::open(db).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Operator).await);
    other.buy(NUMBERS.us).await;
    let quote = buyer.quote(&list(&[NUMBERS.us, NUMBERS.canada])).await;
    assert_eq!(quote.gone.iter().map(|number| number.as_e164()).collect::<Vec<_>>(), [NUMBERS.us]);
    assert_eq!(quote.offers.len(), 1);
    let refused = buyer.try_quote(&list(&[NUMBERS.us, "+12025559999"])).await.expect_err("all are gone");
    assert_eq!(refused, Refused::new(409, AppError::NumberGone));
}

async fn of_several_that_are_gone_at_confirming_nothing_is_bought(db: Database) {
    let shop = TestShop::open(db).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Operator).await);
    let quote = buyer.quote(&list(&[NUMBERS.us, NUMBERS.canada])).await;
    other.buy(NUMBERS.canada).await;
    let refused = buyer.confirm(&quote).await.expect_err("one is gone");
    assert_eq!(refused, Refused::new(409, AppError::NumberGone));
    assert!(buyer.orders().await.is_empty());
    assert_eq!(shop.money(DemoAccount::Verified).await, [0, 0, 0]);
}

async fn a_list_of_numbers_is_read_strictly(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let twice = list(&[NUMBERS.us, NUMBERS.us]);
    let many = (0..101).map(|line| format!("+12025551{line:03}")).collect::<Vec<_>>().join(",");
    for numbers in ["", ",", "+12025551000,", "12025551000", &twice, &many] {
        let refused = buyer.try_quote(numbers).await.expect_err("no list");
        assert_eq!(refused.status, 422, "{numbers}");
        let fields = [("numbers", numbers), ("price_cents", "115"), ("request_id", "r-1"), ("if_gone", "ask")];
        let refused = buyer.call::<Value>("buy_numbers", &fields).await.expect_err("no list");
        assert!(matches!(refused.error, AppError::Invalid(_)), "{refused:?}");
    }
    assert!(buyer.orders().await.is_empty());
}

async fn another_total_is_refused(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let numbers = list(&[NUMBERS.us, NUMBERS.canada]);
    for cents in ["229", "231", "0", "-230", "9223372036854775807"] {
        let fields = [("numbers", numbers.as_str()), ("price_cents", cents), ("request_id", "r"), ("if_gone", "ask")];
        let refused = buyer.call::<Value>("buy_numbers", &fields).await.expect_err("another price");
        assert_eq!(refused.error, AppError::PriceChanged { now: Money::from_cents(230) });
    }
    assert!(buyer.orders().await.is_empty());
}

async fn what_is_not_reserved_is_picked_at_completion(db: Database) {
    let mut plan = Plan::default();
    plan.policy.reserved_lines_max = 1;
    let shop = TestShop::open_as(db, plan).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Unverified).await, shop.sign_in(DemoAccount::Verified).await);
    let numbers = [NUMBERS.us, "+12025551001", "+12025551002"];
    let quote = buyer.quote(&list(&numbers)).await;
    let placed = buyer.confirm_as(&quote, "closest").await.expect("held");
    other.try_quote(numbers[0]).await.expect_err("reserved");
    other.buy(numbers[1]).await;
    buyer.verify_with("front.jpg").await;
    let order = buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(order.lines.len(), 3);
    assert_eq!(order.lines[1].instead_of.as_ref().map(|number| number.as_e164()), Some(numbers[1]));
    assert_ne!(order.lines[1].offer.number.as_e164(), numbers[1]);
    assert_eq!([&order.lines[0], &order.lines[2]].map(|line| line.offer.number.as_e164()), [numbers[0], numbers[2]]);
    assert!(order.timeline.iter().any(|it| it.what == What::Replaced));
    assert!(order.lines.iter().all(|line| line.stage != Stage::Failed(FailReason::NumberGone)));
    // Each number that was tried in its place was reserved and given back.
    let [reserved, captured, released] = shop.money(DemoAccount::Unverified).await;
    assert_eq!((captured, reserved - released), (345, 345));
}
