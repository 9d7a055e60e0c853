//! The legal form of a business.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use crate::domain::{Malformed, account::spelled};

/// The legal form of a business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BusinessType {
    /// One person, without a company.
    SoleProprietorship,
    /// Several persons, without a company.
    Partnership,
    /// A limited liability company.
    LimitedLiability,
    /// A corporation.
    Corporation,
    /// A co-operative.
    CoOperative,
    /// A corporation that makes no profit; agencies of a government too.
    NonProfit,
}

spelled!(
    BusinessType,
    "business type",
    SoleProprietorship = "sole_proprietorship",
    Partnership = "partnership",
    LimitedLiability = "limited_liability",
    Corporation = "corporation",
    CoOperative = "co_operative",
    NonProfit = "non_profit"
);
