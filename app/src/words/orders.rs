//! Orders: the list, and one order's page.

use crate::{
    desk::{Stage, What},
    domain::order::Status,
};

/// Words of `/orders`.
pub(crate) struct OrdersWords {
    pub title: &'static str,
    pub list: &'static str,
    pub empty_title: &'static str,
    pub empty_text: &'static str,
    pub find: &'static str,
    pub held_until: &'static str,
    pub placed: &'static str,
    pub more: fn(others: usize) -> String,
    pub for_pool: fn(name: &str) -> String,
}

/// Words of `/orders/{id}`.
pub(crate) struct OrderWords {
    pub title: fn(short: &str) -> String,
    pub back: &'static str,
    /// Fixed by the contract: the order page shows exactly one of these.
    pub status: fn(Status) -> &'static str,
    pub next: fn(Status, verify_next: bool, choosing: bool) -> NextStep,
    pub numbers: fn(count: usize) -> String,
    pub verify: &'static str,
    pub cancel: &'static str,
    pub timeline: &'static str,
    pub what: fn(What) -> Happened,
    pub facts: &'static str,
    pub order: &'static str,
    pub number: &'static str,
    pub price: &'static str,
    pub placed: &'static str,
    pub held_until: &'static str,
    pub lines: &'static str,
    pub stage: fn(Stage) -> &'static str,
    /// Why a number was not bought that needs an identity by now.
    pub tightened: &'static str,
    pub instead_of: fn(number: &str) -> String,
    pub choose: &'static str,
    pub choose_text: &'static str,
    pub choose_until: &'static str,
    pub choose_for: fn(number: &str) -> String,
    pub choose_none: fn(number: &str) -> String,
    pub choose_silent: fn(number: &str) -> String,
    pub go_on_without: &'static str,
    /// Of a bought number, before the day.
    pub releasing: &'static str,
    pub returning: &'static str,
    /// Of a bought number, before the day.
    pub released: &'static str,
    /// What to say of an order whose numbers are not all the account's any more, or not for long.
    pub let_go: &'static str,
    pub numbers_way: &'static str,
    pub another: &'static str,
    pub similar: &'static str,
}

/// What an order's state means for the buyer.
pub(crate) struct NextStep {
    pub text: &'static str,
    /// Whether a similar number is the useful thing to look for.
    pub look_again: bool,
}

/// One entry of the timeline.
pub(crate) struct Happened {
    pub title: &'static str,
    pub text: &'static str,
}
