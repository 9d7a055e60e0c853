//! The people of an account, and joining one.

use crate::domain::Role;

/// Words of the section of `/account` on its people.
pub(crate) struct MembersWords {
    pub title: &'static str,
    pub hint: &'static str,
    /// To who does not manage them.
    pub hint_seen: &'static str,
    /// Before the way to the proof.
    pub proof: &'static str,
    pub proof_way: &'static str,
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
    pub removed: &'static str,
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
    pub mailed_title: fn(email: &str) -> String,
    pub mailed_text: &'static str,
    /// What the link is called, of the invite for this e-mail.
    pub link: fn(email: &str) -> String,
    pub open: &'static str,
    /// Before the moment.
    pub until: &'static str,
    pub withdraw: &'static str,
    pub withdraw_named: fn(email: &str) -> String,
    pub withdrawn: &'static str,
}

/// Words of `/invite/{token}`.
pub(crate) struct InviteWords {
    pub title: fn(account: &str) -> String,
    /// Before it is known of which account.
    pub waiting: &'static str,
    pub lead: fn(Role) -> &'static str,
    /// To who is signed in as somebody else.
    pub signed_in_title: &'static str,
    pub signed_in: fn(email: &str) -> String,
    pub email: &'static str,
    pub submit: &'static str,
    pub gone_title: &'static str,
    pub gone_text: &'static str,
    pub gone_way: &'static str,
    /// The e-mail is somebody's, and the invite is gone.
    pub taken_title: &'static str,
    pub taken_text: &'static str,
}
