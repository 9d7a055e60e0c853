//! What an account owns, and letting go of it: asked for, undone, and final when the grace is over.

use app::{
    AppError,
    desk::{AccountView, DemoAccount, NumbersView, Stage, Tenure},
    domain::{Timestamp, ledger::Entry, line::Line, order::Status},
};
use plusone::clock::Clock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, Plan, Refused, TestShop},
};

on_both!(
    the_newest_numbers_come_first_and_nobody_elses,
    a_release_can_be_undone_until_the_grace_is_over,
    a_released_number_of_our_stock_is_for_sale_again,
    a_released_number_of_a_carrier_is_for_sale_again,
    an_own_carriers_number_is_given_back_where_it_was_bought,
    another_accounts_number_is_not_found,
    what_is_not_owned_cannot_be_released,
    a_form_without_script_leads_back_to_the_numbers
);

const DAY: Duration = Duration::from_secs(86_400);
const CARRIERS: &str = "+12025550171";

/// A clock that stands still, now.
fn standing_clock() -> Clock {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    Clock::manual(Timestamp::from_micros(i64::try_from(since.as_micros()).expect("before 292277")))
}

async fn the_newest_numbers_come_first_and_nobody_elses(db: Database) {
    let clock = standing_clock();
    let shop = TestShop::open_as(db, Plan { clock: clock.clone(), ..Plan::default() }).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Operator).await);
    assert!(buyer.numbers().await.is_empty());
    let first = buyer.own(NUMBERS.us).await;
    clock.advance(Duration::from_secs(5));
    let second = buyer.own(CARRIERS).await;
    other.own(NUMBERS.jamaica).await;
    let numbers = buyer.numbers().await;
    let lines: Vec<_> = numbers.iter().map(|number| &number.line).collect();
    assert_eq!(lines, [&second, &first]);
    assert_eq!((numbers[0].tenure, numbers[0].since), (Tenure::Owned, clock.now()));
    assert_eq!(numbers[1].offer.number.as_e164(), NUMBERS.us);
    let view: NumbersView = buyer.call("list_numbers", &[("after", second.as_str())]).await.expect("the next page");
    assert_eq!(view.numbers.iter().map(|number| &number.line).collect::<Vec<_>>(), [&first]);
    assert_eq!((view.older, view.release_until), (None, clock.now().after(10 * DAY)));
    let foreign = other.numbers().await[0].line.clone();
    for after in [foreign.as_str(), "nothing", "not/an id"] {
        let answer = buyer.call::<NumbersView>("list_numbers", &[("after", after)]).await;
        assert_eq!(answer.expect_err("no such place"), Refused::new(404, AppError::NotFound));
    }
    let page = buyer.get("/numbers").await.text().await.expect("a page");
    assert!(page.contains("+1 202 555 0171") && page.contains("Release +1 202 555 1000"), "{page}");
    assert!(!page.contains("+1 876"), "{page}");
}

async fn a_release_can_be_undone_until_the_grace_is_over(db: Database) {
    let clock = standing_clock();
    let plan = Plan { clock: clock.clone(), ..Plan::default() };
    let shop = TestShop::open_as(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let line = buyer.own(CARRIERS).await;
    let until = clock.now().after(10 * DAY);
    buyer.release(&line).await.expect("asked for");
    clock.advance(DAY);
    // A session does not last as long as a number.
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    buyer.release(&line).await.expect("asking twice is no error");
    assert_eq!(buyer.numbers().await[0].tenure, Tenure::Releasing { until }, "and the grace does not begin anew");
    let other = shop.sign_in(DemoAccount::Operator).await;
    other.try_quote(CARRIERS).await.expect_err("it is still somebody's");
    buyer.keep(&line).await.expect("kept");
    buyer.keep(&line).await.expect("keeping twice is no error");
    clock.advance(20 * DAY);
    shop.house.store.wake();
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    assert_eq!(buyer.numbers().await[0].tenure, Tenure::Owned);

    buyer.release(&line).await.expect("asked for again");
    clock.advance(10 * DAY);
    shop.house.store.wake();
    let gone = async || match shop.line(&line).await.state {
        Line::Released { at, .. } => Ok(at),
        state => Err(format!("{state:?}")),
    };
    let at = shop.until("released", gone).await;
    assert_eq!(at, clock.now());
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    assert_eq!(buyer.keep(&line).await.expect_err("final"), Refused::new(409, AppError::TooLate));
    buyer.release(&line).await.expect("it is what was asked for");
    assert!(buyer.numbers().await.is_empty());
    assert_eq!(shop.vendor_lines("twilio.released").len(), 1);
    let order = buyer.order(&shop.line(&line).await.order).await;
    assert_eq!(
        (order.summary.status, order.lines[0].stage),
        (Status::Purchased, Stage::Bought(Tenure::Released { at }))
    );
}

async fn a_released_number_of_our_stock_is_for_sale_again(db: Database) {
    let shop = TestShop::open_as(db, Plan::hasty()).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Operator).await);
    let line = buyer.own(NUMBERS.us).await;
    other.try_quote(NUMBERS.us).await.expect_err("sold");
    assert_eq!(shop.committed(DemoAccount::Verified).await, 115);
    buyer.release(&line).await.expect("asked for");
    let for_sale = async || other.try_quote(NUMBERS.us).await.map_err(|refused| format!("{refused:?}"));
    shop.until("for sale again", for_sale).await;
    assert!(matches!(shop.line(&line).await.state, Line::Released { .. }), "in the same moment");
    assert_eq!(shop.committed(DemoAccount::Verified).await, 0, "it counts against the credit no more");
    assert_eq!(shop.money(DemoAccount::Verified).await, [115, 115, 0], "what was taken stays taken");
    let account: AccountView = buyer.call("show_account", &[]).await.expect("an account");
    let told: Vec<Entry> = account.statement.bookings.iter().map(|booking| booking.entry).collect();
    assert_eq!(told, [Entry::Reserve, Entry::Capture, Entry::End]);
    assert_eq!(account.statement.totals.ended.cents(), 115);
    let file = buyer.get("/account/statement.csv").await.text().await.expect("a file");
    assert!(file.contains(",'+1 202 555 1000,Released,1.15\r\n"), "{file}");
    other.own(NUMBERS.us).await;
    assert_eq!(shop.committed(DemoAccount::Operator).await, 115);
}

async fn a_released_number_of_a_carrier_is_for_sale_again(db: Database) {
    let shop = TestShop::open_as(db, Plan::hasty()).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Operator).await);
    let line = buyer.own(CARRIERS).await;
    buyer.release(&line).await.expect("asked for");
    let for_sale = async || other.try_quote(CARRIERS).await.map_err(|refused| format!("{refused:?}"));
    shop.until("for sale again", for_sale).await;
    let again = async || match buyer.numbers().await.as_slice() {
        [] => Ok(()),
        numbers => Err(format!("{numbers:?}")),
    };
    shop.until("no longer the buyer's", again).await;
    other.own(CARRIERS).await;
    let (sold, released) = (shop.vendor_lines("twilio.bought"), shop.vendor_lines("twilio.released"));
    assert_eq!((sold.len(), released.len()), (2, 1));
    assert_eq!(sold[0]["sid"], released[0]["sid"], "the one that was bought first");
}

async fn an_own_carriers_number_is_given_back_where_it_was_bought(db: Database) {
    let shop = TestShop::open_as(db, Plan::hasty()).await;
    let buyer = shop.sign_in(DemoAccount::OwnCarrier).await;
    let line = buyer.own(CARRIERS).await;
    buyer.release(&line).await.expect("asked for");
    let gone = async || match shop.line(&line).await.state {
        Line::Released { .. } => Ok(()),
        state => Err(format!("{state:?}")),
    };
    shop.until("released", gone).await;
    let released = shop.vendor_lines("twilio.released");
    assert_eq!((released.len(), &released[0]["account"]), (1, &plusone::demo::OWN_SID.into()));
}

async fn another_accounts_number_is_not_found(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Operator).await);
    let line = buyer.own(NUMBERS.us).await;
    let not_found = Refused::new(404, AppError::NotFound);
    assert_eq!(other.release(&line).await.expect_err("not theirs"), not_found);
    buyer.release(&line).await.expect("asked for");
    assert_eq!(other.keep(&line).await.expect_err("not theirs"), not_found);
    let unknown = other.call::<()>("release_number", &[("line", "not/an id")]).await;
    assert_eq!(unknown.expect_err("no id"), not_found);
    let needed = Refused::new(401, AppError::SignInNeeded);
    assert_eq!(shop.visitor().keep(&line).await.expect_err("nobody"), needed);
    assert!(matches!(buyer.numbers().await[0].tenure, Tenure::Releasing { .. }));
}

async fn what_is_not_owned_cannot_be_released(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    let line = shop.line_of(&placed.order).await.id;
    let too_late = Refused::new(409, AppError::TooLate);
    assert_eq!(buyer.release(&line).await.expect_err("held"), too_late);
    buyer.cancel(&placed.order).await.expect("cancelled");
    assert_eq!(buyer.release(&line).await.expect_err("never bought"), too_late);
    assert_eq!(buyer.keep(&line).await.expect_err("never bought"), too_late);
}

async fn a_form_without_script_leads_back_to_the_numbers(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let line = buyer.own(NUMBERS.us).await;
    let asking = buyer.get(&format!("/numbers?release={line}")).await.text().await.expect("a page");
    assert!(asking.contains("Release this number?") && asking.contains("/api/release_number"), "{asking}");
    assert_eq!(buyer.numbers().await[0].tenure, Tenure::Owned, "a GET changes nothing");
    for (door, words) in [("release_number", "You can keep it until"), ("keep_number", "Release +1 202 555 1000")] {
        let form = buyer.form(&format!("/api/{door}"), &[("line", line.as_str())]);
        let answer = form.header("accept", "text/html").send().await.expect("an answer");
        let location = answer.headers()["location"].to_str().expect("text").to_owned();
        assert_eq!((answer.status().as_u16(), location.as_str()), (303, "/numbers"));
        let page = buyer.get("/numbers").await.text().await.expect("a page");
        assert!(page.contains(words), "{page}");
    }
}
