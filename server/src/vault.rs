//! Sealing what must not be read from a stolen database: pictures on their way to the vendor, the carrier tokens of
//! accounts that brought their own, and the key of the audit trail.
//!
//! Each blob has a random key of its own, which lies in it wrapped by a key of the settings: `version (1) ‖ id of that
//! key (4) ‖ data key as locked box (72) ‖ content as locked box`, where a locked box is `nonce (24) ‖ ciphertext ‖ tag
//! (16)` of XChaCha20-Poly1305 with a random nonce. The context that a blob was sealed for is authenticated with both:
//! a blob that is moved to another row or another account does not open. To change the key of the settings only the
//! data key is wrapped anew.

use std::fmt;

use chacha20poly1305::{AeadInOut, KeyInit, Tag, XChaCha20Poly1305, XNonce, aead::inout::InOutBuf};
use hmac::{Hmac, Mac as _};
use rand::Rng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

const VERSION: u8 = 2;
/// The version before: no data key, the content is locked by the key of the settings itself.
const DIRECT: u8 = 1;
const HEADER: usize = 5;
const NONCE: usize = 24;
const KEY: usize = 32;
const TAG: usize = 16;
/// The locked box of a data key.
const WRAPPED: usize = NONCE + KEY + TAG;

/// Why a blob does not open. Says nothing of what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// Not a sealed blob, or of a version that this program does not know.
    #[error("not a sealed blob")]
    Malformed,
    /// Sealed with a key that is not among the settings.
    #[error("sealed with another key")]
    OtherKey,
    /// Changed since, or sealed for another context.
    #[error("the seal is broken")]
    Broken,
    /// Too large to be sealed at all (256 GB).
    #[error("too large to seal")]
    TooLarge,
}

/// A key of the settings, and how blobs name it.
struct Key {
    id: [u8; 4],
    cipher: XChaCha20Poly1305,
    /// Marks are made with a key of their own, which is made of this one.
    marks: Hmac<Sha256>,
}

impl Key {
    fn new(key: [u8; KEY]) -> Self {
        let key = Zeroizing::new(key);
        let name = Sha256::new().chain_update(b"plusone vault key id").chain_update(&key[..]).finalize();
        let marks = Zeroizing::new(hmac(&*key).chain_update(b"plusone vault marks").finalize().into_bytes());
        Self {
            id: [name[0], name[1], name[2], name[3]],
            cipher: XChaCha20Poly1305::new((&*key).into()),
            marks: hmac(&marks),
        }
    }
}

/// Seals with the current key, and opens also what older ones sealed.
pub struct Vault {
    current: Key,
    older: Vec<Key>,
}

impl Vault {
    /// A vault with the key of the settings (`PLUSONE_SECRET_KEY`).
    #[must_use]
    pub fn new(key: [u8; KEY]) -> Self {
        Self { current: Key::new(key), older: Vec::new() }
    }

    /// The same, which also opens what was sealed with `key` (one of `PLUSONE_OLD_SECRET_KEYS`).
    #[must_use]
    pub fn with_older(mut self, key: [u8; KEY]) -> Self {
        self.older.push(Key::new(key));
        self
    }

    /// Seals `plain` for `context`, which names the account, the object and the purpose, such as
    /// `picture|<account>|<case>|front`, and is needed again to open it.
    ///
    /// # Errors
    /// [`VaultError::TooLarge`], which no picture is.
    pub fn seal(&self, context: &str, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let mut key = Zeroizing::new([0; KEY]);
        rand::rng().fill_bytes(&mut *key);
        let mut blob = Vec::with_capacity(HEADER + WRAPPED + NONCE + plain.len() + TAG);
        self.wrap(context, &key, &mut blob)?;
        lock(&XChaCha20Poly1305::new((&*key).into()), &bound(&[VERSION], context), plain, &mut blob)?;
        Ok(blob)
    }

    /// What was sealed for `context`; wiped from memory when dropped.
    ///
    /// # Errors
    /// [`VaultError`], when it is not whole, not ours or not for this context.
    pub fn open(&self, context: &str, blob: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let (header, rest) = blob.split_first_chunk::<HEADER>().ok_or(VaultError::Malformed)?;
        match header[0] {
            VERSION => {
                let (key, content) = self.unwrap(context, header, rest)?;
                unlock(&XChaCha20Poly1305::new((&*key).into()), &bound(&[VERSION], context), content)
            }
            DIRECT => unlock(&self.named(header)?.cipher, &bound(header, context), rest),
            _ => Err(VaultError::Malformed),
        }
    }

    /// The same blob under the current key; `None` when it is already.
    ///
    /// # Errors
    /// As [`Vault::open`]: what cannot be opened cannot be wrapped anew.
    pub fn rewrap(&self, context: &str, blob: &[u8]) -> Result<Option<Vec<u8>>, VaultError> {
        let (header, rest) = blob.split_first_chunk::<HEADER>().ok_or(VaultError::Malformed)?;
        if *header == self.header() {
            return Ok(None);
        }
        // Opened also where only the data key is wrapped anew: what is broken must not look mended.
        let plain = self.open(context, blob)?;
        if header[0] != VERSION {
            return self.seal(context, &plain).map(Some);
        }
        let (key, content) = self.unwrap(context, header, rest)?;
        let mut anew = Vec::with_capacity(blob.len());
        self.wrap(context, &key, &mut anew)?;
        anew.extend_from_slice(content);
        Ok(Some(anew))
    }

    /// A mark of `context` that nobody makes who has no key of the settings.
    #[must_use]
    pub fn mark(&self, context: &str) -> [u8; 32] {
        self.current.marks.clone().chain_update(context).finalize().into_bytes().into()
    }

    /// Whether `mark` is one of `context`, by the current key or an older one.
    #[must_use]
    pub fn is_marked(&self, context: &str, mark: &[u8]) -> bool {
        let mut keys = std::iter::once(&self.current).chain(&self.older);
        keys.any(|key| key.marks.clone().chain_update(context).verify_slice(mark).is_ok())
    }

    const fn header(&self) -> [u8; HEADER] {
        let [a, b, c, d] = self.current.id;
        [VERSION, a, b, c, d]
    }

    /// Writes header and wrapped data key.
    fn wrap(&self, context: &str, key: &[u8; KEY], blob: &mut Vec<u8>) -> Result<(), VaultError> {
        let header = self.header();
        blob.extend_from_slice(&header);
        lock(&self.current.cipher, &bound(&header, context), key, blob)
    }

    /// The data key, and the box that it opens.
    fn unwrap<'b>(
        &self,
        context: &str,
        header: &[u8; HEADER],
        rest: &'b [u8],
    ) -> Result<(Zeroizing<[u8; KEY]>, &'b [u8]), VaultError> {
        let (wrapped, content) = rest.split_first_chunk::<WRAPPED>().ok_or(VaultError::Malformed)?;
        let key = unlock(&self.named(header)?.cipher, &bound(header, context), wrapped)?;
        let key = <[u8; KEY]>::try_from(&key[..]).map_err(|_| VaultError::Malformed)?;
        Ok((Zeroizing::new(key), content))
    }

    fn named(&self, header: &[u8; HEADER]) -> Result<&Key, VaultError> {
        let mut keys = std::iter::once(&self.current).chain(&self.older);
        keys.find(|key| key.id == header[1..]).ok_or(VaultError::OtherKey)
    }
}

fn hmac(key: &[u8]) -> Hmac<Sha256> {
    #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
    Hmac::new_from_slice(key).expect("a key")
}

/// What a box is bound to.
fn bound(header: &[u8], context: &str) -> Vec<u8> {
    [header, context.as_bytes()].concat()
}

/// Adds a locked box to `blob`.
fn lock(cipher: &XChaCha20Poly1305, bound: &[u8], plain: &[u8], blob: &mut Vec<u8>) -> Result<(), VaultError> {
    let mut nonce = [0; NONCE];
    rand::rng().fill_bytes(&mut nonce);
    blob.extend_from_slice(&nonce);
    let start = blob.len();
    blob.extend_from_slice(plain);
    let text = InOutBuf::from(&mut blob[start..]);
    let tag = cipher.encrypt_inout_detached(&XNonce::from(nonce), bound, text).map_err(|_| VaultError::TooLarge)?;
    blob.extend_from_slice(&tag);
    Ok(())
}

fn unlock(cipher: &XChaCha20Poly1305, bound: &[u8], locked: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let (nonce, rest) = locked.split_first_chunk::<NONCE>().ok_or(VaultError::Malformed)?;
    let (text, tag) = rest.split_last_chunk::<TAG>().ok_or(VaultError::Malformed)?;
    let mut plain = Zeroizing::new(text.to_vec());
    let (nonce, tag) = (XNonce::from(*nonce), Tag::from(*tag));
    cipher
        .decrypt_inout_detached(&nonce, bound, InOutBuf::from(&mut plain[..]), &tag)
        .map_err(|_| VaultError::Broken)?;
    Ok(plain)
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
        fn any_change_is_noticed(at in 0..152_usize, flip in 1..=255_u8) {
            let mut blob = sealed(&[1; 35]);
            prop_assert_eq!(blob.len(), 152);
            blob[at] ^= flip;
            prop_assert!(vault().open(CONTEXT, &blob).is_err());
            prop_assert!(Vault::new([8; 32]).with_older([7; 32]).rewrap(CONTEXT, &blob).is_err());
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
        later[0] = 3;
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

    /// A blob of the version before, made as that version made it.
    fn direct(key: [u8; 32], plain: &[u8]) -> Vec<u8> {
        let key = Key::new(key);
        let header = [&[DIRECT][..], &key.id].concat();
        let mut blob = header.clone();
        lock(&key.cipher, &bound(&header, CONTEXT), plain, &mut blob).expect("sealed");
        blob
    }

    #[test]
    fn a_key_is_changed_without_losing_anything() {
        let between = Vault::new([8; 32]).with_older([7; 32]);
        for old in [sealed(b"pixels"), direct([7; 32], b"pixels")] {
            assert_eq!(&between.open(CONTEXT, &old).expect("opens")[..], b"pixels");
            let anew = between.rewrap(CONTEXT, &old).expect("opens").expect("it was under the old key");
            assert_eq!(between.rewrap(CONTEXT, &anew), Ok(None), "once is enough");
            assert_eq!(&Vault::new([8; 32]).open(CONTEXT, &anew).expect("opens")[..], b"pixels");
            assert_eq!(vault().open(CONTEXT, &anew), Err(VaultError::OtherKey), "the old key opens it no more");
            assert_eq!(between.rewrap("picture|account-2|case-1|front", &old), Err(VaultError::Broken));
            assert_eq!(Vault::new([8; 32]).rewrap(CONTEXT, &old), Err(VaultError::OtherKey));
        }
    }

    #[test]
    fn a_blob_of_the_version_before_opens_and_moves_on() {
        let old = direct([7; 32], b"pixels");
        assert_eq!(&vault().open(CONTEXT, &old).expect("opens")[..], b"pixels");
        assert_eq!(vault().open("picture|account-2|case-1|front", &old), Err(VaultError::Broken));
        let anew = vault().rewrap(CONTEXT, &old).expect("opens").expect("under the same key, but not like this");
        assert_eq!((anew[0], &vault().open(CONTEXT, &anew).expect("opens")[..]), (VERSION, &b"pixels"[..]));
    }

    #[test]
    fn a_mark_is_of_one_context_and_one_key() {
        let mark = vault().mark("browser");
        assert!(vault().is_marked("browser", &mark) && !vault().is_marked("browsers", &mark));
        assert!(!vault().is_marked("browser", &mark[..31]) && !vault().is_marked("browser", &[]));
        let next = Vault::new([8; 32]);
        assert!(!next.is_marked("browser", &mark) && next.mark("browser") != mark);
        assert!(next.with_older([7; 32]).is_marked("browser", &mark), "a key of before");
    }

    #[test]
    fn each_blob_has_a_key_of_its_own() {
        let (one, two) = (sealed(b"pixels"), sealed(b"pixels"));
        let mixed = [&one[..HEADER + WRAPPED], &two[HEADER + WRAPPED..]].concat();
        assert_eq!(vault().open(CONTEXT, &mixed), Err(VaultError::Broken));
    }

    #[test]
    fn shows_no_key() {
        assert_eq!(format!("{:?}", vault()), "Vault { .. }");
    }
}
