//! How a person gets in, and where they are.

use crate::domain::Device;

/// Words of the parts of `/account` that are a person's own.
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
}
