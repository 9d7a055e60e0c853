//! An account, and what whoever runs the store does about its identity.

use leptos::prelude::*;

use crate::{AppError, desk::CustomerView};

/// The account's page, saying what was just done.
#[cfg(feature = "ssr")]
fn done(account: &crate::domain::AccountId, what: &str) {
    crate::api::see_other(&format!("/operator/accounts/{account}?done={what}"));
}

/// One account.
#[server(endpoint = "operator/show_customer")]
pub async fn show_customer(account: String) -> Result<CustomerView, AppError> {
    use crate::{api::with_status, desk::Counter, domain::AccountId};

    let show = async || {
        let (desk, who) = Counter::operator()?;
        let account: AccountId = account.parse().map_err(|_| AppError::NotFound)?;
        desk.customer(&who, &account).await
    };
    with_status(show().await)
}

/// Decides a case under review in the vendor's place: `approve` or `decline`, of the hand-over that the page showed.
#[server(endpoint = "operator/decide_case")]
pub async fn decide_case(
    account: String,
    submission: String,
    decision: String,
    reason: String,
) -> Result<(), AppError> {
    use crate::{
        api::with_status,
        desk::Counter,
        domain::{AccountId, SubmissionId},
    };

    let decide = async || {
        let (desk, who) = Counter::operator()?;
        let account: AccountId = account.parse().map_err(|_| AppError::NotFound)?;
        let submission: SubmissionId = submission.parse().map_err(|_| AppError::NotFound)?;
        desk.decide_case(&who, (&account, &submission), decision.parse()?, &reason.parse()?).await?;
        Ok(account)
    };
    let account = with_status(decide().await)?;
    done(&account, "decided");
    Ok(())
}

/// Gives an account its attempts back.
#[server(endpoint = "operator/reset_attempts")]
pub async fn reset_attempts(account: String, reason: String) -> Result<(), AppError> {
    use crate::{api::with_status, desk::Counter, domain::AccountId};

    let reset = async || {
        let (desk, who) = Counter::operator()?;
        let account: AccountId = account.parse().map_err(|_| AppError::NotFound)?;
        desk.reset_attempts(&who, &account, &reason.parse()?).await?;
        Ok(account)
    };
    let account = with_status(reset().await)?;
    done(&account, "reset");
    Ok(())
}

/// Takes a standing approval back.
#[server(endpoint = "operator/revoke_approval")]
pub async fn revoke_approval(account: String, reason: String) -> Result<(), AppError> {
    use crate::{api::with_status, desk::Counter, domain::AccountId};

    let revoke = async || {
        let (desk, who) = Counter::operator()?;
        let account: AccountId = account.parse().map_err(|_| AppError::NotFound)?;
        desk.revoke_approval(&who, &account, &reason.parse()?).await?;
        Ok(account)
    };
    let account = with_status(revoke().await)?;
    done(&account, "revoked");
    Ok(())
}
