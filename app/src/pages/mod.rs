//! The pages, one folder each. They hold no rule: they show what the [`desk`](crate::desk) hands out and ask its doors.

pub(crate) mod account;
pub(crate) mod handoff;
pub(crate) mod help;
pub(crate) mod invite;
pub(crate) mod missing;
pub(crate) mod new_pool;
pub(crate) mod notices;
pub(crate) mod numbers;
pub(crate) mod operator;
pub(crate) mod order;
pub(crate) mod orders;
pub(crate) mod pool;
pub(crate) mod pools;
pub(crate) mod search;
pub(crate) mod service;
pub(crate) mod services;
pub(crate) mod sign_in;
pub(crate) mod verify;
