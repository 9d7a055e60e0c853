//! Who buys, and what their account stands for.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{Malformed, Timestamp, VerificationId};

/// Whose carrier account an account's numbers live in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Telephony {
    /// Ours: the account is LC Phone-managed, and the gate applies.
    LcPhone,
    /// The account's own, with its own credentials: never gated, never served from our stock.
    OwnCarrier,
}

/// What a person may do in an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Searches and buys.
    Buyer,
    /// A buyer who also manages the account.
    Admin,
    /// Runs the store.
    Operator,
}

/// A standing approval: the account's identity was verified, once, by this case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The case that earned it.
    pub verification: VerificationId,
    /// When it was given.
    pub at: Timestamp,
}

macro_rules! spelled {
    ($type:ident, $what:literal, $($variant:ident = $text:literal),+) => {
        impl $type {
            /// All of them.
            pub const ALL: [Self; [$($text),+].len()] = [$(Self::$variant),+];

            /// The word that stands for it in settings and in the database.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl FromStr for $type {
            type Err = Malformed;
            fn from_str(text: &str) -> Result<Self, Malformed> {
                match text { $($text => Ok(Self::$variant),)+ _ => Err(Malformed($what)) }
            }
        }
    };
}
pub(crate) use spelled;

spelled!(Telephony, "telephony", LcPhone = "lc-phone", OwnCarrier = "own");
spelled!(Role, "role", Buyer = "buyer", Admin = "admin", Operator = "operator");
