//! New ids: UUIDv7, so that they sort by the time of their making.

use std::str::FromStr;

/// A new id of any kind.
///
/// # Panics
/// Never: a UUID has the shape of every id.
#[must_use]
pub fn fresh<T: FromStr<Err: std::fmt::Debug>>() -> T {
    #[expect(clippy::unwrap_used, reason = "36 hexadecimal digits and dashes fit every id")]
    text().parse().unwrap()
}

/// A new id as text.
#[must_use]
pub fn text() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// Whether this text may be an id of our making.
#[must_use]
pub fn is_ours(text: &str) -> bool {
    uuid::Uuid::try_parse(text).is_ok_and(|id| id.get_version_num() == 7) && text.len() == 36
}
