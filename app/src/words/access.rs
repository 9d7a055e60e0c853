//! How a person gets in, and where they are.

use crate::domain::Device;

/// Words of the parts of `/account` that are a person's own, and of the door before it.
pub(crate) struct AccessWords {
    pub sessions: &'static str,
    pub sessions_hint: &'static str,
    pub device: fn(Device) -> String,
    pub here: &'static str,
    pub signed_in: &'static str,
    pub seen: &'static str,
    pub end: &'static str,
    /// What the button is called to those who do not see what stands beside it.
    pub end_named: fn(device: &str) -> String,
    pub end_others: &'static str,
    pub end_all: &'static str,
    pub ended: &'static str,
    pub ended_others: &'static str,

    pub passkeys: &'static str,
    pub passkeys_hint: &'static str,
    pub passkeys_required: &'static str,
    /// The site has no host name.
    pub passkeys_nowhere: &'static str,
    pub passkey_name: &'static str,
    pub passkey_example: &'static str,
    /// The name of the one that is added at the door.
    pub first_name: &'static str,
    pub add_passkey: &'static str,
    pub added: &'static str,
    pub rename: &'static str,
    pub rename_named: fn(name: &str) -> String,
    pub save: &'static str,
    pub remove: &'static str,
    pub remove_named: fn(name: &str) -> String,
    /// The person or the authenticator said no.
    pub passkey_stopped: &'static str,
    pub passkey_known: &'static str,
    pub passkey_missing: &'static str,
    pub passkey_script: &'static str,

    pub change_password: &'static str,
    pub change_password_hint: &'static str,
    pub change_password_proof: &'static str,
    pub new_password: &'static str,
    pub new_password_hint: &'static str,
    /// Before the moment.
    pub link_until: &'static str,
    pub save_password: &'static str,
    pub password_changed: &'static str,

    pub prove: &'static str,
    pub prove_hint: &'static str,
    pub password: &'static str,
    pub go_on: &'static str,
    pub prove_passkey: &'static str,
    pub password_wrong: &'static str,
    pub later: &'static str,

    pub codes: &'static str,
    pub codes_hint: &'static str,
    pub codes_left: fn(i64) -> String,
    pub make_codes: &'static str,
    pub codes_proof: &'static str,
    pub codes_once: &'static str,
    pub codes_once_text: &'static str,

    pub door_title: &'static str,
    pub door_register: &'static str,
    pub door_prove: &'static str,
    pub door_code: &'static str,
    pub door_leave: &'static str,
    pub show_passkey: &'static str,
    pub code_title: &'static str,
    pub code: &'static str,
    pub code_submit: &'static str,
    pub code_wrong: &'static str,
    /// Opens the form of the sign-in page that takes a code.
    pub by_code: &'static str,
    /// Above the button of the sign-in page.
    pub or: &'static str,
    pub enter: &'static str,
}
