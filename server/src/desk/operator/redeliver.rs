//! Having what an event speaks of looked at again.

use app::{
    AppError,
    desk::{Deed, Operator},
    domain::Why,
};

use crate::{
    desk::{Shop, fault::Fault},
    store::{audit::Subject, jobs, operator::deliveries},
};

impl Shop {
    /// Puts the event's work back on the queue. It reads the vendor and moves on from where things stand, so looking twice
    /// does nothing twice; work that waits is brought forward, and what a worker has stays with that one.
    pub(super) async fn look_again(&self, who: &Operator, event: &str, why: &Why) -> Result<(), Fault> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let found = deliveries::lookup(&mut tx, event, now).await?.ok_or(AppError::NotFound)?;
        let (Some(kind), Some(account), Some(about)) = (found.work, found.account, found.about) else {
            return Err(AppError::TooLate.into());
        };
        self.lock_for(&mut tx, who, &account).await?;
        jobs::ask(&mut tx, kind, &about, now).await?;
        self.record_deed(&mut tx, Subject::Event(&found.id), Deed::Redelivered, &[], why).await?;
        tx.commit().await?;
        self.store.wake();
        tracing::info!(by = %who.who().user, event = found.id, "an event is looked at again");
        Ok(())
    }
}
