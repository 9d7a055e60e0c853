//! Identity cases of all accounts.

use app::desk::{CaseFilter, CaseRow, Leaf, Listed, Operator};

use super::{Names, map};
use crate::{
    desk::{Shop, fault::Fault},
    store::operator::cases,
};

impl Shop {
    pub(super) async fn list_cases(
        &self,
        _: &Operator,
        filter: CaseFilter,
        leaf: &Leaf,
    ) -> Result<Listed<CaseRow>, Fault> {
        let mut tx = self.store.read().await?;
        let list = cases::page(&mut tx, filter, leaf).await?;
        let names = Names::read(&mut tx, list.rows.iter().map(|case| &case.account)).await?;
        Ok(map(list, |case| {
            let CaseRow { id, account, state, document, vendor_ref, hand_overs, attempts, reasons, changed_at } = case;
            let account = names.of(account);
            CaseRow { id, account, state, document, vendor_ref, hand_overs, attempts, reasons, changed_at }
        }))
    }
}
