//! Deleting what the identity vendor has.

use leptos::prelude::*;

use crate::AppError;

/// Asks the identity vendor to delete the pictures of IDs and faces of this account, and what it read from them.
#[server(endpoint = "delete_identity_data")]
pub async fn delete_identity_data() -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::desk::Counter;

    let delete = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.delete_identity_data(&who).await
    };
    with_status(delete().await)?;
    see_other("/account");
    Ok(())
}
