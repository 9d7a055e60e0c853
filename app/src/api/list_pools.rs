//! The list of pools.

use leptos::prelude::*;

use crate::{AppError, desk::PoolSummary};

/// The account's pools, newest first.
#[server(endpoint = "list_pools")]
pub async fn list_pools() -> Result<Vec<PoolSummary>, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let list = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.pools(&who).await
    };
    with_status(list().await)
}
