//! What happens to the pictures of IDs and to secrets, proved on the real program in production mode: what its files,
//! its temporary folder and its log hold, what it decodes, what is left when a key is changed, and what a start refuses or
//! tells.

mod at_once;
#[path = "../support/database.rs"]
mod database;
mod guest;
mod house;
mod looking;
mod no_trace;
mod pictures;
mod rotation;
mod silence;
mod start;
