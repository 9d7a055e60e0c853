//! The port between pages and store: what a page may ask for, one method a use case.
//!
//! The views below are what the pages show; they hold nothing that the signed-in account may not see. The trait is
//! implemented by the server, which checks the session and the account in every method: an object of another account
//! is [`AppError::NotFound`](crate::AppError::NotFound).

mod access;
mod account;
mod buying;
mod handoff;
mod help;
mod members;
mod notices;
mod numbers;
mod operator;
mod operator_work;
mod orders;
mod pools;
#[cfg(feature = "ssr")]
mod port;
mod services;
mod verifying;
mod viewer;

pub use access::*;
pub use account::*;
pub use buying::*;
pub use handoff::*;
pub use help::*;
pub use members::*;
pub use notices::*;
pub use numbers::*;
pub use operator::*;
pub use operator_work::*;
pub use orders::*;
pub use pools::*;
#[cfg(feature = "ssr")]
pub use port::*;
pub use services::*;
pub use verifying::*;
pub use viewer::*;
