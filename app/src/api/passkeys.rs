//! Passkeys. What asks an authenticator has two doors: one for the question, one for the answer.

use leptos::prelude::*;

use crate::{AppError, desk::Ceremony};

/// Asks for any passkey of this site.
#[server(endpoint = "begin_passkey_sign_in")]
pub async fn begin_passkey_sign_in() -> Result<Ceremony, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let begin = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.begin_passkey_sign_in(&caller).await
    };
    with_status(begin().await)
}

/// Signs in by a passkey.
#[server(endpoint = "finish_passkey_sign_in")]
pub async fn finish_passkey_sign_in(token: String, answer: String) -> Result<(), AppError> {
    use super::{set_cookie, with_status};
    use crate::desk::Counter;

    let finish = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.finish_passkey_sign_in(&caller, &token, &answer).await
    };
    set_cookie(&with_status(finish().await)?);
    Ok(())
}

/// Asks for one of the person's passkeys.
#[server(endpoint = "begin_passkey_proof")]
pub async fn begin_passkey_proof() -> Result<Ceremony, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let begin = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.begin_passkey_proof(&caller).await
    };
    with_status(begin().await)
}

/// Shows once more who one is, by a passkey.
#[server(endpoint = "finish_passkey_proof")]
pub async fn finish_passkey_proof(token: String, answer: String) -> Result<(), AppError> {
    use super::{set_cookie, with_status};
    use crate::desk::Counter;

    let finish = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.finish_passkey_proof(&caller, &token, &answer).await
    };
    set_cookie(&with_status(finish().await)?);
    Ok(())
}

/// Asks to make a passkey.
#[server(endpoint = "begin_passkey")]
pub async fn begin_passkey() -> Result<Ceremony, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let begin = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.begin_passkey(&caller).await
    };
    with_status(begin().await)
}

/// Adds the passkey that was made.
#[server(endpoint = "finish_passkey")]
pub async fn finish_passkey(token: String, answer: String, name: String) -> Result<(), AppError> {
    use super::{set_cookie, with_status};
    use crate::desk::Counter;

    let finish = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.finish_passkey(&caller, &token, &answer, &name.parse()?).await
    };
    if let Some(cookie) = with_status(finish().await)? {
        set_cookie(&cookie);
    }
    Ok(())
}

/// The page with the list.
#[cfg(feature = "ssr")]
const LIST: &str = "/account#passkeys";

/// Gives a passkey another name.
#[server(endpoint = "rename_passkey")]
pub async fn rename_passkey(passkey: String, name: String) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::{desk::Counter, domain::PasskeyId};

    let rename = async || {
        let (desk, who) = Counter::signed_in()?;
        let passkey: PasskeyId = passkey.parse().map_err(|_| AppError::NotFound)?;
        desk.rename_passkey(&who, &passkey, &name.parse()?).await
    };
    with_status(rename().await)?;
    see_other(LIST);
    Ok(())
}

/// Removes a passkey.
#[server(endpoint = "remove_passkey")]
pub async fn remove_passkey(passkey: String) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::{desk::Counter, domain::PasskeyId};

    let remove = async || {
        let (desk, who) = Counter::signed_in()?;
        let passkey: PasskeyId = passkey.parse().map_err(|_| AppError::NotFound)?;
        desk.remove_passkey(&who, &passkey).await
    };
    with_status(remove().await)?;
    see_other(LIST);
    Ok(())
}
