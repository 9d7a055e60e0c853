//! What a person is told by mail.

use leptos::prelude::*;
use std::collections::BTreeMap;

use crate::{AppError, desk::MailView};

/// What the person is told by mail; nothing where the store sends none.
#[server(endpoint = "show_mail")]
pub async fn show_mail() -> Result<Option<MailView>, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let show = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.mail_choices(&who).await
    };
    with_status(show().await)
}

/// Chooses the topics that are mailed, each by its name. A checkbox that is not ticked sends nothing; `chosen` comes with
/// every such form.
#[server(endpoint = "choose_mail")]
pub async fn choose_mail(chosen: String, #[server(default)] wanted: BTreeMap<String, String>) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::{desk::Counter, domain::notice::Topic};

    let choose = async || {
        let (desk, who) = Counter::signed_in()?;
        if chosen != CHOSEN {
            return Err(AppError::Invalid("choice".to_owned()));
        }
        let wanted = wanted.keys().map(|topic| topic.parse()).collect::<Result<Vec<Topic>, _>>()?;
        desk.choose_mail(&who, &wanted).await
    };
    with_status(choose().await)?;
    see_other("/account?changed=mail#mail-title");
    Ok(())
}

/// Tells a form in which nothing is ticked from none.
pub(crate) const CHOSEN: &str = "wanted";
