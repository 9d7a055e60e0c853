//! What must hold of every reader of strangers' bytes, whatever the bytes are. Fuzz targets look for an input that
//! breaks it; `server/tests/journeys/corpora.rs` goes through the inputs that are kept.

pub mod number;
pub mod picture;
pub mod seed;
pub mod signature;
pub mod stock_file;
pub mod webhook;
