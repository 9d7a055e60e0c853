//! Identifiers in the vendors' forms: 128 random bits, so unique across restarts.

const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Twilio's form: two letters and 32 hexadecimal digits.
pub(super) fn sid(prefix: &str) -> String {
    format!("{prefix}{:032x}", rand::random::<u128>())
}

/// Persona's form: a prefix and letters and digits, e.g. `txn_…`.
pub(super) fn token(prefix: &str) -> String {
    let mut rest = rand::random::<u128>();
    let mut token = String::from(prefix);
    for _ in 0..22 {
        token.push(char::from(BASE62[(rest % 62) as usize]));
        rest /= 62;
    }
    token
}
