//! Having what an event speaks of looked at again.

use app::{
    AppError,
    desk::Operator,
    domain::{Role, Why},
};

use crate::{
    desk::{Shop, fault::Fault},
    store::{
        accounts,
        audit::{Actor, Subject},
        jobs,
        operator::deliveries,
        sessions, users,
    },
};

impl Shop {
    /// Puts the event's work back on the queue. It reads the vendor and moves on from where things stand, so looking twice
    /// does nothing twice; work that waits is brought forward, and what a worker has stays with that one.
    pub(super) async fn look_again(&self, who: &Operator, event: &str, why: &Why) -> Result<(), Fault> {
        let (who, now) = (who.who(), self.clock.now());
        let mut tx = self.store.write().await?;
        let found = deliveries::lookup(&mut tx, event, now).await?.ok_or(AppError::NotFound)?;
        let (Some(kind), Some(account), Some(about)) = (found.work, found.account, found.about) else {
            return Err(AppError::TooLate.into());
        };
        tx.act_as(Actor::User(who.user.clone()));
        accounts::lock(&mut tx, &account).await?.ok_or(AppError::NotFound)?;
        // As they are now: who was put out since the request came does nothing.
        let still = sessions::is_of(&mut tx, &who.user, &who.session).await?;
        let role = users::lookup(&mut tx, &who.user).await?.map(|user| user.role);
        if !still || role != Some(Role::Operator) {
            return Err(AppError::SignInNeeded.into());
        }
        jobs::ask(&mut tx, kind, &about, now).await?;
        deliveries::note_again(&mut tx, &found.id, &who.user, why, now).await?;
        self.record(&mut tx, Subject::Event(&found.id), "redelivered", &[why.as_str()]).await?;
        tx.commit().await?;
        self.store.wake();
        tracing::info!(by = %who.user, event = found.id, "an event is looked at again");
        Ok(())
    }
}
