//! What vendors post to us.

mod inbox;
pub mod persona;
pub mod signature;
pub mod twilio;
