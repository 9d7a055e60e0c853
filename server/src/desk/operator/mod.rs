//! The operator's desk: lists of every account's things. It takes an [`Operator`], whose only maker asked for the role.

mod cases;
mod deliveries;
mod feedback;
mod orders;
mod redeliver;
mod submitted;

use app::{
    AppError,
    desk::{
        AccountName, CaseFilter, CaseRow, Delivery, FeedbackRow, Leaf, Listed, Operator, OperatorLists, OrderFile,
        OrderFilter, OrderRow, SubmittedFilter, SubmittedRow,
    },
    domain::{AccountId, OrderId, Telephony, Why},
};
use std::collections::HashMap;

use super::{Shop, again, fault::Fault, told};
use crate::store::{Tx, accounts};

#[async_trait::async_trait]
impl OperatorLists for Shop {
    async fn all_orders(
        &self,
        who: &Operator,
        filter: &OrderFilter,
        leaf: &Leaf,
    ) -> Result<Listed<OrderRow>, AppError> {
        told(self.list_orders(who, filter, leaf).await)
    }

    async fn any_order(&self, who: &Operator, order: &OrderId) -> Result<OrderFile, AppError> {
        told(self.order_file(who, order).await)
    }

    async fn all_cases(&self, who: &Operator, filter: CaseFilter, leaf: &Leaf) -> Result<Listed<CaseRow>, AppError> {
        told(self.list_cases(who, filter, leaf).await)
    }

    async fn all_submitted(
        &self,
        who: &Operator,
        filter: SubmittedFilter,
        leaf: &Leaf,
    ) -> Result<Listed<SubmittedRow>, AppError> {
        told(self.list_submitted(who, filter, leaf).await)
    }

    async fn all_deliveries(
        &self,
        who: &Operator,
        about: Option<&str>,
        leaf: &Leaf,
    ) -> Result<Listed<Delivery>, AppError> {
        told(self.list_deliveries(who, about, leaf).await)
    }

    async fn redeliver(&self, who: &Operator, event: &str, why: &Why) -> Result<(), AppError> {
        told(again(|| self.look_again(who, event, why)).await)
    }

    async fn all_feedback(&self, who: &Operator, leaf: &Leaf) -> Result<Listed<FeedbackRow>, AppError> {
        told(self.list_feedback(who, leaf).await)
    }
}

/// Accounts as rows name them.
struct Names(HashMap<AccountId, (String, Telephony)>);

impl Names {
    async fn read(tx: &mut Tx, ids: impl Iterator<Item = &AccountId>) -> Result<Self, Fault> {
        let ids: Vec<&AccountId> = ids.collect();
        let named = accounts::names(tx, &ids).await?;
        Ok(Self(named.into_iter().map(|(id, name, telephony)| (id, (name, telephony))).collect()))
    }

    /// The name; every row's account is there as long as the row is.
    fn of(&self, id: AccountId) -> AccountName {
        AccountName { name: self.0.get(&id).map(|(name, _)| name.clone()).unwrap_or_default(), id }
    }

    fn telephony(&self, id: &AccountId) -> Telephony {
        self.0.get(id).map_or(Telephony::LcPhone, |(_, telephony)| *telephony)
    }
}

/// The same page with other rows.
fn map<T, U>(list: Listed<T>, row: impl FnMut(T) -> U) -> Listed<U> {
    let Listed { rows, newer, older, looked_back_to } = list;
    Listed { rows: rows.into_iter().map(row).collect(), newer, older, looked_back_to }
}
