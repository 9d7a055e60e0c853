//! The router and what surrounds every request.

mod again;
pub mod assets;
mod client;
pub mod connections;
mod counter;
mod forms;
mod headers;
mod health;
mod host;
mod language;
mod origin;
mod places;
pub mod plain;
mod rates;
mod requests;
mod router;
mod sender;
mod statement;
mod trouble;
mod unread;
mod unstalled;

pub use client::Client;
pub(crate) use client::cookie;
pub(crate) use counter::PHONE_MAX;
pub use rates::Rates;
pub use router::{Front, router};
pub(crate) use trouble::{refuse, wants_page};
