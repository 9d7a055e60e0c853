//! A number that is gone by the time it is bought: another is taken, or the buyer is asked, as was chosen beforehand.

use app::{
    AppError,
    desk::{DemoAccount, Options, Placed, Stage, Tenure, What},
    domain::{OrderId, line::FailReason, order::Status},
};
use serde_json::Value;
use std::time::Duration;

use crate::{
    database::{Database, on_both},
    scripted::{Carrier, Fault},
    shop::{NUMBERS, Plan, Refused, TestShop, Visitor},
};

on_both!(
    the_closest_number_is_taken_and_shown,
    who_wanted_to_be_asked_chooses_another,
    a_choice_sent_twice_buys_once,
    a_choice_is_the_accounts_own_and_of_the_same_kind,
    ending_the_choice_keeps_what_is_bought,
    a_choice_of_nothing_ends_cancelled,
    a_choice_runs_out,
    where_nothing_is_close_the_number_is_given_up,
    several_are_chosen_at_the_same_time,
    a_search_that_nobody_answers_can_be_left,
    a_search_that_nobody_answers_ends
);

/// The emulated carrier says of numbers that end so that somebody else has them.
const TAKEN: &str = "+12025550001";

const DAY: Duration = Duration::from_secs(86_400);

async fn order_gone(buyer: &Visitor<'_>, numbers: &[&str], if_gone: &str) -> Placed {
    let quote = buyer.quote(&numbers.join(",")).await;
    buyer.confirm_as(&quote, if_gone).await.expect("placed")
}

async fn options(buyer: &Visitor<'_>, order: &OrderId) -> Vec<Options> {
    buyer.call("list_options", &[("order", order.as_str())]).await.expect("options")
}

async fn choose(buyer: &Visitor<'_>, order: &OrderId, line: &str, number: &str, cents: i64) -> Result<(), Refused> {
    let cents = cents.to_string();
    let fields = [("order", order.as_str()), ("line", line), ("number", number), ("price_cents", &cents)];
    buyer.call("choose_number", &fields).await
}

async fn the_closest_number_is_taken_and_shown(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let placed = order_gone(&buyer, &[TAKEN], "closest").await;
    let order = buyer.wait_for(&placed.order, Status::Purchased).await;
    let [line] = order.lines.as_slice() else { panic!("one number: {:?}", order.lines) };
    assert_eq!(line.instead_of.as_ref().map(|number| number.as_e164()), Some(TAKEN));
    assert!(line.offer.number.as_e164().starts_with("+1202") && line.stage == Stage::Bought(Tenure::Owned), "{line:?}");
    assert_eq!(order.summary.numbers.as_slice(), std::slice::from_ref(&line.offer.number));
    assert!(order.timeline.iter().any(|it| it.what == What::Replaced));
    assert_eq!(shop.money(DemoAccount::Verified).await, [230, 115, 115]);
    assert_eq!(shop.times_sold(TAKEN), 0);
}

async fn who_wanted_to_be_asked_chooses_another(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let placed = order_gone(&buyer, &[TAKEN, NUMBERS.us], "ask").await;
    let order = buyer.wait_for(&placed.order, Status::NumberGone).await;
    assert!(order.choose_until.is_some() && order.cancellable);
    assert_eq!(
        order.lines.iter().map(|line| line.stage).collect::<Vec<_>>(),
        [Stage::Gone, Stage::Bought(Tenure::Owned)]
    );
    assert_eq!(order.timeline[0].what, What::Choose);
    let asked = options(&buyer, &placed.order).await;
    let [asked] = asked.as_slice() else { panic!("one is gone: {asked:?}") };
    assert_eq!(asked.gone.as_e164(), TAKEN);
    assert!((1..=3).contains(&asked.offers.len()));
    let chosen = &asked.offers[0];
    assert!(chosen.monthly.cents() <= 115, "never dearer");
    choose(&buyer, &placed.order, asked.line.as_str(), chosen.number.as_e164(), chosen.monthly.cents())
        .await
        .expect("chosen");
    let order = buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(order.lines[0].offer.number, chosen.number, "in the place of the one that was gone");
    assert_eq!(order.lines[0].instead_of.as_ref(), Some(&asked.gone));
    assert!(options(&buyer, &placed.order).await.is_empty());
    assert_eq!(shop.money(DemoAccount::Verified).await, [345, 230, 115]);
}

async fn a_choice_sent_twice_buys_once(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let placed = order_gone(&buyer, &[TAKEN], "ask").await;
    buyer.wait_for(&placed.order, Status::NumberGone).await;
    let line = options(&buyer, &placed.order).await.remove(0).line;
    let sent = async || choose(&buyer, &placed.order, line.as_str(), "+12025550144", 115).await;
    let (first, second) = tokio::join!(sent(), sent());
    first.expect("chosen");
    second.expect("the same again");
    sent().await.expect("and later");
    buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(shop.times_sold("+12025550144"), 1);
    let other = choose(&buyer, &placed.order, line.as_str(), "+12025550145", 115).await;
    assert_eq!(other.expect_err("chosen already"), Refused::new(409, AppError::TooLate));
    assert_eq!(shop.money(DemoAccount::Verified).await, [230, 115, 115]);
}

async fn a_choice_is_the_accounts_own_and_of_the_same_kind(db: Database) {
    let shop = TestShop::open(db).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Operator).await);
    let placed = order_gone(&buyer, &[TAKEN], "ask").await;
    buyer.wait_for(&placed.order, Status::NumberGone).await;
    let line = options(&buyer, &placed.order).await.remove(0).line;
    let not_found = Refused::new(404, AppError::NotFound);
    let stranger = choose(&other, &placed.order, line.as_str(), "+12025550146", 115).await;
    assert_eq!(stranger.expect_err("not theirs"), not_found);
    let listed = other.call::<Value>("list_options", &[("order", placed.order.as_str())]).await;
    assert_eq!(listed.expect_err("not theirs"), not_found);
    let unknown = choose(&buyer, &placed.order, "no-such-line", "+12025550146", 115).await;
    assert_eq!(unknown.expect_err("no such line"), not_found);
    for (number, cents, status) in [
        (NUMBERS.jamaica, 800, 422),
        (NUMBERS.toll_free, 215, 422),
        ("nonsense", 115, 422),
        ("+12025550146", 114, 409),
        ("+12025559999", 115, 409),
    ] {
        let refused = choose(&buyer, &placed.order, line.as_str(), number, cents).await.expect_err("refused");
        assert_eq!(refused.status, status, "{number}: {refused:?}");
    }
    assert_eq!(buyer.status(&placed.order).await, Status::NumberGone);
    assert_eq!(shop.money(DemoAccount::Verified).await, [115, 0, 115]);
}

async fn ending_the_choice_keeps_what_is_bought(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let placed = order_gone(&buyer, &[NUMBERS.us, TAKEN], "ask").await;
    buyer.wait_for(&placed.order, Status::NumberGone).await;
    buyer.cancel(&placed.order).await.expect("goes on without it");
    buyer.cancel(&placed.order).await.expect("the same again");
    let order = buyer.order(&placed.order).await;
    assert_eq!((order.summary.status, order.cancellable), (Status::PartlyPurchased, false));
    assert_eq!(order.lines[1].stage, Stage::Failed(FailReason::NumberGone));
    assert_eq!(shop.money(DemoAccount::Verified).await, [230, 115, 115]);
}

async fn a_choice_of_nothing_ends_cancelled(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let placed = order_gone(&buyer, &[TAKEN], "ask").await;
    buyer.wait_for(&placed.order, Status::NumberGone).await;
    buyer.cancel(&placed.order).await.expect("cancelled");
    buyer.cancel(&placed.order).await.expect("cancelling twice is no error");
    assert_eq!(buyer.status(&placed.order).await, Status::Cancelled);
    assert_eq!(shop.money(DemoAccount::Verified).await, [115, 0, 115]);
}

async fn a_choice_runs_out(db: Database) {
    let shop = TestShop::open_as(db, Plan { clock: crate::holds::standing_clock(), ..Plan::default() }).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let none = order_gone(&buyer, &[TAKEN], "ask").await;
    buyer.wait_for(&none.order, Status::NumberGone).await;
    let part = order_gone(&buyer, &[TAKEN, NUMBERS.us], "ask").await;
    buyer.wait_for(&part.order, Status::NumberGone).await;
    shop.stop_worker().await;
    shop.plan.clock.advance(7 * DAY);
    shop.start_worker().await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    buyer.wait_for(&none.order, Status::Expired).await;
    buyer.wait_for(&part.order, Status::PartlyPurchased).await;
}

async fn where_nothing_is_close_the_number_is_given_up(db: Database) {
    let mut plan = Plan::default();
    plan.policy.reserved_lines_max = 0;
    let shop = TestShop::open_as(db, plan).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Unverified).await, shop.sign_in(DemoAccount::Verified).await);
    let placed = order_gone(&buyer, &[NUMBERS.toll_free], "closest").await;
    for line in ["+18335551000", "+18335551001", "+18335551002"] {
        other.buy(line).await;
    }
    buyer.verify_with("front.jpg").await;
    let order = buyer.wait_for(&placed.order, Status::NumberGone).await;
    assert_eq!(order.lines[0].stage, Stage::Failed(FailReason::NumberGone));
    assert_eq!((order.choose_until, order.cancellable), (None, false));
    assert_eq!(order.timeline[0].what, What::NumberGone);
    assert_eq!(shop.money(DemoAccount::Unverified).await, [215, 0, 215]);
}

async fn several_are_chosen_at_the_same_time(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let placed = order_gone(&buyer, &[TAKEN, "+14155550001"], "ask").await;
    buyer.wait_for(&placed.order, Status::NumberGone).await;
    let asked = options(&buyer, &placed.order).await;
    assert_eq!(asked.len(), 2);
    let choices = asked.iter().map(|asked| {
        let offer = &asked.offers[0];
        choose(&buyer, &placed.order, asked.line.as_str(), offer.number.as_e164(), offer.monthly.cents())
    });
    for chosen in futures::future::join_all(choices).await {
        chosen.expect("each has a line of its own");
    }
    let order = buyer.wait_for(&placed.order, Status::Purchased).await;
    let bought: Vec<_> = order.lines.iter().map(|line| &line.offer.number).collect();
    assert_eq!(bought, asked.iter().map(|asked| &asked.offers[0].number).collect::<Vec<_>>());
}

/// An order whose number is gone, at a carrier that does not say what else it has.
async fn without_an_answer(db: Database) -> (Carrier, TestShop, OrderId) {
    let carrier = Carrier::open(Duration::ZERO).await;
    let shop = TestShop::without_worker(db, Plan { carrier: Some(carrier.url()), ..Plan::impatient() }).await;
    let buyer = shop.sign_in(DemoAccount::OwnCarrier).await;
    let order = order_gone(&buyer, &["+12025550201"], "closest").await.order;
    carrier.book().purchases = [Fault::Taken].into();
    carrier.book().silent = true;
    shop.start_worker().await;
    let searched = async || {
        let looks = shop.db.count("SELECT COALESCE(MAX(attempts), 0) FROM jobs WHERE kind = 'replace'").await;
        if looks > 0 { Ok(()) } else { Err("nobody looked".to_owned()) }
    };
    shop.until("a look for another", searched).await;
    (carrier, shop, order)
}

async fn a_search_that_nobody_answers_can_be_left(db: Database) {
    let (_carrier, shop, id) = without_an_answer(db).await;
    let buyer = shop.sign_in(DemoAccount::OwnCarrier).await;
    let order = buyer.order(&id).await;
    assert_eq!((order.summary.status, order.lines[0].stage), (Status::Completing, Stage::Gone));
    assert!(order.cancellable);
    buyer.cancel(&id).await.expect("nothing is on its way");
    assert_eq!(buyer.status(&id).await, Status::Cancelled);
}

async fn a_search_that_nobody_answers_ends(db: Database) {
    let (_carrier, shop, id) = without_an_answer(db).await;
    // As if it had been tried for a quarter of an hour.
    shop.db.count("UPDATE jobs SET attempts = 19, run_at = 0 WHERE kind = 'replace' RETURNING attempts").await;
    let buyer = shop.sign_in(DemoAccount::OwnCarrier).await;
    let order = buyer.wait_for(&id, Status::NumberGone).await;
    assert_eq!(order.lines[0].stage, Stage::Failed(FailReason::NumberGone));
}
