//! The diary of one application, kept by whoever has its job, and by nobody else.

use app::{
    AppError,
    domain::{
        ApplicationId, Timestamp,
        service::{Note, Step},
    },
};
use std::time::Duration;

use crate::{
    carriers::twilio::trust::{self, NotNoted},
    desk::{Shop, again, fault::Fault},
    store::{
        filings,
        jobs::{self, Job},
    },
};

pub(super) struct Diary<'a> {
    shop: &'a Shop,
    job: &'a Job,
    application: &'a ApplicationId,
}

impl<'a> Diary<'a> {
    pub(super) const fn of(shop: &'a Shop, job: &'a Job, application: &'a ApplicationId) -> Self {
        Self { shop, job, application }
    }

    async fn find(&self, step: Step) -> Result<Note, Fault> {
        let mut tx = self.shop.store.read().await?;
        Ok(filings::read(&mut tx, self.application, step).await?)
    }

    /// `false` when the lease was lost: another worker may be filing.
    async fn keep(&self, step: Step, note: &Note) -> Result<bool, Fault> {
        let mut tx = self.shop.store.write().await?;
        if !jobs::holds(&mut tx, self.job, self.shop.clock.now()).await? {
            return Ok(false);
        }
        filings::write(&mut tx, self.application, step, note).await?;
        tx.commit().await?;
        Ok(true)
    }
}

#[async_trait::async_trait]
impl trust::Diary for Diary<'_> {
    fn now(&self) -> Timestamp {
        self.shop.clock.now()
    }

    fn settle(&self) -> Duration {
        self.shop.policy.patience.settle
    }

    async fn read(&self, step: Step) -> Result<Note, NotNoted> {
        // The conversion logs what is ours.
        again(|| self.find(step)).await.map_err(AppError::from).map_err(|_| NotNoted)
    }

    async fn write(&self, step: Step, note: &Note) -> Result<(), NotNoted> {
        match again(|| self.keep(step, note)).await.map_err(AppError::from) {
            Ok(true) => Ok(()),
            Ok(false) => {
                tracing::warn!(application = %self.application, "filing went on beyond its lease, and is broken off");
                Err(NotNoted)
            }
            Err(_) => Err(NotNoted),
        }
    }
}
