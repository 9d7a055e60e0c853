//! Giving one number back, after its grace.
//!
//! Like buying it stands between two commits, the intent before the first byte and the outcome after the answer. It
//! needs no reading back: what names a number by its id may be asked for again until the carrier says that it is gone.

use app::domain::{
    line::{Event, Line},
    offer::Source,
};
use std::time::Duration;

use super::{
    Worker,
    buy_line::{LEFT_ALONE, UNTIL_MENDED},
};
use crate::{
    carriers::{ReleaseAnswer, Twilio},
    desk::fault::Fault,
    store::{Tx, accounts, accounts::Account, lines, lines::StoredLine},
};

/// How long to leave a carrier alone that keeps refusing, until a person has looked.
const UNTIL_SEEN: Duration = Duration::from_secs(3_600);

/// A line whose number the carrier is about to be asked to take back.
pub(super) struct Leaving {
    carrier: Twilio,
    sid: String,
    line: StoredLine,
}

impl Worker {
    /// Takes a line whose grace is over, under its account's lock, and commits that the carrier is about to be asked.
    /// A number of our own stock is for sale again in that very transaction.
    pub(super) async fn begin_release(
        &self,
        mut tx: Tx,
        account: &Account,
        mut line: StoredLine,
    ) -> Result<Option<Leaving>, Fault> {
        let (shop, now) = (&self.shop, self.shop.clock.now());
        let begun = match &line.state {
            Line::Releasing { until, .. } if *until <= now => false,
            Line::Returning { .. } => true,
            // Kept meanwhile, or released.
            _ => return Ok(None),
        };
        let carrier = self.bought_at(&mut tx, account, &line).await?;
        if carrier.is_none() && line.offer.source != Source::Stock {
            // Nothing can be asked, so nothing begins, and the buyer may still keep it.
            tracing::error!(line = %line.id, "a number cannot be given back: its carrier account is not the account's");
            lines::set_state(&mut tx, &line.id, &line.state, Some(now.after(LEFT_ALONE))).await?;
            tx.commit().await?;
            return Ok(None);
        }
        let lease = Some(now.after(shop.policy.lease));
        if begun {
            lines::set_state(&mut tx, &line.id, &line.state, lease).await?;
        } else {
            shop.move_line(&mut tx, &mut line, Event::Return, lease).await?;
        }
        if line.offer.source == Source::Stock {
            shop.move_line(&mut tx, &mut line, Event::Returned { at: now }, None).await?;
        }
        tx.commit().await?;
        let sid = line.state.sid().unwrap_or_default().to_owned();
        Ok(carrier.map(|carrier| Leaving { carrier, sid, line }))
    }

    /// The carrier account where the line was bought, which alone can take it back: another one would say of a number
    /// that it never had that it is gone.
    pub(super) async fn bought_at(
        &self,
        tx: &mut Tx,
        account: &Account,
        line: &StoredLine,
    ) -> Result<Option<Twilio>, Fault> {
        if line.offer.source == Source::Stock {
            return Ok(None);
        }
        let bought_at = lines::carrier_account(tx, &line.id).await?;
        Ok(self.shop.carriers.of(account)?.filter(|carrier| bought_at.as_deref() == Some(carrier.account_sid())))
    }

    /// Asks the carrier, and books its answer.
    pub(super) async fn give_back(&self, leaving: &Leaving) -> Result<(), Fault> {
        let Leaving { carrier, sid, line } = leaving;
        let answer = carrier.release(sid).await;
        let (shop, now) = (&self.shop, self.shop.clock.now());
        let mut tx = shop.store.write().await?;
        accounts::lock(&mut tx, &line.account).await?;
        let Some(mut stored) = lines::lookup(&mut tx, &line.id).await? else { return Ok(()) };
        // Another worker was faster; if this answer said more than that one's, the next one says it again.
        if stored.state != line.state {
            return Ok(());
        }
        match answer {
            ReleaseAnswer::Released => {
                shop.move_line(&mut tx, &mut stored, Event::Returned { at: now }, None).await?;
            }
            ReleaseAnswer::Refused => {
                let wait = if line.state.stuck() { UNTIL_SEEN } else { UNTIL_MENDED };
                shop.move_line(&mut tx, &mut stored, Event::Denied, Some(now.after(wait))).await?;
            }
            ReleaseAnswer::Later { retry_after } => {
                let due = now.after(retry_after.unwrap_or(shop.policy.patience.settle));
                lines::set_state(&mut tx, &line.id, &line.state, Some(due)).await?;
            }
        }
        Ok(tx.commit().await?)
    }
}
