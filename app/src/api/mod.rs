//! The doors: server functions, one file a verb-noun. Each parses, asks the desk, and maps the error; every one is a
//! public endpoint, so none decides anything by itself.

#![expect(missing_docs, reason = "the server macro makes public structs whose fields cannot be documented")]

mod answer;
pub mod buy_number;
pub mod cancel_order;
pub mod give_consent;
pub mod list_orders;
pub mod quote_number;
pub mod restart_verification;
pub mod search_numbers;
pub mod show_account;
pub mod show_order;
pub mod show_verification;
pub mod show_viewer;
pub mod sign_in;
pub mod sign_out;
pub mod visit_vendor;

#[cfg(feature = "ssr")]
pub(crate) use answer::{see_other, set_cookie, with_status};
