//! What page and server agree on when a picture is uploaded.

/// The largest picture, in bytes: the identity vendor's limit.
pub const BYTES_MAX: u32 = 15_000_000;

/// The header in which the server names the picture that it refuses: `front`, `back` or `selfie`.
pub const SIDE_HEADER: &str = "plusone-side";
