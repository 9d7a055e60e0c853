//! Choosing another password.

use leptos::prelude::*;

use crate::AppError;

/// Chooses another password, which ends every other session of the person.
#[server(endpoint = "change_password")]
pub async fn change_password(new_password: String) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::desk::Counter;

    let change = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.change_password(&who, &new_password).await
    };
    with_status(change().await)?;
    see_other("/account?changed=password#password-title");
    Ok(())
}
