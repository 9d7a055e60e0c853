//! What was handed to vendors.

use app::desk::{Leaf, Listed, Operator, SubmittedFilter, SubmittedRow};

use super::{Names, map};
use crate::{
    desk::{Shop, fault::Fault},
    store::operator::submitted::{self, ListedSubmission},
};

impl Shop {
    pub(super) async fn list_submitted(
        &self,
        _: &Operator,
        filter: SubmittedFilter,
        leaf: &Leaf,
    ) -> Result<Listed<SubmittedRow>, Fault> {
        let mut tx = self.store.read().await?;
        let list = submitted::page(&mut tx, filter, leaf).await?;
        let names = Names::read(&mut tx, list.rows.iter().map(|one| &one.account)).await?;
        Ok(map(list, |one| {
            let ListedSubmission { id, account, what, vendor_refs, begun_at, changed_at } = one;
            SubmittedRow { id, what, account: names.of(account), vendor_refs, begun_at, changed_at }
        }))
    }
}
