//! The signature of a Persona webhook.
//!
//! `Persona-Signature: t=<unix seconds>,v1=<hex>`, where `v1` is HMAC-SHA256 with the secret's own characters over
//! `t`, a dot and the raw body. While a secret is being rotated there are two such sets with a space between them
//! (docs.withpersona.com "Webhooks best practices").

use std::time::Duration;

use app::domain::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

/// The oldest signature that counts. Persona tries for some 51 hours, and does not say whether a later try is signed
/// anew; a copy is harmless, because an event's id is taken once.
const OLDEST: Duration = Duration::from_secs(60 * 3_600);
/// How far the vendor's clock may be ahead of ours.
const AHEAD: Duration = Duration::from_secs(300);
/// The most signatures that are looked at: each costs one pass over the body for each secret.
const MOST: usize = 8;

/// Why a webhook is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// No header.
    #[error("no signature")]
    Missing,
    /// A header without a time and a signature in it.
    #[error("malformed signature")]
    Malformed,
    /// Not made with any of the secrets, or over another body.
    #[error("wrong signature")]
    Wrong,
    /// Right, but more than 60 hours old.
    #[error("signature too old")]
    TooOld,
    /// Right, but more than 5 minutes ahead of our clock.
    #[error("signature from the future")]
    TooNew,
}

/// Checks that `body` was signed with one of `secrets`, in constant time. Without a secret nothing is believed.
///
/// # Errors
/// [`SignatureError`]; answer 401 to each.
pub fn verify(
    header: Option<&str>,
    body: &[u8],
    secrets: &[SecretString],
    now: Timestamp,
) -> Result<(), SignatureError> {
    let sets = parse(header.ok_or(SignatureError::Missing)?);
    if sets.is_empty() {
        return Err(SignatureError::Malformed);
    }
    let mut verdict = Err(SignatureError::Wrong);
    for set in &sets {
        if secrets.iter().any(|secret| set.is_signed_with(secret.expose_secret(), body)) {
            verdict = set.is_timely(now);
            if verdict.is_ok() {
                break;
            }
        }
    }
    verdict
}

/// One signature and the time that belongs to it.
struct Signed<'a> {
    time: &'a str,
    seconds: i64,
    mac: [u8; 32],
}

impl Signed<'_> {
    fn is_signed_with(&self, secret: &str, body: &[u8]) -> bool {
        // An empty secret is a setting that was forgotten: everybody knows it.
        let Some(mut mac) =
            (!secret.is_empty()).then(|| Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()).flatten()
        else {
            return false;
        };
        mac.update(self.time.as_bytes());
        mac.update(b".");
        mac.update(body);
        mac.verify_slice(&self.mac).is_ok()
    }

    fn is_timely(&self, now: Timestamp) -> Result<(), SignatureError> {
        let at = Timestamp::from_micros(self.seconds.saturating_mul(1_000_000));
        if at.since(now) > AHEAD {
            Err(SignatureError::TooNew)
        } else if now.since(at) > OLDEST {
            Err(SignatureError::TooOld)
        } else {
            Ok(())
        }
    }
}

/// The signatures of a header. Parts of other names, and signatures that are no SHA-256, are skipped; a `t` counts for
/// every signature until the next `t`.
fn parse(header: &str) -> Vec<Signed<'_>> {
    let mut time = None;
    let mut sets = Vec::new();
    for part in header.split([',', ' ', '\t']) {
        match part.split_once('=') {
            Some(("t", text)) => time = seconds(text).map(|seconds| (text, seconds)),
            Some(("v1", hex)) if sets.len() < MOST => {
                if let (Some((time, seconds)), Some(mac)) = (time, unhex(hex)) {
                    sets.push(Signed { time, seconds, mac });
                }
            }
            _ => {}
        }
    }
    sets
}

fn seconds(text: &str) -> Option<i64> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn unhex(hex: &str) -> Option<[u8; 32]> {
    let digits: Vec<u32> = hex.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks(2).filter_map(|pair| u8::try_from(pair[0] * 16 + pair.get(1)?).ok()).collect();
    if hex.len() == 64 { bytes.try_into().ok() } else { None }
}

#[cfg(test)]
mod tests;
