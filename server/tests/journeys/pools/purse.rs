//! The limits of an account count for pools too, and a refused pool leaves nothing behind.

use app::{AppError, desk::DemoAccount, domain::Money};

use super::{WANTED, Wanted, pools_of};
use crate::{
    database::{Database, on_both},
    shop::{Plan, Refused, TestShop},
};

on_both!(what_would_pass_the_credit_limit_is_refused, held_pools_are_limited);

async fn what_would_pass_the_credit_limit_is_refused(db: Database) {
    let mut plan = Plan::default();
    plan.policy.credit = Money::from_cents(300);
    let shop = TestShop::without_worker(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let refused = Wanted { quantity: "3", ..WANTED }.order(&buyer, "345", "r-1").await.expect_err("too much");
    assert_eq!(refused, Refused::new(409, AppError::CreditLimit { left: Money::from_cents(300) }));
    assert!(pools_of(&buyer).await.is_empty() && buyer.orders().await.is_empty());
    WANTED.order(&buyer, "230", "r-1").await.expect("within it");
}

async fn held_pools_are_limited(db: Database) {
    let mut plan = Plan::default();
    plan.policy.held_orders_max = 1;
    let shop = TestShop::without_worker(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let one = Wanted { country: "JM", quantity: "1", ..WANTED };
    one.buy(&buyer).await;
    let quote = one.quote(&buyer).await;
    let refused = one.confirm(&buyer, &quote).await.expect_err("one is held");
    assert_eq!(refused, Refused::new(409, AppError::HoldLimit));
    assert_eq!(pools_of(&buyer).await.len(), 1, "no empty pool stays behind");
    assert_eq!(WANTED.buy(&buyer).await.held, None, "what needs no identity is not limited");
}
