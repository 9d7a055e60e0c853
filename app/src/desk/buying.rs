//! Finding numbers and buying them.

use serde::{Deserialize, Serialize};

use crate::domain::{
    LineId, Money, NumberList, OrderId, PhoneNumber, RequestId, Timestamp, offer::Offer, order::IfGone,
};

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

/// Today's offers of some numbers, and what confirming them will do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// What can be bought, in the order in which it was asked for; at least one.
    pub offers: Vec<Offer>,
    /// Numbers that nobody offers any more.
    pub gone: Vec<PhoneNumber>,
    /// The name for the purchase that follows; confirming twice buys once.
    pub request: RequestId,
    /// Whether the gate will hold them. Advice for the page; buying asks again.
    pub held: bool,
    /// When it will: those that could be bought now if they were bought alone.
    pub free: Vec<PhoneNumber>,
}

impl Quote {
    /// All of it, a month.
    #[must_use]
    pub fn total(&self) -> Money {
        self.offers.iter().map(|offer| offer.monthly).sum()
    }
}

/// A purchase as the buyer confirmed it.
#[derive(Clone, Debug)]
pub struct Purchase {
    /// The numbers.
    pub numbers: NumberList,
    /// The price of all of them that the buyer saw.
    pub price: Money,
    /// The client's name for the purchase.
    pub request: RequestId,
    /// What to do if a number is gone.
    pub if_gone: IfGone,
}

/// The buyer's answer to a number that is gone.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The order that asks.
    pub order: OrderId,
    /// Its line whose number is gone.
    pub line: LineId,
    /// The number to buy in its place.
    pub number: PhoneNumber,
    /// The price that the buyer saw.
    pub price: Money,
}

/// Numbers that may stand for one that is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// The line whose number is gone.
    pub line: LineId,
    /// Its number.
    pub gone: PhoneNumber,
    /// The closest first; may be none.
    pub offers: Vec<Offer>,
    /// The carrier could not be asked; there may be more.
    pub carrier_silent: bool,
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
