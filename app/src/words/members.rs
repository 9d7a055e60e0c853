//! The people of an account, and joining one.

use crate::domain::Role;

/// Words of the section of `/account` on its people.
pub(crate) struct MembersWords {
    pub title: &'static str,
    pub hint: &'static str,
    /// To who does not manage them.
    pub hint_seen: &'static str,
    pub role: fn(Role) -> &'static str,
    pub you: &'static str,
    pub seen: &'static str,
    pub never_seen: &'static str,
    /// On the button that gives this role.
    pub make: fn(Role) -> &'static str,
    /// What that button is called to those who do not see what stands beside it.
    pub make_named: fn(Role, email: &str) -> String,
    pub remove: &'static str,
    pub remove_named: fn(email: &str) -> String,
    pub ask_title: &'static str,
    pub ask: fn(email: &str) -> String,
    pub ask_you: &'static str,
    pub ask_then: &'static str,
    pub cancel: &'static str,
    pub confirm: &'static str,
    pub invite: &'static str,
    pub invite_hint: &'static str,
    pub email: &'static str,
    pub role_label: &'static str,
    pub send: &'static str,
    pub link_title: &'static str,
    pub link_text: &'static str,
    pub link: &'static str,
    pub open: &'static str,
    /// Before the moment.
    pub until: &'static str,
    pub withdraw: &'static str,
    pub withdraw_named: fn(email: &str) -> String,
}

/// Words of `/invite/{token}`.
pub(crate) struct InviteWords {
    pub title: fn(account: &str) -> String,
    /// Before it is known of which account.
    pub waiting: &'static str,
    pub lead: fn(Role) -> &'static str,
    pub email: &'static str,
    pub password: &'static str,
    pub password_hint: &'static str,
    pub submit: &'static str,
    /// Before the moment.
    pub until: &'static str,
    pub gone_title: &'static str,
    pub gone_text: &'static str,
    pub gone_way: &'static str,
}
