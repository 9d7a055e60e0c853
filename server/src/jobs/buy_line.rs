//! Buying one line at a carrier, exactly once.
//!
//! Intent is committed before the first byte leaves and the outcome after the answer; nothing is asked of a carrier
//! inside a transaction. Whatever the answer leaves open is settled by reading the carrier.

use app::domain::{
    LineId, Telephony, Timestamp,
    gate::Cleared,
    line::{Event, FailReason, Line},
};
use std::time::Duration;

use super::{Worker, release_line::Leaving};
use crate::{
    carriers::{BuyAnswer, CarrierError, Shown, Twilio},
    desk::fault::Fault,
    store::{Tx, accounts, accounts::Account, lines, lines::StoredLine, orders},
};

/// How long a line whose carrier is gone or denies us is left alone.
pub(super) const LEFT_ALONE: Duration = Duration::from_secs(60);
/// How long to leave a carrier alone that refuses the credentials: a person has to mend them.
pub(super) const UNTIL_MENDED: Duration = Duration::from_secs(300);
/// First wait after a carrier that was too busy or silent.
const SHORT_WAIT: Duration = Duration::from_secs(2);

/// What a taken line asks for.
enum Step {
    /// Ask the carrier to sell; the intent is committed.
    Send { carrier: Twilio, cleared: Cleared, intent: Line, own: bool },
    /// Read the carrier.
    Look { carrier: Twilio, line: StoredLine },
    /// Ask the carrier to take it back; the intent is committed.
    GiveBack(Leaving),
}

impl Worker {
    pub(super) async fn run_line(&self, id: &LineId) -> Result<(), Fault> {
        match self.take_line(id).await? {
            None => Ok(()),
            Some(Step::Send { intent, .. }) if !self.in_time(&intent) => {
                tracing::warn!(line = %id, "too late to ask the carrier within the lease");
                self.shop.book(id, Event::NotSent, None, Some(&intent)).await.map(|_| ())
            }
            Some(Step::Send { carrier, cleared, intent, own }) => {
                let answer = carrier.buy(&cleared, id).await;
                if self.book_answer(id, &intent, own, answer).await? {
                    // An ambiguous answer is read back at once.
                    if let Some(Step::Look { carrier, line }) = self.take_line(id).await? {
                        self.look(&carrier, &line).await?;
                    }
                }
                Ok(())
            }
            Some(Step::Look { carrier, line }) => self.look(&carrier, &line).await,
            Some(Step::GiveBack(leaving)) => self.give_back(&leaving).await,
        }
    }

    /// Whether a request that is sent now ends within the lease, whatever the carrier does. Afterwards another worker
    /// may already read the carrier, and must not find it empty because our request comes late.
    fn in_time(&self, intent: &Line) -> bool {
        let now = self.shop.clock.now();
        matches!(intent, Line::Buying { lease_until, .. } if now.after(self.shop.policy.carrier_timeout) < *lease_until)
    }

    /// Takes a due line under its account's lock and commits what is about to be done.
    async fn take_line(&self, id: &LineId) -> Result<Option<Step>, Fault> {
        let shop = &self.shop;
        let now = shop.clock.now();
        let mut tx = shop.store.write().await?;
        let Some(known) = lines::lookup(&mut tx, id).await? else { return Ok(None) };
        let Some(account) = accounts::lock(&mut tx, &known.account).await? else { return Ok(None) };
        let Some(mut line) = lines::lookup(&mut tx, id).await? else { return Ok(None) };
        if line.state.bought() {
            return Ok(self.begin_release(tx, &account, line).await?.map(Step::GiveBack));
        }
        let Some(carrier) = shop.carriers.of(&account)? else {
            tracing::error!(line = %id, "a line waits for a carrier that is not configured");
            lines::set_state(&mut tx, id, &line.state, Some(now.after(LEFT_ALONE))).await?;
            tx.commit().await?;
            return Ok(None);
        };
        if matches!(line.state, Line::Buying { .. } | Line::Unknown { .. })
            && lines::carrier_account(&mut tx, id).await?.is_some_and(|asked| asked != carrier.account_sid())
        {
            // Another carrier account shows nothing of this purchase: its silence would be taken for a no.
            tracing::error!(line = %id, "a line was asked for at another carrier account than its account has now");
            lines::set_state(&mut tx, id, &line.state, Some(now.after(LEFT_ALONE))).await?;
            tx.commit().await?;
            return Ok(None);
        }
        let step = match line.state.clone() {
            Line::Ready { .. } => self.intend(&mut tx, &account, line, carrier, now).await?,
            Line::Buying { lease_until, .. } if lease_until > now => None,
            Line::Buying { .. } => {
                shop.move_line(&mut tx, &mut line, Event::Ambiguous, Some(now.after(shop.policy.lease))).await?;
                Some(Step::Look { carrier, line })
            }
            Line::Unknown { .. } => {
                lines::set_state(&mut tx, id, &line.state, Some(now.after(shop.policy.lease))).await?;
                Some(Step::Look { carrier, line })
            }
            Line::Waiting
            | Line::Gone
            | Line::Replaced
            | Line::Owned { .. }
            | Line::Releasing { .. }
            | Line::Returning { .. }
            | Line::Released { .. }
            | Line::Failed(_)
            | Line::Manual => None,
        };
        tx.commit().await?;
        Ok(step)
    }

    /// Writes the intent to buy, if the gate still clears the order.
    async fn intend(
        &self,
        tx: &mut Tx,
        account: &Account,
        mut line: StoredLine,
        carrier: Twilio,
        now: Timestamp,
    ) -> Result<Option<Step>, Fault> {
        let shop = &self.shop;
        let Some(order) = orders::lookup(tx, &account.id, &line.order).await? else { return Ok(None) };
        let lines = lines::of_order(tx, &line.order).await?;
        let cleared = shop.ask_gate(tx, account, order.purchase(), &lines).await?.unwrap_or_default();
        let Some((_, cleared)) = cleared.into_iter().find(|(other, _)| other.id == line.id) else {
            shop.stop_at_gate(tx, account, (&order, lines), line).await?;
            return Ok(None);
        };
        let claim = Event::Claim { lease_until: now.after(shop.policy.lease) };
        shop.move_line(tx, &mut line, claim, None).await?;
        lines::set_carrier_account(tx, &line.id, carrier.account_sid()).await?;
        let own = account.telephony == Telephony::OwnCarrier;
        Ok(Some(Step::Send { carrier, cleared, intent: line.state, own }))
    }

    /// Books the carrier's answer; `true` when it must be read back.
    async fn book_answer(&self, id: &LineId, intent: &Line, own: bool, answer: BuyAnswer) -> Result<bool, Fault> {
        let now = self.shop.clock.now();
        let (event, due) = match answer {
            BuyAnswer::Bought { sid } => (Event::Bought { sid }, None),
            BuyAnswer::NotSent { retry_after } => (Event::NotSent, Some(now.after(retry_after.unwrap_or(SHORT_WAIT)))),
            BuyAnswer::Refused(reason) => (Event::Refused(reason), None),
            // The buyer's own credentials are the buyer's to mend; ours are mended while the order waits.
            BuyAnswer::Denied if own && matches!(intent, Line::Buying { attempt: 1, .. }) => {
                (Event::Refused(FailReason::CarrierRefused), None)
            }
            BuyAnswer::Denied => {
                tracing::error!(line = %id, "the carrier refuses the credentials; the line waits until they are mended");
                (Event::Denied, Some(now.after(UNTIL_MENDED)))
            }
            BuyAnswer::Ambiguous => (Event::Ambiguous, None),
        };
        self.shop.book(id, event, due, Some(intent)).await
    }

    async fn look(&self, carrier: &Twilio, line: &StoredLine) -> Result<(), Fault> {
        // Dated before it is asked: an answer that lies unread for a settle time must not pass for a second one.
        let at = self.shop.clock.now();
        let event = match carrier.find(&line.offer.number).await {
            Ok(Some(Shown { sid, tag, .. })) if tag == line.id.as_str() => Event::SeenOurs { sid },
            Ok(Some(_)) => Event::SeenForeign,
            Ok(None) => Event::SeenAbsent { at },
            Err(error) => return self.look_later(line, &error).await,
        };
        let due = self.shop.clock.now().after(self.shop.policy.patience.settle);
        self.shop.book(&line.id, event, Some(due), Some(&line.state)).await.map(|_| ())
    }

    /// A carrier that cannot be read leaves the line as it is: never given up, never guessed. It is left alone for as
    /// long as it asks for.
    async fn look_later(&self, line: &StoredLine, error: &CarrierError) -> Result<(), Fault> {
        tracing::warn!(line = %line.id, error = error as &dyn std::error::Error, "the carrier could not be read");
        let mut tx = self.shop.store.write().await?;
        accounts::lock(&mut tx, &line.account).await?;
        let Some(now) = lines::lookup(&mut tx, &line.id).await? else { return Ok(()) };
        if now.state == line.state {
            let asked_for = if let CarrierError::Busy { retry_after } = error { *retry_after } else { None };
            let wait = self.shop.policy.patience.settle.max(asked_for.unwrap_or_default());
            lines::set_state(&mut tx, &line.id, &line.state, Some(self.shop.clock.now().after(wait))).await?;
        }
        Ok(tx.commit().await?)
    }
}
