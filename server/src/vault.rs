//! Sealing what must not be read from a stolen database: pictures on their way to the vendor, and the carrier tokens
//! of accounts that brought their own.
//!
//! A sealed blob is `version (1) ‖ key id (4) ‖ nonce (24) ‖ ciphertext ‖ tag (16)`, with XChaCha20-Poly1305 and a
//! random nonce. The context that a blob was sealed for, together with its header, is authenticated: a blob that is
//! moved to another row or another account does not open.

use std::fmt;

use chacha20poly1305::{AeadInOut, KeyInit, Tag, XChaCha20Poly1305, XNonce, aead::inout::InOutBuf};
use rand::Rng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

const VERSION: u8 = 1;
const HEADER: usize = 5;
const NONCE: usize = 24;
const TAG: usize = 16;

/// Why a blob does not open. Says nothing of what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// Not a sealed blob, or of a version that this program does not know.
    #[error("not a sealed blob")]
    Malformed,
    /// Sealed with another key.
    #[error("sealed with another key")]
    OtherKey,
    /// Changed since, or sealed for another context.
    #[error("the seal is broken")]
    Broken,
    /// Too large to be sealed at all (256 GB).
    #[error("too large to seal")]
    TooLarge,
}

/// Seals and opens with one key.
pub struct Vault {
    cipher: XChaCha20Poly1305,
    header: [u8; HEADER],
}

impl Vault {
    /// A vault with the key of the settings (`PLUSONE_SECRET_KEY`).
    #[must_use]
    pub fn new(key: [u8; 32]) -> Self {
        let key = Zeroizing::new(key);
        let name = Sha256::new().chain_update(b"plusone vault key id").chain_update(&key[..]).finalize();
        let header = [VERSION, name[0], name[1], name[2], name[3]];
        Self { cipher: XChaCha20Poly1305::new((&*key).into()), header }
    }

    /// Seals `plain` for `context`, which names the account, the object and the purpose, such as
    /// `picture|<account>|<case>|front`, and is needed again to open it.
    ///
    /// # Errors
    /// [`VaultError::TooLarge`], which no picture is.
    pub fn seal(&self, context: &str, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let mut nonce = [0; NONCE];
        rand::rng().fill_bytes(&mut nonce);
        let mut blob = Vec::with_capacity(HEADER + NONCE + plain.len() + TAG);
        blob.extend_from_slice(&self.header);
        blob.extend_from_slice(&nonce);
        blob.extend_from_slice(plain);
        let text = InOutBuf::from(&mut blob[HEADER + NONCE..]);
        let tag = self.cipher.encrypt_inout_detached(&XNonce::from(nonce), &self.bound_to(context), text);
        blob.extend_from_slice(&tag.map_err(|_| VaultError::TooLarge)?);
        Ok(blob)
    }

    /// What was sealed for `context`; wiped from memory when dropped.
    ///
    /// # Errors
    /// [`VaultError`], when it is not whole, not ours or not for this context.
    pub fn open(&self, context: &str, blob: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let (header, rest) = blob.split_first_chunk::<HEADER>().ok_or(VaultError::Malformed)?;
        let (nonce, rest) = rest.split_first_chunk::<NONCE>().ok_or(VaultError::Malformed)?;
        let (text, tag) = rest.split_last_chunk::<TAG>().ok_or(VaultError::Malformed)?;
        if header[0] != VERSION {
            return Err(VaultError::Malformed);
        }
        if *header != self.header {
            return Err(VaultError::OtherKey);
        }
        let mut plain = Zeroizing::new(text.to_vec());
        let (nonce, tag) = (XNonce::from(*nonce), Tag::from(*tag));
        self.cipher
            .decrypt_inout_detached(&nonce, &self.bound_to(context), InOutBuf::from(&mut plain[..]), &tag)
            .map_err(|_| VaultError::Broken)?;
        Ok(plain)
    }

    fn bound_to(&self, context: &str) -> Vec<u8> {
        [&self.header, context.as_bytes()].concat()
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CONTEXT: &str = "picture|account-1|case-1|front";

    fn vault() -> Vault {
        Vault::new([7; 32])
    }

    fn sealed(plain: &[u8]) -> Vec<u8> {
        vault().seal(CONTEXT, plain).expect("sealed")
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens(plain in prop::collection::vec(any::<u8>(), 0..500), context in ".{0,40}") {
            let blob = vault().seal(&context, &plain).expect("sealed");
            prop_assert_eq!(&vault().open(&context, &blob).expect("opens")[..], &plain[..]);
        }

        #[test]
        fn any_change_is_noticed(at in 0..80_usize, flip in 1..=255_u8) {
            let mut blob = sealed(&[1; 35]);
            prop_assert_eq!(blob.len(), 80);
            blob[at] ^= flip;
            prop_assert!(vault().open(CONTEXT, &blob).is_err());
        }

        #[test]
        fn any_bytes_are_refused(blob in prop::collection::vec(any::<u8>(), 0..100)) {
            prop_assert!(vault().open(CONTEXT, &blob).is_err());
        }
    }

    #[test]
    fn opens_only_for_its_context_and_with_its_key() {
        let blob = sealed(b"pixels");
        assert_eq!(vault().open("picture|account-2|case-1|front", &blob), Err(VaultError::Broken));
        assert_eq!(Vault::new([8; 32]).open(CONTEXT, &blob), Err(VaultError::OtherKey));
        let mut later = blob.clone();
        later[0] = 2;
        assert_eq!(vault().open(CONTEXT, &later), Err(VaultError::Malformed));
        for cut in 0..blob.len() {
            assert!(vault().open(CONTEXT, &blob[..cut]).is_err(), "{cut}");
        }
    }

    #[test]
    fn the_same_thing_never_looks_the_same() {
        let (one, two) = (sealed(b"pixels"), sealed(b"pixels"));
        assert_ne!(one[HEADER..], two[HEADER..]);
        assert!(!one.windows(6).any(|six| six == b"pixels"));
    }

    #[test]
    fn shows_no_key() {
        assert_eq!(format!("{:?}", vault()), "Vault { .. }");
    }
}
