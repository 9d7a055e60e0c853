//! Orders, as list and page show them.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{Hold, Tenure};
use crate::domain::{
    Malformed, Money, OrderId, PhoneNumber, Timestamp, account::spelled, line::FailReason, offer::Offer, order::Status,
    pool::PoolName,
};

/// One line of the list of orders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderSummary {
    /// The order.
    pub id: OrderId,
    /// What the page says of it.
    pub status: Status,
    /// The pool that it is for.
    pub pool: Option<PoolName>,
    /// Its numbers.
    pub numbers: Vec<PhoneNumber>,
    /// All its lines, a month.
    pub monthly: Money,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// Set while held and its clock runs.
    pub hold: Option<Hold>,
}

/// An order's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderView {
    /// What the list shows too.
    pub summary: OrderSummary,
    /// Its lines.
    pub lines: Vec<LineView>,
    /// Whether it can still be cancelled, or what is gone of it given up.
    pub cancellable: bool,
    /// Set while the buyer is asked what to do about numbers that are gone.
    pub choose_until: Option<Timestamp>,
    /// What happened, newest first.
    pub timeline: Vec<Happening>,
    /// Whether the account still has to give pictures (only then is there something to press).
    pub verify_next: bool,
}

/// One number of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineView {
    /// The number as it was offered.
    pub offer: Offer,
    /// The number that it stands for, which was gone.
    pub instead_of: Option<PhoneNumber>,
    /// Where it stands.
    pub stage: Stage,
}

/// Where one number of an order stands, as the buyer is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// It waits with its order.
    Waiting,
    /// It is being bought.
    Buying,
    /// It was bought, and this became of it.
    Bought(Tenure),
    /// Somebody else has it; another may stand for it.
    Gone,
    /// A person of ours must look.
    NeedsAttention,
    /// It was not bought.
    Failed(FailReason),
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
    /// A person looks.
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
    /// A number went to somebody else, and the buyer is asked what to do.
    Choose,
    /// Another number was put in its place.
    Replaced,
    /// The number went to somebody else.
    NumberGone,
    /// A person of ours must look.
    NeedsAttention,
    /// Nothing bought.
    Failed,
    /// The buyer cancelled.
    Cancelled,
    /// The hold, or the time to choose, ran out.
    Expired,
}

spelled!(
    What,
    "happening",
    Placed = "placed",
    Held = "held",
    Submitted = "submitted",
    UnderReview = "under_review",
    TryAgain = "try_again",
    Verified = "verified",
    Declined = "declined",
    ReadingBack = "reading_back",
    Purchased = "purchased",
    PartlyPurchased = "partly_purchased",
    Choose = "choose",
    Replaced = "replaced",
    NumberGone = "number_gone",
    NeedsAttention = "needs_attention",
    Failed = "failed",
    Cancelled = "cancelled",
    Expired = "expired"
);
