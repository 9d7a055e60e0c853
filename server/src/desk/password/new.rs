//! Passwords that somebody chooses: long enough, also without the words of the place, and not among those that are tried
//! first. Nothing else is asked of them (OWASP ASVS 5.0, 6.2.1 to 6.2.12).

use sha2::{Digest as _, Sha256};
use std::fmt;

use super::{LENGTH_MAX, familiar};

/// The fewest characters.
const LENGTH_MIN: usize = 8;

/// Passwords found most often among stolen ones, of eight characters or more: the first six bytes of the SHA-256 of
/// each in small letters, sorted. Six bytes of 11,611 take one good password in 24 thousand million along. Where they
/// come from, and under which licence, stands beside the file.
static COMMON: &[u8] = include_bytes!("common.bin");
const KEY: usize = 6;

/// A password that may be chosen.
pub struct NewPassword(String);

/// Why a password may not be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Guessing it takes no time.
    #[error("the password must have at least {LENGTH_MIN} characters")]
    TooShort,
    /// Hashing it takes too long.
    #[error("the password must have at most {LENGTH_MAX} bytes")]
    TooLong,
    /// It is among those that are tried first.
    #[error("the password is among those that were stolen most often")]
    Common,
    /// Little of it is not known to everybody here.
    #[error(
        "besides the store's name, the e-mail and the account's name the password must have at least {LENGTH_MIN} \
        letters and digits"
    )]
    Familiar,
}

impl NewPassword {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The demo's: everybody may know it, so nothing is asked of it.
    #[must_use]
    pub fn published(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// `text`, chosen for whoever has this e-mail, in the account of this name.
    ///
    /// # Errors
    /// [`WeakPassword`].
    pub fn chosen(text: &str, email: &str, account: &str) -> Result<Self, WeakPassword> {
        if text.len() > LENGTH_MAX {
            Err(WeakPassword::TooLong)
        } else if text.chars().count() < LENGTH_MIN {
            Err(WeakPassword::TooShort)
        } else if is_common(text) {
            Err(WeakPassword::Common)
        } else if familiar::without(text, email, account).is_some_and(|left| left.chars().count() < LENGTH_MIN) {
            Err(WeakPassword::Familiar)
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword")
    }
}

fn is_common(text: &str) -> bool {
    let digest = Sha256::digest(text.to_lowercase().as_bytes());
    let (keys, _) = COMMON.as_chunks::<KEY>();
    keys.binary_search_by(|key| key[..].cmp(&digest[..KEY])).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_enough_and_not_what_everybody_tries() {
        let refused = |text: &str| NewPassword::chosen(text, "ana@harbor.example", "Dental Group").map(|_| ());
        for common in ["password", "PassWord1", "12345678", "qwertyuiop", "iloveyou", "1q2w3e4r5t", "trustno1"] {
            assert_eq!(refused(common), Err(WeakPassword::Common), "{common}");
        }
        for short in ["", "1234567", "éééé", "ééééééé"] {
            assert_eq!(refused(short), Err(WeakPassword::TooShort), "{short}");
        }
        assert_eq!(refused(&"x".repeat(LENGTH_MAX + 1)), Err(WeakPassword::TooLong));
        for familiar in ["plusone-demo", "PlusOne2026", "H4rbor-2026", "dental group", "ana harbor 1"] {
            assert_eq!(refused(familiar), Err(WeakPassword::Familiar), "{familiar}");
        }
        let good = ["we sail from the harbor", "correct horse battery", "éééééééé", " 8 words ", &"xy".repeat(500)];
        for good in good {
            assert_eq!(refused(good), Ok(()), "{good}");
        }
        assert!(!format!("{:?}", NewPassword::published("canary-password")).contains("canary"));
    }

    #[test]
    fn the_list_is_whole_and_sorted() {
        let (keys, rest) = COMMON.as_chunks::<KEY>();
        assert!(rest.is_empty() && keys.len() == 11_611 && keys.is_sorted_by(|one, next| one < next));
    }
}
