//! How much accounts may ask of vendors. A request is cheap for whoever sends it; a quote of a hundred numbers is a
//! hundred questions to the carrier.

use app::{AppError, domain::AccountId};
use std::{num::NonZeroU32, sync::Arc};

use crate::{limit::Limit, policy::Rates};

/// What accounts asked of late, on this node.
#[derive(Clone)]
pub struct Questions(Arc<Limit<AccountId>>);

impl Questions {
    /// Nothing was asked yet.
    #[must_use]
    pub fn new(rates: Rates) -> Self {
        Self(Arc::new(Limit::new(rates.questions)))
    }

    /// Counts so many questions before they are asked.
    pub(super) fn take(&self, account: &AccountId, count: usize) -> Result<(), AppError> {
        let Some(count) = NonZeroU32::new(count.try_into().unwrap_or(u32::MAX)) else { return Ok(()) };
        Ok(self.0.take_some(account, count)?)
    }
}
