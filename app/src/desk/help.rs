//! The help: what it tells of how this store is run, and what its readers say of it.

use serde::{Deserialize, Serialize};
use std::time::Duration;

use crate::domain::{
    CountryCode,
    feedback::{Comment, Helpful, Topic},
};

/// What the help on identity verification must not know by heart: the store's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpView {
    /// Countries of `+1` whose numbers need a verified account.
    pub regions: Vec<CountryCode>,
    /// How long a purchase is held.
    pub hold: Duration,
    /// Orders that one account may have held at a time.
    pub held_orders: usize,
    /// Numbers of our own stock that are kept for one account meanwhile.
    pub reserved: i64,
    /// Tries at a verification.
    pub attempts: u32,
    /// Whether the vendor's own page takes the pictures, and none passes through us.
    pub at_vendor: bool,
    /// How long pictures stay here of who does not finish.
    pub pictures_kept: Duration,
}

/// What a reader says of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// Which one.
    pub topic: Topic,
    /// Whether it helped.
    pub helpful: Helpful,
    /// And why.
    pub comment: Option<Comment>,
}
