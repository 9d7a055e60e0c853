//! Nobody commits to more than the credit limit.

use app::{
    AppError,
    desk::DemoAccount,
    domain::{Money, order::Status},
};
use plusone::store::accounts;

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, Plan, Refused, TestShop},
};

on_both!(
    what_would_pass_the_limit_is_neither_held_nor_bought,
    of_two_at_once_that_fit_singly_one_is_placed,
    an_account_may_have_a_limit_of_its_own,
    an_own_carrier_account_has_no_limit_with_us
);

fn limited(cents: i64) -> Plan {
    let mut plan = Plan::default();
    plan.policy.credit = Money::from_cents(cents);
    plan
}

fn refused(left: i64) -> Refused {
    Refused::new(409, AppError::CreditLimit { left: Money::from_cents(left) })
}

async fn what_would_pass_the_limit_is_neither_held_nor_bought(db: Database) {
    let shop = TestShop::without_worker(db, limited(300)).await;
    for who in [DemoAccount::Unverified, DemoAccount::Operator] {
        let buyer = shop.sign_in(who).await;
        let first = buyer.buy(if who == DemoAccount::Operator { "+12025551001" } else { NUMBERS.us }).await;
        let dear = buyer.quote(NUMBERS.puerto_rico).await;
        assert_eq!(buyer.confirm(&dear).await.expect_err("too much"), refused(185), "{who:?}");
        assert_eq!(buyer.orders().await.len(), 1, "a refused purchase leaves nothing");
        assert_eq!(shop.money(who).await[0], 115);
        if who == DemoAccount::Unverified {
            buyer.cancel(&first.order).await.expect("cancelled");
            let placed = buyer.confirm(&dear).await.expect("what was given back counts no more");
            buyer.cancel(&placed.order).await.expect("cancelled");
        }
    }
}

async fn of_two_at_once_that_fit_singly_one_is_placed(db: Database) {
    let shop = TestShop::without_worker(db, limited(229)).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let (one, two) = (buyer.quote(NUMBERS.us).await, buyer.quote(NUMBERS.canada).await);
    let (left, right) = tokio::join!(buyer.confirm(&one), buyer.confirm(&two));
    let (placed, denied): (Vec<_>, Vec<_>) = [left, right].into_iter().partition(Result::is_ok);
    assert_eq!((placed.len(), denied.len()), (1, 1));
    for denied in denied {
        assert_eq!(denied.expect_err("the second"), refused(114));
    }
    assert_eq!(shop.money(DemoAccount::Verified).await[0], 115);
    let quote = if buyer.orders().await[0].numbers[0] == one.offers[0].number { one } else { two };
    buyer.confirm(&quote).await.expect("a repetition is answered from the books");
}

async fn an_account_may_have_a_limit_of_its_own(db: Database) {
    let shop = TestShop::without_worker(db, limited(0)).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let quote = buyer.quote(NUMBERS.us).await;
    assert_eq!(buyer.confirm(&quote).await.expect_err("the house's limit"), refused(0));
    let account = shop.account(DemoAccount::Verified).await;
    let mut tx = shop.db.write().await;
    accounts::set_credit(&mut tx, &account, Some(Money::from_cents(115))).await.expect("set");
    tx.commit().await.expect("commits");
    let placed = buyer.confirm(&quote).await.expect("within its own");
    assert_eq!(buyer.status(&placed.order).await, Status::Purchased);
}

async fn an_own_carrier_account_has_no_limit_with_us(db: Database) {
    let shop = TestShop::open_as(db, limited(0)).await;
    let buyer = shop.sign_in(DemoAccount::OwnCarrier).await;
    let placed = buyer.buy("+12025550170").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
}
