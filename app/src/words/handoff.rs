//! Going on with a phone.

use crate::domain::TextState;

/// Words of going on with a phone: at the computer, and on the phone.
pub(crate) struct HandoffWords {
    /// The button; its name is the contract's.
    pub begin: &'static str,
    pub begin_hint: &'static str,
    pub title: &'static str,
    pub lead: &'static str,
    /// Above the code.
    pub code: &'static str,
    pub code_hint: &'static str,
    pub qr: &'static str,
    /// Where no other device reaches the store.
    pub loopback: &'static str,
    pub loopback_text: &'static str,
    pub link: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    /// Before the moment.
    pub until: &'static str,
    pub changes: fn(minutes: u64) -> String,
    pub ends_soon: fn(minutes: u64) -> String,
    pub renew: &'static str,
    pub here: &'static str,
    pub number: &'static str,
    pub number_hint: &'static str,
    pub send: &'static str,
    pub text: fn(TextState) -> &'static str,
    /// The message itself.
    #[cfg(feature = "ssr")]
    pub message: fn(link: &str, minutes: u64) -> String,
    pub steps: &'static str,
    pub waiting: &'static str,
    /// By what the phone says of itself.
    pub connected: fn(device: &str) -> String,
    /// Said when a phone is connected.
    pub at_it: &'static str,
    pub front: &'static str,
    pub back: &'static str,
    pub selfie: &'static str,
    /// Said to screen readers of a step that is done, or not yet.
    pub done: &'static str,
    pub later: &'static str,
    pub keep_open: &'static str,
    /// At the computer, after a first wrong one.
    pub guessed: &'static str,
    pub guessed_text: &'static str,
    pub wrong_code: &'static str,
    pub wrong_code_text: &'static str,
    pub expired: &'static str,
    pub expired_text: &'static str,
    /// On the phone.
    pub phone_title: &'static str,
    pub phone_lead: &'static str,
    pub phone_warning: &'static str,
    pub phone_warning_text: &'static str,
    pub phone_question: &'static str,
    pub phone_question_hint: &'static str,
    pub phone_submit: &'static str,
    /// The button on the phone.
    pub end_here: &'static str,
    pub gone: &'static str,
    pub gone_old: &'static str,
    pub gone_used: &'static str,
    pub gone_ended: &'static str,
    pub gone_wrong: &'static str,
    pub gone_wrong_text: &'static str,
    pub go_on: &'static str,
    pub close: &'static str,
    pub completing: fn(waiting: usize) -> String,
    pub complete: fn(bought: usize) -> String,
    pub at_computer: &'static str,
    pub at_computer_text: &'static str,
    pub under_review: &'static str,
}
