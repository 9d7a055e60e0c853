//! Orders, as list and page show them.

use serde::{Deserialize, Serialize};

use super::{Hold, Tenure};
use crate::domain::{
    CountryCode, Money, OrderId, PhoneNumber, Timestamp,
    line::FailReason,
    offer::{Capabilities, NumberType},
    order::{IfGone, Status},
};

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
    /// What became of it, when it was bought.
    pub tenure: Option<Tenure>,
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
