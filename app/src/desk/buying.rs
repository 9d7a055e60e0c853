//! Finding numbers and buying them.

use serde::{Deserialize, Serialize};

use crate::domain::{Money, OrderId, PhoneNumber, RequestId, Timestamp, offer::Offer, order::IfGone};

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
