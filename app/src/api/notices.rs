//! What the account is told.

use leptos::prelude::*;

use crate::{AppError, desk::NoticesView};

/// The account's notices, newest first; `after` is the last one of the page before.
#[server(endpoint = "list_notices")]
pub async fn list_notices(#[server(default)] after: String) -> Result<NoticesView, AppError> {
    use super::with_status;
    use crate::{desk::Counter, domain::NoticeId};

    let list = async || {
        let (desk, who) = Counter::signed_in()?;
        let after: Option<NoticeId> = match after.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| AppError::NotFound)?),
        };
        desk.notices(&who, after.as_ref()).await
    };
    with_status(list().await)
}

/// Marks a notice and all before it as read: what came since the page was made stays new.
#[server(endpoint = "read_notices")]
pub async fn read_notices(newest: String) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::desk::Counter;

    let read = async || {
        let (desk, who) = Counter::signed_in()?;
        let newest = newest.parse().map_err(|_| AppError::NotFound)?;
        desk.read_notices(&who, &newest).await
    };
    with_status(read().await)?;
    see_other("/notices?read=all");
    Ok(())
}
