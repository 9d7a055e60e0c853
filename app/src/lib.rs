//! What browser and server share: the rule ([`domain`]), the port ([`desk`]), its doors ([`api`]) and the pages.
//!
//! Absent by design: SQL, vendor words, tokio, secrets. Whatever stands here may end up in the browser.

pub mod api;
mod browser;
pub mod components;
pub mod desk;
pub mod domain;
pub mod error;
#[cfg(feature = "ssr")]
pub mod letters;
mod live;
pub mod pages;
pub mod parts;
pub mod picture;
pub mod place;
pub mod routes;
pub mod shell;
pub mod words;

pub use error::AppError;
