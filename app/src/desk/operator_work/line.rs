//! Lines that do not go on by themselves.

use serde::{Deserialize, Serialize};

use crate::domain::{AccountId, LineId, OrderId, PhoneNumber, Timestamp};

/// A line that does not go on by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingLine {
    /// The line.
    pub line: LineId,
    /// Its order.
    pub order: OrderId,
    /// Whose it is.
    pub account: AccountId,
    /// The account's name.
    pub name: String,
    /// The number.
    pub number: PhoneNumber,
    /// What it waits for.
    pub stands: Stands,
    /// When its order was placed.
    pub placed_at: Timestamp,
}

/// Why a line does not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stands {
    /// The carrier shows it with somebody else's tag, or sold it too late.
    Manual,
    /// The carrier refuses to take it back.
    Stuck,
    /// The carrier does not say whether it is bought.
    InDoubt,
}
