//! The doors: server functions, one file a verb-noun. Each parses, asks the desk, and maps the error; every one is a
//! public endpoint, so none decides anything by itself.

#![expect(missing_docs, reason = "the server macro makes public structs whose fields cannot be documented")]

pub mod accept_invite;
mod answer;
pub mod buy_number;
pub mod buy_numbers;
pub mod buy_pool;
pub mod cancel_order;
pub mod change_password;
pub mod choose_language;
pub mod choose_number;
pub mod delete_identity_data;
pub mod end_session;
pub mod give_consent;
pub mod give_feedback;
pub mod handoff;
pub mod keep_number;
pub mod list_applications;
pub mod list_numbers;
pub mod list_options;
pub mod list_orders;
pub mod list_pools;
pub mod mail_choices;
pub mod members;
pub mod notices;
pub mod operator;
pub mod passkeys;
#[cfg(feature = "ssr")]
mod place;
pub mod prove_password;
pub mod quote_numbers;
pub mod quote_pool;
pub mod reconsider_selfie;
pub mod recovery_codes;
pub mod refuse_biometrics;
pub mod release_number;
pub mod rename_pool;
pub mod reset;
pub mod restart_verification;
pub mod search_numbers;
pub mod send_application;
pub mod show_access;
pub mod show_account;
pub mod show_application;
pub mod show_door;
pub mod show_help;
pub mod show_order;
pub mod show_pool;
pub mod show_verification;
pub mod show_viewer;
pub mod sign_in;
pub mod sign_out;
pub mod take_application_back;
pub mod visit_vendor;
pub mod write_application;

#[cfg(feature = "ssr")]
pub(crate) use answer::{ACCESS, forget, proven, refused_at, see_other, set_cookie, with_status};
