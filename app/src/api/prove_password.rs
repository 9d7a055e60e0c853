//! Typing the password again. Posted by a plain form: the session goes on under another token.

use leptos::prelude::*;

use crate::AppError;

/// Shows once more who one is; for a few minutes the session may then do what a person alone may. It leads back to the
/// page that asked, or to how one signs in.
#[server(endpoint = "prove_password")]
pub async fn prove_password(password: String, #[server(default)] back: String) -> Result<(), AppError> {
    use super::{ACCESS, proven};
    use crate::{desk::Counter, domain::OwnPath};

    let prove = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.prove_password(&caller, &password).await
    };
    let back = back.parse::<OwnPath>();
    let back = back.as_ref().map_or(ACCESS, OwnPath::as_str);
    proven(prove().await, back, "password", |problem| OwnPath::asked(back, "problem", problem))
}
