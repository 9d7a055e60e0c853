//! Where a business works.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use crate::domain::{Malformed, account::spelled};

/// A part of the world in which a business works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each says it itself")]
pub enum Region {
    Africa,
    Asia,
    Europe,
    LatinAmerica,
    UsaAndCanada,
}

spelled!(
    Region,
    "region",
    Africa = "africa",
    Asia = "asia",
    Europe = "europe",
    LatinAmerica = "latin_america",
    UsaAndCanada = "usa_and_canada"
);
