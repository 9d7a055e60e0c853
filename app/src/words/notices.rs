//! The page of notices, what is mailed, and mail itself.

use crate::domain::{NoticeKind, notice::Topic};

/// Words of `/notices`, and of the way there.
pub(crate) struct NoticesWords {
    pub title: &'static str,
    /// The way in the header, with how many are new; `more` when these are not all.
    pub link: fn(unread: u32, more: bool) -> String,
    /// The same on the badge itself.
    pub badge: fn(unread: u32, more: bool) -> String,
    pub list: &'static str,
    pub new: &'static str,
    pub what: fn(NoticeKind) -> NoticeText,
    pub read: &'static str,
    pub read_done: &'static str,
    pub empty_title: &'static str,
    pub empty_text: &'static str,
    pub no_more_text: &'static str,
    pub pages: &'static str,
    pub newest: &'static str,
    pub older: &'static str,
}

/// What happened, and what to do about it.
pub(crate) struct NoticeText {
    pub title: &'static str,
    pub text: &'static str,
}

/// Words of the choice of what is mailed.
pub(crate) struct MailWords {
    pub title: &'static str,
    pub hint: &'static str,
    pub legend: &'static str,
    pub topic: fn(Topic) -> &'static str,
    pub save: &'static str,
    pub saved: &'static str,
    pub always: &'static str,
}

/// Words of `/sign-in/reset`, and of the way there.
pub(crate) struct ResetWords {
    pub forgot: &'static str,
    pub title: &'static str,
    pub lead: &'static str,
    pub email: &'static str,
    pub ask: &'static str,
    pub sent_title: &'static str,
    pub sent_text: &'static str,
    pub sent_again: &'static str,
    pub back: &'static str,
    pub new_title: &'static str,
    pub new_lead: &'static str,
    pub save: &'static str,
    pub done: &'static str,
    pub gone_title: &'static str,
    pub gone_text: &'static str,
    pub gone_way: &'static str,
}

/// Words of mails.
#[cfg(feature = "ssr")]
pub(crate) struct LetterWords {
    pub of_order: fn(title: &str, short: &str) -> String,
    pub of_service: fn(title: &str, service: &str) -> String,
    pub signed: fn(origin: &str) -> String,
    pub choices: fn(link: &str) -> String,
    pub reset: &'static str,
    pub reset_text: &'static str,
    pub reset_until: fn(minutes: u64) -> String,
    pub reset_else: &'static str,
    pub invite: &'static str,
    pub invite_text: &'static str,
    pub invite_until: fn(hours: u64) -> String,
    pub invite_else: &'static str,
    pub changed: &'static str,
    pub changed_text: &'static str,
}
