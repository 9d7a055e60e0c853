//! Pools: the list, buying one, and one pool's page.

use crate::domain::pool::Fill;

/// Words of `/pools`, and what other pages say of a pool.
pub(crate) struct PoolsWords {
    pub title: &'static str,
    pub lead: &'static str,
    pub list: &'static str,
    pub new: &'static str,
    pub empty_title: &'static str,
    pub empty_text: &'static str,
    pub since: &'static str,
    /// What an order buys, and for which pool.
    pub for_pool: fn(what: &str, pool: &str) -> String,
}

/// Words of `/pools/new`.
pub(crate) struct NewPoolWords {
    pub title: &'static str,
    pub title_more: fn(pool: &str) -> String,
    pub lead: &'static str,
    pub form: &'static str,
    pub name: &'static str,
    pub name_example: &'static str,
    pub quantity: &'static str,
    pub quantity_range: &'static str,
    pub fill: &'static str,
    pub fill_name: fn(Fill) -> &'static str,
    pub fill_text: fn(Fill) -> &'static str,
    /// Why an account with its own carrier cannot choose all or nothing.
    pub whole_not_own: &'static str,
    pub submit: &'static str,
    /// Names the part of the page that answers.
    pub quote: &'static str,
    pub fewer: fn(there: usize, wanted: &str) -> String,
    pub silent: &'static str,
    pub examples: &'static str,
    pub examples_hint: &'static str,
    pub others: fn(count: usize) -> String,
    pub held: &'static str,
    pub clear: &'static str,
    pub buy: &'static str,
    /// Asks the same for as many as there are.
    pub take_what_is_there: &'static str,
}

/// Words of `/pools/{id}`.
pub(crate) struct PoolWords {
    pub back: &'static str,
    pub add: &'static str,
    pub orders: &'static str,
    pub numbers: &'static str,
    pub action: &'static str,
    pub release: &'static str,
    pub release_number: fn(number: &str) -> String,
    pub empty_title: &'static str,
    /// An order may still bring some.
    pub empty_waiting: &'static str,
    pub empty_ended: &'static str,
    pub rename_title: &'static str,
    pub new_name: &'static str,
    pub rename: &'static str,
}
