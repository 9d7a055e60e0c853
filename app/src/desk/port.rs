//! The trait that the server implements, and how a door reaches it.

use super::{AccountView, DemoAccount, Found, OrderSummary, OrderView, Placed, Purchase, Quote, VerifyView, Viewer};
use crate::{
    AppError,
    domain::{AccountId, Month, OrderId, PhoneNumber, Telephony, UserId, offer::Query},
};
use std::{fmt, net::IpAddr, sync::Arc};

/// A request's live session, resolved by the server before any page or server function runs.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The person.
    pub user: UserId,
    /// The account; every use case stays inside it.
    pub account: AccountId,
    /// Whose carrier the account uses.
    pub telephony: Telephony,
}

/// Where a request came from.
#[derive(Clone)]
pub struct Caller {
    /// Its session, if it has one.
    pub session: Option<SignedIn>,
    /// The cookie's token, so that signing out can end it and signing in can rotate it.
    pub token: Option<String>,
    /// The client's address, trusted proxies considered.
    pub address: IpAddr,
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { session, token, address } = self;
        let token = token.as_ref().map(|_| "…");
        f.debug_struct("Caller").field("session", session).field("token", &token).field("address", address).finish()
    }
}

/// What the store can do for a page. Every method that takes [`SignedIn`] stays inside that account.
#[async_trait::async_trait]
pub trait Desk: Send + Sync {
    /// Whether one-click sign-in of the demo accounts is offered.
    fn demo(&self) -> bool;
    /// Checks a password and opens a session; returns the value of `Set-Cookie`.
    async fn sign_in(&self, caller: &Caller, email: &str, password: &str) -> Result<String, AppError>;
    /// Signs in as a demo account; [`AppError::NotFound`] outside demo mode. Returns the value of `Set-Cookie`.
    async fn sign_in_demo(&self, caller: &Caller, who: DemoAccount) -> Result<String, AppError>;
    /// Ends the session; returns the value of `Set-Cookie` that removes it.
    async fn sign_out(&self, caller: &Caller) -> Result<String, AppError>;
    /// What the header shows.
    async fn viewer(&self, who: &SignedIn) -> Result<Viewer, AppError>;
    /// Searches stock and carrier together.
    async fn search(&self, who: &SignedIn, query: &Query) -> Result<Found, AppError>;
    /// Today's offer of one number; [`AppError::NumberGone`] when nobody offers it.
    async fn quote(&self, who: &SignedIn, number: &PhoneNumber) -> Result<Quote, AppError>;
    /// Buys a number, or holds the purchase.
    async fn buy(&self, who: &SignedIn, purchase: Purchase) -> Result<Placed, AppError>;
    /// Cancels an order of which nothing has been asked of a carrier.
    async fn cancel(&self, who: &SignedIn, order: &OrderId) -> Result<(), AppError>;
    /// The account's newest orders.
    async fn orders(&self, who: &SignedIn) -> Result<Vec<OrderSummary>, AppError>;
    /// One order.
    async fn order(&self, who: &SignedIn, order: &OrderId) -> Result<OrderView, AppError>;
    /// The account's page, with the statement of a month; without one, of the running month.
    async fn account(&self, who: &SignedIn, month: Option<Month>) -> Result<AccountView, AppError>;
    /// The verification page.
    async fn verification(&self, who: &SignedIn) -> Result<VerifyView, AppError>;
    /// Records the consent in force, before the camera opens.
    async fn consent(&self, who: &SignedIn, version: &str) -> Result<(), AppError>;
    /// Sends the buyer to the vendor's own page, with the consent in force unless the way was begun before; returns the
    /// page's address. [`AppError::TooLate`] when there is nothing to do there.
    async fn visit_vendor(&self, who: &SignedIn, consent: &str) -> Result<String, AppError>;
    /// Goes back to the document step, after `TryAgain` or to change the document.
    async fn restart_verification(&self, who: &SignedIn) -> Result<(), AppError>;
}

/// The desk and the caller of the running request, as the server provides them to every page and server function.
#[derive(Clone)]
pub struct Counter {
    /// The store.
    pub desk: Arc<dyn Desk>,
    /// Who asks.
    pub caller: Caller,
}

impl Counter {
    /// The counter of the running request.
    ///
    /// # Errors
    /// [`AppError::Internal`] outside a request.
    pub fn here() -> Result<Self, AppError> {
        leptos::prelude::use_context().ok_or_else(|| AppError::Internal { trace: "no-counter".to_owned() })
    }

    /// The desk and the session.
    ///
    /// # Errors
    /// [`AppError::SignInNeeded`] without a live session.
    pub fn signed_in() -> Result<(Arc<dyn Desk>, SignedIn), AppError> {
        let Self { desk, caller } = Self::here()?;
        Ok((desk, caller.session.ok_or(AppError::SignInNeeded)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_callers_token_does_not_show() {
        let caller = Caller { session: None, token: Some("canary".to_owned()), address: [127, 0, 0, 1].into() };
        let shown = format!("{caller:?}");
        assert!(!shown.contains("canary") && shown.contains("127.0.0.1"), "{shown}");
    }
}
