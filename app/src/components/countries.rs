//! Countries that issue IDs, as a reader looks for them.

use crate::{
    domain::{
        alphabet::place,
        id_document::{FIRST, issuers},
    },
    words::words,
};

/// Code and name of each: the regulated ones first, the others by the reader's alphabet.
pub(crate) fn issuing_countries() -> Vec<(String, String)> {
    let name = words().frame.country;
    let named = |code: String| {
        let name = name(&code).unwrap_or(&code).to_owned();
        (code, name)
    };
    let mut countries: Vec<_> = issuers().map(|(code, _)| named(code.to_string())).collect();
    countries[FIRST..].sort_by_cached_key(|(_, name)| place(name));
    countries
}
