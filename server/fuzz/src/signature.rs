//! A webhook's signature is believed exactly when HMAC-SHA256 says so, here written out after RFC 2104.

use app::domain::Timestamp;
use plusone::webhooks::signature::verify;
use secrecy::SecretString;
use sha2::{Digest, Sha256};

use super::seed::Seed;

const SECRETS: [&str; 4] =
    ["wbhsec_one", "wbhsec_two", "", "longer-than-a-block-of-sha256-and-so-hashed-before-it-is-used-as-a-key"];
const NOW: i64 = 1_700_000_000;
const TIMES: [i64; 8] = [NOW, NOW + 300, NOW + 301, NOW - 216_000, NOW - 216_001, 0, i64::MAX / 1_000_000, i64::MAX];

/// Makes a header and a body of `data`, often rightly signed ones.
///
/// # Panics
/// When the header is believed and should not be, or the other way round.
pub fn check(data: &[u8]) {
    let mut seed = Seed(data);
    let live: Vec<&str> = (0..seed.byte() % 3).map(|_| seed.one_of(&SECRETS)).collect();
    let body = seed.bytes();
    let header = header(&mut seed, body);
    let secrets: Vec<SecretString> = live.iter().map(|secret| SecretString::from(*secret)).collect();
    let believed = verify(Some(&header), body, &secrets, Timestamp::from_micros(NOW * 1_000_000));
    assert_eq!(believed.is_ok(), is_right(&header, body, &live), "{header:?} {live:?} {believed:?}");
}

fn header(seed: &mut Seed<'_>, body: &[u8]) -> String {
    let mut header = String::new();
    let mut time = NOW.to_string();
    while !seed.is_empty() && header.len() < 2_000 {
        match seed.byte() % 6 {
            0 => {
                time = seed.one_of(&TIMES).to_string();
                header += &format!("t={time}");
            }
            1 => header += &format!("v1={}", mac(seed.one_of(&SECRETS), &time, body)),
            2 => header += &format!("v1={}", mac(seed.one_of(&SECRETS), &time, body).to_uppercase()),
            3 => header += &format!("v1={}", mac("stranger", &time, body)),
            4 => {
                // One character of a right one is another.
                let mut right = mac(seed.one_of(&SECRETS), &time, body).into_bytes();
                let at = usize::from(seed.byte()) % right.len();
                right[at] = seed.one_of(b"0123456789abcdefgG+- ");
                header += &format!("v1={}", String::from_utf8_lossy(&right));
            }
            _ => header += &seed.text(),
        }
        header += seed.one_of(&[",", " ", "", "\t", ", ", ",,"]);
    }
    header
}

/// What the module under test promises, from the header's text to the verdict.
fn is_right(header: &str, body: &[u8], live: &[&str]) -> bool {
    let mut time: Option<&str> = None;
    let mut looked_at = 0;
    for part in header.split(|c| ", \t".contains(c)) {
        if let Some(text) = part.strip_prefix("t=") {
            let digits = text.chars().all(|c| c.is_ascii_digit());
            time = (digits && text.parse::<i64>().is_ok()).then_some(text);
        } else if let (Some(hex), Some(time)) = (part.strip_prefix("v1="), time)
            && hex.len() == 64
            && hex.chars().all(|c| c.is_ascii_hexdigit())
            && looked_at < 8
        {
            looked_at += 1;
            let signed = live.iter().any(|secret| !secret.is_empty() && mac(secret, time, body) == hex.to_lowercase());
            let age = i128::from(NOW) - time.parse::<i128>().unwrap_or(i128::MIN);
            if signed && (-300..=216_000).contains(&age) {
                return true;
            }
        }
    }
    false
}

fn mac(secret: &str, time: &str, body: &[u8]) -> String {
    let mut key = [0; 64];
    let hashed = Sha256::digest(secret);
    let secret = if secret.len() > key.len() { &hashed } else { secret.as_bytes() };
    key[..secret.len()].copy_from_slice(secret);
    let inner = Sha256::new_with_prefix(key.map(|b| b ^ 0x36)).chain_update(time).chain_update(".").chain_update(body);
    let outer = Sha256::new_with_prefix(key.map(|b| b ^ 0x5c)).chain_update(inner.finalize());
    outer.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
