//! What an account owns, and letting go of it.

use app::{
    AppError,
    desk::{NumbersView, OwnedNumber, SignedIn, Tenure},
    domain::{
        LineId, Timestamp,
        line::{Event, Line},
    },
};

use super::{Shop, fault::Fault, lock_own};
use crate::store::{Tx, ledger, lines, lines::StoredLine};

/// Numbers of one page of the list.
const PAGE: usize = 100;

impl Shop {
    pub(super) async fn numbers(&self, who: &SignedIn, after: Option<&LineId>) -> Result<NumbersView, Fault> {
        let mut tx = self.store.read().await?;
        let after = match after {
            None => None,
            Some(line) => {
                let at = ledger::captured_at(&mut tx, &who.account, line).await?.ok_or(AppError::NotFound)?;
                Some((at, line))
            }
        };
        let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let mut numbers: Vec<OwnedNumber> =
            lines::owned(&mut tx, &who.account, after, limit).await?.into_iter().filter_map(owned).collect();
        let more = numbers.len() > PAGE;
        numbers.truncate(PAGE);
        let older = numbers.last().filter(|_| more).map(|number| number.line.clone());
        Ok(NumbersView { numbers, older, release_until: self.end_of_grace() })
    }

    /// Until when a number could be kept whose release was asked for now.
    fn end_of_grace(&self) -> Timestamp {
        self.clock.now().after(self.policy.grace)
    }

    pub(super) async fn release(&self, who: &SignedIn, id: &LineId) -> Result<(), Fault> {
        let (mut tx, mut line) = self.own_line(who, id).await?;
        match line.state {
            Line::Owned { .. } => {
                self.move_line(&mut tx, &mut line, Event::Release { until: self.end_of_grace() }, None).await?;
                Ok(tx.commit().await?)
            }
            // Asked for before: the grace does not begin anew.
            ref state if state.bought() => Ok(()),
            _ => Err(AppError::TooLate.into()),
        }
    }

    pub(super) async fn keep(&self, who: &SignedIn, id: &LineId) -> Result<(), Fault> {
        let (mut tx, mut line) = self.own_line(who, id).await?;
        match line.state {
            Line::Releasing { .. } => {
                self.move_line(&mut tx, &mut line, Event::Keep, None).await?;
                Ok(tx.commit().await?)
            }
            Line::Owned { .. } => Ok(()),
            _ => Err(AppError::TooLate.into()),
        }
    }

    /// A line of this account, under the account's lock; another account's is not found.
    async fn own_line(&self, who: &SignedIn, id: &LineId) -> Result<(Tx, StoredLine), Fault> {
        let mut tx = self.store.write().await?;
        lock_own(&mut tx, who).await?;
        let line = lines::lookup(&mut tx, id).await?.filter(|line| line.account == who.account);
        Ok((tx, line.ok_or(AppError::NotFound)?))
    }
}

fn owned((line, since): (StoredLine, Timestamp)) -> Option<OwnedNumber> {
    let tenure = Tenure::of(&line.state)?;
    Some(OwnedNumber { line: line.id, order: line.order, offer: line.offer, since, tenure })
}
