//! What somebody says to a consent text.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use crate::domain::{Malformed, account::spelled};

/// What somebody said to a consent text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// Yes.
    Agreed,
    /// No.
    Refused,
    /// No, after a yes.
    Withdrawn,
}

spelled!(Said, "said", Agreed = "agreed", Refused = "refused", Withdrawn = "withdrawn");
