//! What the address of a list asks for.

use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

/// The fields of an address, read in one order.
pub(super) type Fields<const N: usize> = [&'static str; N];

/// What stands in the address under these names; follows it.
pub(super) fn asked<const N: usize>(names: Fields<N>) -> Memo<[String; N]> {
    let query = use_query_map();
    let read = move |name| query.with(|query| query.get_str(name).map(str::trim).unwrap_or_default().to_owned());
    Memo::new(move |_| names.map(read))
}

/// The address with these fields, without those that are empty.
pub(super) fn address<'a>(path: &str, fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let filled = fields.into_iter().filter(|(_, value)| !value.is_empty());
    let query: ParamsMap = filled.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    format!("{path}{}", query.to_query_string())
}

/// The names of the two fields that say which page of a list.
pub(super) const BEFORE: &str = "before";
/// See [`BEFORE`].
pub(super) const AFTER: &str = "after";
