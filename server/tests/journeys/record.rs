//! What the account's page tells of how the account came to stand as it does.

use app::{
    AppError,
    desk::{AccountView, CONSENT_VERSION, DemoAccount, IdentityRecord, Step},
    domain::verification::Said,
};

use crate::{
    database::{Database, on_both},
    shop::{Plan, Refused, TestShop, Visitor},
};

on_both!(an_account_shows_when_and_by_which_case_it_was_verified, a_declined_attempt_is_counted);

async fn record(visitor: &Visitor<'_>) -> IdentityRecord {
    let view: AccountView = visitor.call("show_account", &[]).await.expect("an account");
    view.record
}

async fn an_account_shows_when_and_by_which_case_it_was_verified(db: Database) {
    let shop = TestShop::open_as(db, Plan::impatient()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    assert_eq!(record(&buyer).await, IdentityRecord::default(), "nothing yet");
    buyer.verify_with("front.jpg").await;
    let view = buyer.wait_for_step("verified", |step| matches!(step, Step::Verified { .. })).await;
    let IdentityRecord { approval, declined, answers } = record(&buyer).await;
    let approval = approval.expect("verified");
    assert_eq!(view.step, Step::Verified { at: approval.at });
    let known = format!("SELECT COUNT(*) FROM verifications WHERE id = '{}'", approval.verification);
    assert_eq!((shop.db.count(&known).await, declined), (1, Some(0)));
    let said: Vec<_> = answers.iter().map(|answer| (answer.said, answer.version.as_str())).collect();
    assert_eq!(said, [(Said::Agreed, CONSENT_VERSION)]);
    assert!(answers[0].at < approval.at, "consent came first");
    let page = buyer.get("/account").await.text().await.expect("a page");
    for told in [approval.verification.as_str(), CONSENT_VERSION, &approval.at.rfc3339(), &answers[0].at.rfc3339()] {
        assert!(page.contains(told), "{told}");
    }
    let other = shop.sign_in(DemoAccount::OwnCarrier).await;
    assert_eq!(record(&other).await, IdentityRecord::default(), "nobody else's");
    let nobody = shop.visitor().call::<AccountView>("show_account", &[]).await.expect_err("no session");
    assert_eq!(nobody, Refused::new(401, AppError::SignInNeeded));
}

async fn a_declined_attempt_is_counted(db: Database) {
    let shop = TestShop::open_as(db, Plan::impatient()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.verify_with("retry.jpg").await;
    buyer.wait_for_step("another try", |step| matches!(step, Step::TryAgain { .. })).await;
    let IdentityRecord { approval, declined, .. } = record(&buyer).await;
    assert_eq!((approval, declined), (None, Some(1)));
    let page = buyer.get("/account").await.text().await.expect("a page");
    assert!(page.contains("Attempts that were declined"));
}
