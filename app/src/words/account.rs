//! The account and its statement.

use crate::{
    desk::Standing,
    domain::{Language, ledger::Entry, verification::Said},
};

/// Words of `/account`.
pub(crate) struct AccountWords {
    pub title: &'static str,
    pub facts: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    pub identity: &'static str,
    /// The way to the verification, when there is something to do or to see.
    pub verify: fn(Standing) -> Option<&'static str>,
    pub verified: &'static str,
    /// Before the id of the case.
    pub by_case: &'static str,
    pub declined: &'static str,
    pub answers: &'static str,
    /// What somebody said to a consent text, by its version and, if that is known, the language in which it was read.
    pub answer: fn(Said, version: &str, Option<Language>) -> String,
    pub identity_data: IdentityDataWords,
    pub limit: &'static str,
    pub no_limit: &'static str,
    pub left: &'static str,
    pub statement: &'static str,
    pub hint: &'static str,
    pub months: &'static str,
    pub month: &'static str,
    pub show_month: &'static str,
    pub this_month: &'static str,
    pub download: &'static str,
    pub more: &'static str,
    pub empty_title: &'static str,
    pub empty_text: &'static str,
    pub date: &'static str,
    pub number: &'static str,
    pub what: &'static str,
    pub amount: &'static str,
    pub entry: fn(Entry) -> &'static str,
    pub totals: &'static str,
    pub reserved: &'static str,
    pub captured: &'static str,
    pub released: &'static str,
    pub ended: &'static str,
}

/// Words of its section on identity data.
pub(crate) struct IdentityDataWords {
    pub title: &'static str,
    pub here: &'static str,
    pub none: &'static str,
    /// Nothing is at the vendor, and there is something to take back.
    pub waiting: &'static str,
    pub take_back: &'static str,
    pub checking: &'static str,
    pub reviewed: &'static str,
    pub kept: &'static str,
    pub delete: &'static str,
    pub ask_title: &'static str,
    /// What is deleted: here, or at the vendor.
    pub ask_waiting: &'static str,
    pub ask_text: &'static str,
    pub ask_consent: &'static str,
    /// Before a review is ended.
    pub ask_reviewed: &'static str,
    pub ask_then: &'static str,
    pub cancel: &'static str,
    pub confirm: &'static str,
    /// Before the moment.
    pub asked: &'static str,
    pub asked_then: &'static str,
    /// Before the moment.
    pub deleted: &'static str,
}
