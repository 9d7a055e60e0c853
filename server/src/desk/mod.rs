//! The desk implemented: the use cases, one file a group, on the store, the carriers and the identity vendor.

mod again;
mod buy;
mod cancel;
pub mod carriers;
mod cookies;
mod credit;
pub mod fault;
mod guesses;
mod hear;
mod moves;
mod numbers;
mod orders;
pub mod password;
mod pictures;
mod pools;
pub(crate) mod replace;
mod search;
mod sessions;
mod sign_in;
mod statement;
mod verify;
mod viewer;
mod visit_vendor;

pub(crate) use again::again;
pub use cookies::{EMAIL_COOKIE, SignInCookie, kept_email};
pub use fault::internal;
pub use pictures::{NewPicture, picture_context};
pub(crate) use verify::check_consent;

use app::{
    AppError,
    desk::{
        AccountView, Caller, Choice, DemoAccount, Desk, Found, NumbersView, Options, OrderSummary, OrderView, Placed,
        PoolPurchase, PoolQuote, PoolSummary, PoolView, PoolWish, Purchase, Quote, SignedIn, VerifyView, Viewer,
    },
    domain::{LineId, Month, NumberList, OrderId, PoolId, offer::Query, pool::PoolName},
};
use std::sync::Arc;

use crate::{clock::Clock, identity::persona::Inquiries, policy::Policy, store::Store, vault::Vault};
use carriers::Carriers;
use password::Passwords;

/// The store's use cases and what they stand on.
#[derive(Clone)]
pub struct Shop {
    /// The database.
    pub store: Store,
    /// The time of day.
    pub clock: Clock,
    /// Limits and lifetimes.
    pub policy: Arc<Policy>,
    /// The identity vendor's own page, when pictures are taken there and not here.
    pub inquiries: Option<Inquiries>,
    /// Who sells numbers to whom.
    pub carriers: Carriers,
    /// Seals what must not be read from a stolen disk.
    pub vault: Arc<Vault>,
    /// Password hashing.
    pub passwords: Passwords,
    /// The shape of the session cookie.
    pub cookie: SignInCookie,
    /// Whether the demo accounts may be entered with one click.
    pub demo: bool,
}

#[async_trait::async_trait]
impl Desk for Shop {
    fn demo(&self) -> bool {
        self.demo
    }

    async fn sign_in(&self, caller: &Caller, email: &str, password: &str) -> Result<String, AppError> {
        self.enter(caller, email, password).await
    }

    async fn sign_in_demo(&self, caller: &Caller, who: DemoAccount) -> Result<String, AppError> {
        self.enter_demo(caller, who).await
    }

    fn keep_email(&self, email: &str) -> String {
        self.cookie.keep_email(email)
    }

    async fn sign_out(&self, caller: &Caller) -> Result<String, AppError> {
        self.leave(caller).await
    }

    async fn viewer(&self, who: &SignedIn) -> Result<Viewer, AppError> {
        self.show_viewer(who).await
    }

    async fn search(&self, who: &SignedIn, query: &Query) -> Result<Found, AppError> {
        self.find_offers(who, query).await
    }

    async fn quote(&self, who: &SignedIn, numbers: &NumberList) -> Result<Quote, AppError> {
        self.quote_numbers(who, numbers).await
    }

    async fn buy(&self, who: &SignedIn, purchase: Purchase) -> Result<Placed, AppError> {
        self.buy_numbers(who, purchase).await
    }

    async fn options(&self, who: &SignedIn, order: &OrderId) -> Result<Vec<Options>, AppError> {
        self.list_options(who, order).await
    }

    async fn choose(&self, who: &SignedIn, choice: Choice) -> Result<(), AppError> {
        self.choose_number(who, choice).await
    }

    async fn cancel(&self, who: &SignedIn, order: &OrderId) -> Result<(), AppError> {
        self.cancel_order(who, order).await
    }

    async fn orders(&self, who: &SignedIn) -> Result<Vec<OrderSummary>, AppError> {
        self.list_orders(who).await
    }

    async fn order(&self, who: &SignedIn, order: &OrderId) -> Result<OrderView, AppError> {
        self.show_order(who, order).await
    }

    async fn quote_pool(&self, who: &SignedIn, wish: &PoolWish) -> Result<PoolQuote, AppError> {
        self.quote_for_pool(who, wish).await
    }

    async fn buy_pool(&self, who: &SignedIn, purchase: PoolPurchase) -> Result<Placed, AppError> {
        self.place_pool(who, purchase).await
    }

    async fn pools(&self, who: &SignedIn) -> Result<Vec<PoolSummary>, AppError> {
        self.list_pools(who).await
    }

    async fn pool(&self, who: &SignedIn, pool: &PoolId) -> Result<PoolView, AppError> {
        self.show_pool(who, pool).await
    }

    async fn rename_pool(&self, who: &SignedIn, pool: &PoolId, name: &PoolName) -> Result<(), AppError> {
        self.name_pool(who, pool, name).await
    }

    async fn numbers(&self, who: &SignedIn, after: Option<&LineId>) -> Result<NumbersView, AppError> {
        self.list_numbers(who, after).await
    }

    async fn release(&self, who: &SignedIn, line: &LineId) -> Result<(), AppError> {
        self.release_number(who, line).await
    }

    async fn keep(&self, who: &SignedIn, line: &LineId) -> Result<(), AppError> {
        self.keep_number(who, line).await
    }

    async fn account(&self, who: &SignedIn, month: Option<Month>) -> Result<AccountView, AppError> {
        self.show_account(who, month).await
    }

    async fn verification(&self, who: &SignedIn) -> Result<VerifyView, AppError> {
        self.show_verification(who).await
    }

    async fn consent(&self, who: &SignedIn, version: &str) -> Result<(), AppError> {
        self.give_consent(who, version).await
    }

    async fn visit_vendor(&self, who: &SignedIn, consent: &str) -> Result<String, AppError> {
        self.send_to_vendor(who, consent).await
    }

    async fn restart_verification(&self, who: &SignedIn) -> Result<(), AppError> {
        self.restart_case(who).await
    }
}
