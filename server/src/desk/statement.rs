//! What happened to an account's money in a month, and what it may still commit itself to.

use app::{
    AppError,
    desk::{AccountView, Booking, IdentityRecord, SignedIn, Statement},
    domain::Month,
};

use super::{Shop, fault::Fault};
use crate::store::{Tx, accounts, ledger, ledger::Place, verifications};

/// Entries that are read at once, and the most that a page lists.
const PAGE: i64 = 1_000;

impl Shop {
    pub(super) async fn account(&self, who: &SignedIn, month: Option<Month>) -> Result<AccountView, Fault> {
        let latest = self.running_month();
        let mut tx = self.store.read().await?;
        let account = accounts::lookup(&mut tx, &who.account).await?.ok_or(AppError::SignInNeeded)?;
        let credit = self.credit(&mut tx, &account).await?;
        let record = IdentityRecord {
            approval: account.approval.clone(),
            declined: self.case(&mut tx, &who.account).await?.map(|case| case.attempts),
            answers: verifications::answers(&mut tx, &who.account).await?,
        };
        let viewer = self.viewer_of(&mut tx, who, account).await?;
        let earliest = ledger::first(&mut tx, &who.account).await?.map_or(latest, Month::of);
        let statement = statement(&mut tx, who, month.unwrap_or(latest)).await?;
        let identity = self.identity_data(&mut tx, who).await?;
        Ok(AccountView { viewer, record, identity, credit, statement, earliest, latest })
    }

    /// The month that is running, in UTC.
    pub(crate) fn running_month(&self) -> Month {
        Month::of(self.clock.now())
    }

    /// Every entry of a month, however many there are: one snapshot, read piece by piece.
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn bookings(&self, who: &SignedIn, month: Month) -> Result<Vec<Booking>, Fault> {
        let mut tx = self.store.read().await?;
        let mut place = Place::start(month);
        let mut all = Vec::new();
        loop {
            let next = ledger::month(&mut tx, &who.account, month, &mut place, PAGE).await?;
            if next.is_empty() {
                return Ok(all);
            }
            all.extend(next);
        }
    }
}

async fn statement(tx: &mut Tx, who: &SignedIn, month: Month) -> Result<Statement, Fault> {
    let totals = ledger::totals(tx, &who.account, month).await?;
    let mut place = Place::start(month);
    let bookings = ledger::month(tx, &who.account, month, &mut place, PAGE).await?;
    let more = !ledger::month(tx, &who.account, month, &mut place, 1).await?.is_empty();
    Ok(Statement { month, bookings, more, totals })
}
