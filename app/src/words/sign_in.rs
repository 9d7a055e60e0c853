//! The sign-in page.

use crate::desk::DemoAccount;

/// Words of `/sign-in`.
pub(crate) struct SignInWords {
    pub title: &'static str,
    pub lead: &'static str,
    pub email: &'static str,
    pub password: &'static str,
    pub submit: &'static str,
    pub wrong: &'static str,
    /// A form was sent after its session had ended.
    pub ended: &'static str,
    pub later: &'static str,
    pub here_as: fn(account: &str) -> String,
    pub demo_title: &'static str,
    pub demo_lead: &'static str,
    pub demo: fn(DemoAccount) -> DemoDoor,
}

/// One demo account's button and what one will see behind it.
pub(crate) struct DemoDoor {
    pub button: &'static str,
    pub text: &'static str,
}
