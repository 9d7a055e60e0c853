//! The router and what surrounds every request.

mod again;
pub mod assets;
pub mod connections;
mod counter;
mod forms;
mod headers;
mod health;
mod origin;
mod requests;
mod router;
mod statement;
mod unread;

pub use router::{Front, router};
