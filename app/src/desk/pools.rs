//! Pools, and buying them.

use serde::{Deserialize, Serialize};

use super::{OrderSummary, Tenure};
use crate::domain::{
    CountryCode, LineId, Money, PhoneNumber, PoolId, RequestId, Timestamp,
    offer::{AreaCode, Offer},
    pool::{Fill, PoolName, Quantity},
};

/// Which numbers are wanted for a pool.
#[derive(Clone, Debug)]
pub struct PoolWish {
    /// Country of all of them.
    pub country: CountryCode,
    /// Area code of all of them, `+1` countries only.
    pub area_code: Option<AreaCode>,
    /// How many.
    pub quantity: Quantity,
    /// If there are fewer.
    pub fill: Fill,
}

/// The pool that the numbers are for.
#[derive(Clone, Debug)]
pub enum PoolTarget {
    /// One that is made with the order.
    New(PoolName),
    /// One that is there.
    Known(PoolId),
}

/// What a pool costs today, and what confirming will do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolQuote {
    /// How many there are, at most as many as wanted; at least one.
    pub count: usize,
    /// All of them, a month.
    pub total: Money,
    /// The name for the purchase that follows.
    pub request: RequestId,
    /// Whether the gate will hold it. Advice for the page; buying asks again.
    pub held: bool,
    /// Some of the numbers, as an example; others may be bought.
    pub examples: Vec<PhoneNumber>,
    /// The carrier could not be asked; there may be more.
    pub carrier_silent: bool,
}

/// A pool as the buyer confirmed it.
#[derive(Clone, Debug)]
pub struct PoolPurchase {
    /// For which pool.
    pub target: PoolTarget,
    /// Which numbers.
    pub wish: PoolWish,
    /// The price of all of them that the buyer saw.
    pub price: Money,
    /// The client's name for the purchase.
    pub request: RequestId,
}

/// One row of the list of pools.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolSummary {
    /// The pool.
    pub id: PoolId,
    /// Its name.
    pub name: PoolName,
    /// Numbers that it owns.
    pub numbers: usize,
    /// What they cost a month.
    pub monthly: Money,
    /// When it was made.
    pub since: Timestamp,
}

/// A pool's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolView {
    /// What the list shows too.
    pub summary: PoolSummary,
    /// Its numbers, by number.
    pub numbers: Vec<PoolNumber>,
    /// Its orders that are not at an end, newest first.
    pub orders: Vec<OrderSummary>,
}

/// One number of a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolNumber {
    /// The line that bought it.
    pub line: LineId,
    /// The number as it was bought.
    pub offer: Offer,
    /// What is becoming of it.
    pub tenure: Tenure,
}
