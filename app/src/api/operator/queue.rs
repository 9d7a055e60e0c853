//! What needs a person, and what one does about it.

use leptos::prelude::*;

use crate::{AppError, desk::QueueView};

/// The queue, saying what was just done.
#[cfg(feature = "ssr")]
fn done(what: &str) {
    crate::api::see_other(&format!("/operator?done={what}"));
}

/// Everything that needs a person.
#[server(endpoint = "operator/show_queue")]
pub async fn show_queue() -> Result<QueueView, AppError> {
    use crate::{api::with_status, desk::Counter};

    let show = async || {
        let (desk, who) = Counter::operator()?;
        desk.queue(&who).await
    };
    with_status(show().await)
}

/// Has failing work tried again at once.
#[server(endpoint = "operator/retry_job")]
pub async fn retry_job(work: String, subject: String, reason: String) -> Result<(), AppError> {
    use crate::{
        api::{operator::named, with_status},
        desk::Counter,
    };

    let retry = async || {
        let (desk, who) = Counter::operator()?;
        desk.retry_job(&who, work.parse()?, named(&subject, "work")?, &reason.parse()?).await
    };
    with_status(retry().await)?;
    done("retried");
    Ok(())
}

/// Has a line that does not go on looked at again at once.
#[server(endpoint = "operator/retry_line")]
pub async fn retry_line(line: String, reason: String) -> Result<(), AppError> {
    use crate::{api::with_status, desk::Counter, domain::LineId};

    let retry = async || {
        let (desk, who) = Counter::operator()?;
        let line: LineId = line.parse().map_err(|_| AppError::NotFound)?;
        desk.retry_line(&who, &line, &reason.parse()?).await
    };
    with_status(retry().await)?;
    done("retried");
    Ok(())
}

/// Books that the number of a line for a person is the account's.
#[server(endpoint = "operator/adopt_line")]
pub async fn adopt_line(line: String, reason: String) -> Result<(), AppError> {
    use crate::{api::with_status, desk::Counter, domain::LineId};

    let adopt = async || {
        let (desk, who) = Counter::operator()?;
        let line: LineId = line.parse().map_err(|_| AppError::NotFound)?;
        desk.adopt_line(&who, &line, &reason.parse()?).await
    };
    with_status(adopt().await)?;
    done("adopted");
    Ok(())
}

/// Ends a line for a person without its number.
#[server(endpoint = "operator/give_line_up")]
pub async fn give_line_up(line: String, reason: String) -> Result<(), AppError> {
    use crate::{api::with_status, desk::Counter, domain::LineId};

    let give_up = async || {
        let (desk, who) = Counter::operator()?;
        let line: LineId = line.parse().map_err(|_| AppError::NotFound)?;
        desk.give_line_up(&who, &line, &reason.parse()?).await
    };
    with_status(give_up().await)?;
    done("given_up");
    Ok(())
}

/// Gives an account a number that no line knows. `owner` is the account's id, or the e-mail of somebody of it; `price`
/// is in dollars a month.
#[server(endpoint = "operator/adopt_number")]
pub async fn adopt_number(
    carrier_account: String,
    number: String,
    owner: String,
    price: String,
    reason: String,
) -> Result<(), AppError> {
    use crate::{
        api::{operator::named, with_status},
        desk::{Adoption, Counter},
        domain::Money,
    };

    let adopt = async || {
        let (desk, who) = Counter::operator()?;
        let price = price.trim().trim_start_matches('$').parse().ok();
        let monthly = price.filter(|price: &Money| price.cents() > 0 && *price <= Money::CEILING);
        let monthly = monthly.ok_or_else(|| AppError::Invalid("price".to_owned()))?;
        let carrier_account = named(&carrier_account, "carrier account")?.to_owned();
        let owner = named(&owner, "owner")?.to_owned();
        let adoption = Adoption { carrier_account, number: number.parse()?, owner, monthly };
        desk.adopt_number(&who, adoption, &reason.parse()?).await
    };
    with_status(adopt().await)?;
    done("adopted");
    Ok(())
}

/// Notes that a person knows of a number on which books and carrier do not agree.
#[server(endpoint = "operator/note_finding")]
pub async fn note_finding(carrier_account: String, number: String, reason: String) -> Result<(), AppError> {
    use crate::{
        api::{operator::named, with_status},
        desk::Counter,
    };

    let note = async || {
        let (desk, who) = Counter::operator()?;
        let carrier_account = named(&carrier_account, "carrier account")?;
        desk.note_finding(&who, (carrier_account, &number.parse()?), &reason.parse()?).await
    };
    with_status(note().await)?;
    done("noted");
    Ok(())
}
