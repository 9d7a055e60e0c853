//! How orders and lines move, and everything that follows from a move in the same transaction: the ledger, the
//! reservation, the order's own state, its timeline.

use app::{
    desk::What,
    domain::{
        OrderId, Timestamp,
        gate::{self, Cleared, Verdict},
        line::{Event, FailReason, Line},
        offer::Source,
        order::{Order, Status},
    },
};

use super::{Shop, fault::Fault};
use crate::{
    ids,
    store::{
        Tx, accounts::Account, happenings, ledger, ledger::Entry, lines, lines::StoredLine, orders,
        orders::StoredOrder, stock,
    },
};

impl Shop {
    /// Asks the gate about an order's lines. The caller holds the account's lock.
    pub(crate) fn ask_gate(&self, account: &Account, lines: &[StoredLine]) -> Verdict {
        let numbers: Vec<_> = lines.iter().map(|line| line.offer.number.clone()).collect();
        gate::decide(
            &self.policy.regions,
            gate::Purchase::Numbers,
            &numbers,
            account.telephony,
            account.approval.as_ref(),
        )
    }

    /// Lets a cleared order's waiting lines go: numbers of our stock are sold here and now, the others become ready
    /// for a worker. The one way from the gate to a purchase, for new orders and for held ones.
    pub(crate) async fn let_go(
        &self,
        tx: &mut Tx,
        order: &OrderId,
        lines: Vec<StoredLine>,
        cleared: &[Cleared],
    ) -> Result<(), Fault> {
        for (mut line, cleared) in lines.into_iter().zip(cleared) {
            if !self.clear_line(tx, &mut line).await? {
                self.move_line(tx, &mut line, Event::Drop(FailReason::NumberGone), None).await?;
                continue;
            }
            if line.offer.source == Source::Stock {
                let event = if stock::sell(tx, cleared, &line.id).await? {
                    Event::Bought { sid: line.id.to_string() }
                } else {
                    Event::Drop(FailReason::NumberGone)
                };
                self.move_line(tx, &mut line, event, None).await?;
            }
        }
        self.settle(tx, order).await
    }

    /// Makes a waiting line live; `false`, and nothing done, when its number has another live line. Two accounts may
    /// both see none, so the index has the last word, and its no must not cost the approval.
    async fn clear_line(&self, tx: &mut Tx, line: &mut StoredLine) -> Result<bool, Fault> {
        if lines::is_live(tx, &line.offer.number).await? {
            return Ok(false);
        }
        tx.mark().await?;
        match self.move_line(tx, line, Event::Clear, None).await {
            Ok(()) => tx.keep().await?,
            Err(fault) if fault.is_taken() => {
                tx.undo().await?;
                return Ok(false);
            }
            Err(fault) => return Err(fault),
        }
        Ok(true)
    }

    /// Moves one line. `due` says when a worker looks at it next; without it, at once.
    pub(crate) async fn move_line(
        &self,
        tx: &mut Tx,
        line: &mut StoredLine,
        event: Event,
        due: Option<Timestamp>,
    ) -> Result<(), Fault> {
        let now = self.clock.now();
        let next = line.state.clone().next(event, self.policy.patience)?;
        let due = match &next {
            Line::Ready { .. } | Line::Unknown { .. } => Some(due.unwrap_or(now)),
            Line::Buying { lease_until, .. } => Some(*lease_until),
            Line::Waiting | Line::Owned { .. } | Line::Failed(_) | Line::Manual => None,
        };
        lines::set_state(tx, &line.id, &next, due).await?;
        let entry = match (&line.state, &next) {
            (before, Line::Owned { .. }) if !matches!(before, Line::Owned { .. }) => Some(Entry::Capture),
            (_, Line::Failed(_)) => Some(Entry::Release),
            _ => None,
        };
        if let Some(entry) = entry {
            ledger::write(tx, &line.account, &line.id, entry, line.offer.monthly, now).await?;
        }
        if next == Line::Manual && line.state != Line::Manual {
            tracing::error!(line = %line.id, order = %line.order, was = ?line.state, "a line needs a person");
        }
        if matches!(next, Line::Failed(_)) {
            stock::free(tx, &line.id).await?;
        }
        line.state = next;
        Ok(())
    }

    /// Gives a completing order the state that its lines have earned, and notes it.
    pub(crate) async fn settle(&self, tx: &mut Tx, order: &OrderId) -> Result<(), Fault> {
        let states: Vec<Line> = lines::of_order(tx, order).await?.into_iter().map(|line| line.state).collect();
        if states.contains(&Line::Manual) {
            return self.note_once(tx, order, What::NeedsAttention).await;
        }
        let after = Order::Completing.after_lines(&states);
        if after == Order::Completing || !orders::set_state(tx, order, Order::Completing, after).await? {
            return Ok(());
        }
        let what = match Status::of(after, &states, false) {
            Status::Purchased => What::Purchased,
            Status::PartlyPurchased => What::PartlyPurchased,
            Status::NumberGone => What::NumberGone,
            Status::Declined => What::Declined,
            _ => What::Failed,
        };
        self.note(tx, order, what).await
    }

    /// Ends a held order without a purchase: its reservations are freed, nothing is charged. The caller holds the
    /// account's lock. `false` when the order is no longer held.
    pub(crate) async fn end_hold(
        &self,
        tx: &mut Tx,
        order: &StoredOrder,
        (to, reason, what): (Order, FailReason, What),
    ) -> Result<bool, Fault> {
        if !orders::set_state(tx, &order.id, order.state, to).await? {
            return Ok(false);
        }
        for mut line in lines::of_order(tx, &order.id).await? {
            self.move_line(tx, &mut line, Event::Drop(reason), None).await?;
        }
        self.note(tx, &order.id, what).await?;
        Ok(true)
    }

    /// Lets every held order of a locked account go that the gate now clears.
    pub(crate) async fn wake_held(&self, tx: &mut Tx, account: &Account) -> Result<usize, Fault> {
        let mut woken = 0;
        for order in orders::held(tx, &account.id).await? {
            let lines = lines::of_order(tx, &order.id).await?;
            let Verdict::Clear(cleared) = self.ask_gate(account, &lines) else { continue };
            if orders::set_state(tx, &order.id, order.state, Order::Completing).await? {
                self.note(tx, &order.id, What::Verified).await?;
                self.let_go(tx, &order.id, lines, &cleared).await?;
                woken += 1;
            }
        }
        Ok(woken)
    }

    /// Notes that something happened to an order, now.
    pub(crate) async fn note(&self, tx: &mut Tx, order: &OrderId, what: What) -> Result<(), Fault> {
        Ok(happenings::add(tx, &ids::text(), order, what, self.clock.now()).await?)
    }

    /// The same, unless it is what happened last.
    pub(crate) async fn note_once(&self, tx: &mut Tx, order: &OrderId, what: What) -> Result<(), Fault> {
        let last = happenings::of_order(tx, order).await?.into_iter().next();
        if last.is_some_and(|last| last.what == what) { Ok(()) } else { self.note(tx, order, what).await }
    }
}
