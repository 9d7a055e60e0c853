//! The operator's desk: lists of every account's things. It takes an [`Operator`], whose only maker asked for the role.

mod feedback;

use app::{
    AppError,
    desk::{AccountName, FeedbackRow, Leaf, Listed, Operator, OperatorLists},
    domain::AccountId,
};
use std::collections::HashMap;

use super::{Shop, fault::Fault, told};
use crate::store::{Tx, accounts};

/// Rows of one page.
const ROWS: i64 = 50;

#[async_trait::async_trait]
impl OperatorLists for Shop {
    async fn feedback(&self, who: &Operator, leaf: &Leaf) -> Result<Listed<FeedbackRow>, AppError> {
        told(self.all_feedback(who, leaf).await)
    }
}

/// The names of these accounts.
async fn names(tx: &mut Tx, ids: impl Iterator<Item = &AccountId>) -> Result<HashMap<AccountId, AccountName>, Fault> {
    let ids: Vec<&AccountId> = ids.collect();
    let named = accounts::names(tx, &ids).await?;
    Ok(named.into_iter().map(|(id, name)| (id.clone(), AccountName { id, name })).collect())
}
