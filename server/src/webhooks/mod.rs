//! What vendors post to us.

pub mod persona;
pub mod signature;
