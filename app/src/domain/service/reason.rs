//! Why a vendor refused an application, in terms that its author can act on.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::field::Field;
use crate::domain::Malformed;

/// One of the reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    /// What stands in this field is missing, wrong, or cannot be confirmed.
    Check(Field),
    /// What is written does not agree with what a register says of the business.
    NoMatch,
    /// What is written, or shown on the website, is not allowed.
    Prohibited,
    /// What the business does is not served.
    Ineligible,
    /// One of the numbers is not in the carrier account.
    NumberMissing,
    /// The vendor gives none that we know.
    Unstated,
}

/// How a field's reason begins.
const CHECK: &str = "check:";

impl fmt::Display for Reason {
    /// The word that stands for it in the database.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Check(field) => write!(f, "{CHECK}{field}"),
            Self::NoMatch => f.write_str("no_match"),
            Self::Prohibited => f.write_str("prohibited"),
            Self::Ineligible => f.write_str("ineligible"),
            Self::NumberMissing => f.write_str("number_missing"),
            Self::Unstated => f.write_str("unstated"),
        }
    }
}

impl FromStr for Reason {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        if let Some(field) = text.strip_prefix(CHECK) {
            return field.parse().map(Self::Check);
        }
        let plain = [Self::NoMatch, Self::Prohibited, Self::Ineligible, Self::NumberMissing, Self::Unstated];
        plain.into_iter().find(|reason| reason.to_string() == text).ok_or(Malformed("reason"))
    }
}
