//! Renaming a pool.

use leptos::prelude::*;

use crate::AppError;

/// Gives a pool another name.
#[server(endpoint = "rename_pool")]
pub async fn rename_pool(pool: String, name: String) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::{desk::Counter, domain::PoolId};

    let rename = async || {
        let (desk, who) = Counter::signed_in()?;
        let pool: PoolId = pool.parse().map_err(|_| AppError::NotFound)?;
        desk.rename_pool(&who, &pool, &name.parse()?).await?;
        Ok(pool)
    };
    let pool = with_status(rename().await)?;
    see_other(&format!("/pools/{pool}"));
    Ok(())
}
