//! The statement tells of an account's money, of all of it and of nobody else's.

use app::{
    AppError,
    desk::{AccountView, DemoAccount, Statement},
    domain::{Money, ledger::Entry, order::Status},
};

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, Plan, Refused, TestShop, Visitor, read},
};

on_both!(a_statement_tells_what_became_of_each_reservation, a_month_that_is_none_is_refused);

async fn account(visitor: &Visitor<'_>) -> AccountView {
    visitor.call("show_account", &[]).await.expect("an account")
}

fn told(statement: &Statement) -> Vec<(&str, Entry)> {
    statement.bookings.iter().map(|one| (one.number.as_e164(), one.entry)).collect()
}

async fn a_statement_tells_what_became_of_each_reservation(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Unverified).await);
    let bought = buyer.buy(NUMBERS.us).await;
    assert_eq!(buyer.status(&bought.order).await, Status::Purchased);
    let held = other.buy(NUMBERS.canada).await;
    other.cancel(&held.order).await.expect("cancelled");

    let (mine, theirs) = (account(&buyer).await, account(&other).await);
    assert_eq!(told(&mine.statement), [(NUMBERS.us, Entry::Reserve), (NUMBERS.us, Entry::Capture)]);
    assert_eq!(told(&theirs.statement), [(NUMBERS.canada, Entry::Reserve), (NUMBERS.canada, Entry::Release)]);
    assert_eq!(mine.credit.map(|credit| credit.left()), Some(Money::from_cents(99_885)));
    assert_eq!(theirs.credit.map(|credit| credit.left()), Some(Money::from_cents(100_000)));

    let file = buyer.get(&format!("/account/statement.csv?month={}", mine.statement.month)).await;
    let headers = file.headers().clone();
    assert_eq!((file.status().as_u16(), headers["cache-control"].to_str().expect("text")), (200, "no-store"));
    let name = format!("attachment; filename=\"plusone-{}.csv\"", mine.statement.month);
    assert_eq!(headers["content-disposition"].to_str().expect("text"), name);
    let text = file.text().await.expect("a file");
    assert!(text.contains(",'+1 202 555 1000,Reserved,1.15\r\n") && text.contains(",Bought,1.15\r\n"), "{text}");
    assert!(!text.contains("416"), "{text}");
    assert_eq!(text.lines().count(), 3);
    let page = buyer.get("/account").await.text().await.expect("a page");
    assert!(page.contains("+1 202 555 1000") && page.contains("Bought") && page.contains("Harbor Dental"));

    assert_eq!((mine.earliest, mine.latest), (mine.statement.month, mine.statement.month));
    let before = mine.statement.month.previous().expect("a month before").to_string();
    let earlier: AccountView = buyer.call("show_account", &[("month", &before)]).await.expect("an account");
    assert!(earlier.statement.bookings.is_empty());
    let own = account(&shop.sign_in(DemoAccount::OwnCarrier).await).await;
    assert_eq!((own.credit, own.statement.bookings.len()), (None, 0));
}

async fn a_month_that_is_none_is_refused(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let needed = Refused::new(401, AppError::SignInNeeded);
    let answer = shop.visitor().get("/account/statement.csv?month=2026-11").await;
    assert_eq!(read::<()>(answer).await.expect_err("no session"), needed);
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let refused = Refused::new(422, AppError::Invalid("month".to_owned()));
    for bad in ["2026-13", "november", "1969-12"] {
        let answer = buyer.get(&format!("/account/statement.csv?month={bad}")).await;
        assert_eq!(read::<()>(answer).await.expect_err("no month"), refused, "{bad}");
        let door = buyer.call::<AccountView>("show_account", &[("month", bad)]).await;
        assert_eq!(door.expect_err("no month"), refused, "{bad}");
        let page = buyer.get(&format!("/account?month={bad}")).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().await.expect("a page").contains("That is not a month"));
    }
}
