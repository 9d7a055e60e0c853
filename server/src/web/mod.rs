//! The router and what surrounds every request.

pub mod assets;
mod counter;
mod headers;
mod health;
mod origin;
mod router;
mod statement;

pub use router::{Front, router};
