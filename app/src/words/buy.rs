//! Confirming a purchase.

use crate::domain::order::IfGone;

/// Words of the dialog 'Confirm purchase'.
pub(crate) struct BuyWords {
    pub title: &'static str,
    /// What confirming does, by how many numbers there are.
    pub held_next: fn(count: usize) -> &'static str,
    pub clear_next: fn(count: usize) -> &'static str,
    pub mixed: fn(regulated: usize, all: usize) -> String,
    pub others_now: fn(others: usize) -> String,
    pub numbers: &'static str,
    pub total: fn(count: usize) -> String,
    pub gone: &'static str,
    pub if_gone: &'static str,
    pub if_gone_name: fn(IfGone) -> &'static str,
    pub no_fee: &'static str,
    pub confirm: &'static str,
    pub cancel: &'static str,
    pub search_again: &'static str,
    pub see_orders: &'static str,
    pub see_account: &'static str,
}
