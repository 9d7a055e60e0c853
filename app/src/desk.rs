//! The port between pages and store: what a page may ask for, one method a use case.
//!
//! The views below are what the pages show; they hold nothing that the signed-in account may not see. The trait is
//! implemented by the server, which checks the session and the account in every method: an object of another account
//! is [`AppError::NotFound`](crate::AppError::NotFound).

use serde::{Deserialize, Serialize};

use crate::domain::{
    AccountId, CountryCode, Money, Month, OrderId, PhoneNumber, RequestId, Telephony, Timestamp,
    ledger::{Credit, Entry},
    line::FailReason,
    offer::{Capabilities, NumberType, Offer},
    order::{IfGone, Status},
    verification::{Collected, Reason},
};

/// Who looks at the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// The account; tabs of different accounts must not share a stream.
    pub id: AccountId,
    /// The account's name.
    pub account: String,
    /// The person's e-mail.
    pub email: String,
    /// Whose carrier the account uses.
    pub telephony: Telephony,
    /// What the header says of the account.
    pub standing: Standing,
}

/// What the account's identity stands for, in one word for the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Buys at its own carrier: nothing to verify.
    OwnCarrier,
    /// Never verified.
    NotVerified,
    /// The vendor is looking.
    Checking,
    /// A person at the vendor is looking.
    UnderReview,
    /// Refused.
    Declined,
    /// Verified, once and for all.
    Verified,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The offers, best first, each number once.
    pub offers: Vec<Offer>,
    /// The carrier could not be asked; what is shown is our own stock.
    pub carrier_silent: bool,
    /// There are more.
    pub more: bool,
}

/// Today's offer of one number, and what confirming it will do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The number and its price.
    pub offer: Offer,
    /// The name for the purchase that follows; confirming twice buys once.
    pub request: RequestId,
    /// Whether the gate will hold it. Advice for the page; buying asks again.
    pub held: bool,
}

/// A purchase as the buyer confirmed it.
#[derive(Clone, Debug)]
pub struct Purchase {
    /// The number.
    pub number: PhoneNumber,
    /// The price that the buyer saw.
    pub price: Money,
    /// The client's name for the purchase.
    pub request: RequestId,
    /// What to do if the number is gone.
    pub if_gone: IfGone,
}

/// What became of a confirmed purchase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// The order.
    pub order: OrderId,
    /// Set when the gate holds it.
    pub held: Option<Hold>,
}

/// A hold as the gate dialog shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// When it runs out; the clock stands still while an identity is being checked.
    pub until: Timestamp,
}

/// One line of the list of orders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderSummary {
    /// The order.
    pub id: OrderId,
    /// What the page says of it.
    pub status: Status,
    /// Its numbers.
    pub numbers: Vec<PhoneNumber>,
    /// All its lines, a month.
    pub monthly: Money,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// Set while held.
    pub hold: Option<Hold>,
}

/// An order's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderView {
    /// What the list shows too.
    pub summary: OrderSummary,
    /// Its lines.
    pub lines: Vec<LineView>,
    /// What to do if a number is gone.
    pub if_gone: IfGone,
    /// Whether it can still be cancelled.
    pub cancellable: bool,
    /// What happened, newest first.
    pub timeline: Vec<Happening>,
    /// Whether the account still has to give pictures (only then is there something to press).
    pub verify_next: bool,
}

/// One number of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineView {
    /// The number.
    pub number: PhoneNumber,
    /// Its country.
    pub country: CountryCode,
    /// Its kind.
    pub kind: NumberType,
    /// City and region; may be empty.
    pub place: String,
    /// What it can do.
    pub capabilities: Capabilities,
    /// Price a month.
    pub monthly: Money,
    /// Why it was not bought, when it was not.
    pub failed: Option<FailReason>,
}

/// Something that happened to an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// What.
    pub what: What,
    /// When.
    pub at: Timestamp,
}

/// The kinds of things that happen to an order, in the order in which they usually do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// The buyer confirmed.
    Placed,
    /// The gate held it.
    Held,
    /// Pictures went to the vendor.
    Submitted,
    /// A person at the vendor looks.
    UnderReview,
    /// The vendor wants better pictures.
    TryAgain,
    /// The account is verified.
    Verified,
    /// The vendor said no.
    Declined,
    /// The carrier's answer was unclear; it is being read back.
    ReadingBack,
    /// Every line is owned.
    Purchased,
    /// Some lines are owned.
    PartlyPurchased,
    /// The number went to somebody else.
    NumberGone,
    /// A person of ours must look.
    NeedsAttention,
    /// Nothing bought.
    Failed,
    /// The buyer cancelled.
    Cancelled,
    /// The hold ran out.
    Expired,
}

/// The page `/account`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// Who looks, and how the account stands.
    pub viewer: Viewer,
    /// What the account may commit itself to. An own-carrier account pays its own carrier and has no limit here.
    pub credit: Option<Credit>,
    /// The month that was asked for.
    pub statement: Statement,
    /// The month that is running.
    pub latest: Month,
}

/// What happened to an account's money in one month. It is recorded, not collected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The month.
    pub month: Month,
    /// Its entries, oldest first.
    pub bookings: Vec<Booking>,
    /// There are more entries than are listed here; the sums are of all.
    pub more: bool,
    /// Their sums.
    pub totals: Totals,
}

/// One entry of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// When.
    pub at: Timestamp,
    /// Of which number.
    pub number: PhoneNumber,
    /// What happened.
    pub entry: Entry,
    /// Of how much a month.
    pub amount: Money,
}

/// Sums of a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Set aside.
    pub reserved: Money,
    /// Taken.
    pub captured: Money,
    /// Given back.
    pub released: Money,
}

/// The page `/verify`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifyView {
    /// Which step to show.
    pub step: Step,
    /// Tries left, the running one included.
    pub attempts_left: u32,
    /// Tries in all.
    pub attempts_max: u32,
    /// Orders that wait for the identity, and those that it released; newest first.
    pub orders: Vec<OrderSummary>,
}

/// A step of the verification, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Upload the ID; `reasons` says what was wrong with the last pictures, if there were any.
    Document {
        /// What to mend.
        reasons: Vec<Reason>,
    },
    /// Take the selfie.
    Selfie {
        /// What is here already.
        collected: Collected,
    },
    /// The vendor is at work.
    Checking,
    /// A person at the vendor looks.
    UnderReview,
    /// Better pictures are wanted.
    TryAgain {
        /// What to mend.
        reasons: Vec<Reason>,
    },
    /// Verified.
    Verified {
        /// Since when.
        at: Timestamp,
    },
    /// Refused.
    Declined,
    /// This account has nothing to verify.
    NotNeeded,
}

/// The consent text in force. A new text gets a new version; what was accepted stays on record.
pub const CONSENT_VERSION: &str = "2026-11-biometric-1";

/// One-click sign-in of demo mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DemoAccount {
    /// LC Phone-managed, never verified.
    Unverified,
    /// LC Phone-managed, verified.
    Verified,
    /// On its own carrier.
    OwnCarrier,
    /// Runs the store.
    Operator,
}

#[cfg(feature = "ssr")]
pub use port::*;

#[cfg(feature = "ssr")]
mod port {
    use super::{
        AccountView, DemoAccount, Found, Month, OrderId, OrderSummary, OrderView, PhoneNumber, Placed, Purchase, Quote,
        VerifyView, Viewer,
    };
    use crate::{
        AppError,
        domain::{AccountId, Telephony, UserId, offer::Query},
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
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_callers_token_does_not_show() {
        let caller = Caller { session: None, token: Some("canary".to_owned()), address: [127, 0, 0, 1].into() };
        let shown = format!("{caller:?}");
        assert!(!shown.contains("canary") && shown.contains("127.0.0.1"), "{shown}");
    }
}
