//! What stands between a signed-in person and the store, where the role asks for a passkey.

use serde::{Deserialize, Serialize};

/// What somebody must do whose role asks for a passkey, and whose session has not shown one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Door {
    /// Add the first passkey.
    Register,
    /// Show a passkey, or a recovery code in its place.
    Prove {
        /// There is a passkey to show.
        passkey: bool,
        /// There are codes to show.
        code: bool,
    },
}

/// What a person has, and what the session has shown of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The session has shown a passkey, or a code in its place.
    pub strong: bool,
    /// The person has a passkey.
    pub has_passkey: bool,
    /// The person has codes that are good.
    pub has_codes: bool,
}

impl Door {
    /// The door that is shut; none for who has shown a passkey and still has one. A password alone adds a passkey only
    /// for who has nothing else to show.
    #[must_use]
    pub const fn shut(shown: Shown) -> Option<Self> {
        let Shown { strong, has_passkey, has_codes } = shown;
        match (strong, has_passkey, has_codes) {
            (true, true, _) => None,
            (true, false, _) | (false, false, false) => Some(Self::Register),
            (false, passkey, code) => Some(Self::Prove { passkey, code }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_has_shown_a_passkey_is_in() {
        let shut = |strong, has_passkey, has_codes| Door::shut(Shown { strong, has_passkey, has_codes });
        for codes in [false, true] {
            assert_eq!(shut(true, true, codes), None);
            assert_eq!(shut(true, false, codes), Some(Door::Register), "a code is no passkey");
            assert_eq!(shut(false, true, codes), Some(Door::Prove { passkey: true, code: codes }));
        }
        assert_eq!(shut(false, false, true), Some(Door::Prove { passkey: false, code: true }));
        assert_eq!(shut(false, false, false), Some(Door::Register), "there is nothing to show");
    }
}
