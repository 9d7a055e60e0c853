//! What the address of a list asks for.

use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

/// The names of the two fields that say which page of a list.
pub(super) const BEFORE: &str = "before";
/// See [`BEFORE`].
pub(super) const AFTER: &str = "after";

/// The fields of a list's address: its filters, and which page of it.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub path: &'static str,
    names: &'static [&'static str],
    query: Memo<ParamsMap>,
}

impl Asked {
    /// What the address asks for now; follows it.
    pub(super) fn here(path: &'static str, names: &'static [&'static str]) -> Self {
        Self { path, names, query: use_query_map() }
    }

    /// The names of the filters.
    pub(super) const fn names(self) -> &'static [&'static str] {
        self.names
    }

    /// What stands there under a name.
    pub(super) fn get(self, name: &str) -> String {
        self.query.with(|query| query.get_str(name).map(str::trim).unwrap_or_default().to_owned())
    }

    /// The same, to follow it.
    pub(super) fn value(self, name: &'static str) -> Signal<String> {
        Memo::new(move |_| self.get(name)).into()
    }

    /// All that says what is listed; nothing else of the address counts.
    pub(super) fn question(self) -> Memo<Vec<String>> {
        let names = self.names.iter().chain(&[BEFORE, AFTER]);
        Memo::new(move |_| names.clone().map(|name| self.get(name)).collect())
    }

    /// Whether one of the filters is set.
    pub(super) fn narrowed(self) -> bool {
        self.names.iter().any(|name| !self.get(name).is_empty())
    }

    /// Whether this is not the first page.
    pub(super) fn later(self) -> bool {
        [BEFORE, AFTER].into_iter().any(|name| !self.get(name).is_empty())
    }

    /// The list with the filters that are set, and this beside them.
    pub(super) fn with(self, name: &'static str, value: &str) -> String {
        let filters = self.names.iter().map(|name| ((*name).to_owned(), self.get(name)));
        address(self.path, filters.chain([(name.to_owned(), value.to_owned())]))
    }
}

/// The address with these fields, without those that are empty.
pub(super) fn address(path: &str, fields: impl IntoIterator<Item = (String, String)>) -> String {
    let filled = fields.into_iter().filter(|(_, value)| !value.trim().is_empty());
    let query: ParamsMap = filled.collect();
    format!("{path}{}", query.to_query_string())
}

/// The parts of a question, in the order of their names.
pub(super) fn parts<const N: usize>(question: Vec<String>) -> [String; N] {
    let mut parts = question.into_iter();
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}
