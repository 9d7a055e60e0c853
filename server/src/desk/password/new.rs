//! Passwords that somebody chooses: long enough, and not among those that are tried first. Nothing else is asked of
//! them (OWASP ASVS 5.0, 6.2.1 to 6.2.12).

use sha2::{Digest as _, Sha256};
use std::{fmt, str::FromStr};

use super::LENGTH_MAX;

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
}

impl NewPassword {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for NewPassword {
    type Err = WeakPassword;
    fn from_str(text: &str) -> Result<Self, WeakPassword> {
        if text.len() > LENGTH_MAX {
            Err(WeakPassword::TooLong)
        } else if text.chars().count() < LENGTH_MIN {
            Err(WeakPassword::TooShort)
        } else if is_common(text) {
            Err(WeakPassword::Common)
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
        let refused = |text: &str| text.parse::<NewPassword>().map(|_| ());
        for common in ["password", "PassWord1", "12345678", "qwertyuiop", "iloveyou", "1q2w3e4r5t", "trustno1"] {
            assert_eq!(refused(common), Err(WeakPassword::Common), "{common}");
        }
        for short in ["", "1234567", "éééé", "ééééééé"] {
            assert_eq!(refused(short), Err(WeakPassword::TooShort), "{short}");
        }
        assert_eq!(refused(&"x".repeat(LENGTH_MAX + 1)), Err(WeakPassword::TooLong));
        for good in ["plusone-demo", "correct horse battery", "éééééééé", " 8 words ", &"xy".repeat(LENGTH_MAX / 2)]
        {
            assert_eq!(refused(good), Ok(()), "{good}");
        }
        assert!(!format!("{:?}", "canary-password".parse::<NewPassword>()).contains("canary"));
    }

    #[test]
    fn the_list_is_whole_and_sorted() {
        let (keys, rest) = COMMON.as_chunks::<KEY>();
        assert!(rest.is_empty() && keys.len() == 11_611 && keys.is_sorted_by(|one, next| one < next));
    }
}
