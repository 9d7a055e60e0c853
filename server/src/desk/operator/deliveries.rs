//! Signed events of vendors, and what became of them.

use app::{
    desk::{Again, Delivery, Leaf, Listed, Operator},
    domain::Timestamp,
};
use std::collections::HashMap;

use super::{Names, map};
use crate::{
    desk::{Shop, fault::Fault},
    store::operator::deliveries::{self, ListedEvent, Redelivery},
};

impl Shop {
    pub(super) async fn list_deliveries(
        &self,
        _: &Operator,
        about: Option<&str>,
        leaf: &Leaf,
    ) -> Result<Listed<Delivery>, Fault> {
        let mut tx = self.store.read().await?;
        let list = deliveries::page(&mut tx, about, self.clock.now(), leaf).await?;
        let names = Names::read(&mut tx, list.rows.iter().filter_map(|event| event.account.as_ref())).await?;
        let mut again: HashMap<String, Again> = HashMap::new();
        for one in deliveries::again(&mut tx, list.rows.iter().map(|event| event.id.as_str())).await? {
            let Redelivery { event_id, email, why, at } = one;
            // The latest comes first.
            again.entry(event_id).or_insert(Again { by: email, at: Timestamp::from_micros(at), why });
        }
        Ok(map(list, |ListedEvent { id, name, about, account, verdict, at, .. }| {
            let (account, again) = (account.map(|account| names.of(account)), again.remove(&id));
            Delivery { id, name, about, account, verdict, at, again }
        }))
    }
}
