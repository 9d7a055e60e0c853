//! How orders and lines move, and everything that follows from a move in the same transaction: the ledger, the
//! reservation, the order's own state, its timeline.

use app::{
    desk::What,
    domain::{
        NoticeKind, OrderId, PhoneNumber, Timestamp,
        gate::{self, Cleared, Verdict},
        line::{Event, FailReason, Line},
        offer::Source,
        order::{IfGone, Order, Status},
        rule::Rules,
        verification::Verification,
    },
};

use super::{Shop, fault::Fault};
use crate::{
    ids,
    store::{
        Tx,
        accounts::Account,
        audit::{self, Deed, Subject},
        happenings, jobs,
        jobs::Kind,
        ledger,
        ledger::Entry,
        lines,
        lines::StoredLine,
        orders,
        orders::StoredOrder,
        rules, stock, verifications,
        verifications::Case,
    },
};

impl Shop {
    /// The rules in force: read wherever they are asked for, so that a change counts on every node from its commit on.
    pub(crate) async fn rules(&self, tx: &mut Tx) -> Result<Rules, Fault> {
        Ok(rules::in_force(tx, self.policy.rules()).await?)
    }

    /// Asks the gate about an order's lines: each with the leave to buy its number, or `None` when it holds them all.
    /// The caller holds the account's lock.
    pub(crate) async fn ask_gate(
        &self,
        tx: &mut Tx,
        account: &Account,
        purchase: gate::Purchase,
        lines: &[StoredLine],
    ) -> Result<Option<Vec<(StoredLine, Cleared)>>, Fault> {
        let numbers: Vec<_> = lines.iter().map(|line| line.offer.number.clone()).collect();
        Ok(match verdict(&self.rules(tx).await?, account, purchase, &numbers) {
            Verdict::Clear(cleared) => Some(lines.iter().cloned().zip(cleared).collect()),
            Verdict::Hold => None,
        })
    }

    /// Lets a cleared order's waiting lines go: numbers of our stock are sold here and now, the others become ready
    /// for a worker. The one way from the gate to a purchase, for new orders and for held ones.
    pub(crate) async fn let_go(
        &self,
        tx: &mut Tx,
        order: &OrderId,
        lines: Vec<(StoredLine, Cleared)>,
    ) -> Result<(), Fault> {
        for (mut line, cleared) in lines {
            if !self.clear_line(tx, &mut line).await? {
                self.move_line(tx, &mut line, Event::Drop(FailReason::NumberGone), None).await?;
                continue;
            }
            if line.offer.source == Source::Stock {
                // Beyond the cap of a held order nothing was reserved: it is picked now, if it is still there.
                stock::reserve(tx, &line.offer.number, &line.id).await?;
                let event = if stock::sell(tx, &cleared, &line.id).await? {
                    Event::Bought { sid: line.id.to_string() }
                } else {
                    Event::Drop(FailReason::NumberGone)
                };
                self.move_line(tx, &mut line, event, None).await?;
            }
        }
        self.settle(tx, order).await
    }

    /// Lets a cleared order go that was promised all or nothing. What was held beyond the cap is picked again first;
    /// where that fails, all of it ends.
    async fn let_all_go(
        &self,
        tx: &mut Tx,
        account: &Account,
        order: &StoredOrder,
        lines: Vec<StoredLine>,
    ) -> Result<(), Fault> {
        let (mut secured, mut missing) = (Vec::with_capacity(lines.len()), Vec::new());
        // First all that are still there, or one line would take another's number.
        for line in lines {
            let reserved = stock::reserve(tx, &line.offer.number, &line.id).await?;
            if reserved { secured.push(line) } else { missing.push(line) }
        }
        for line in missing {
            match self.reserve_instead(tx, line).await? {
                Some(line) => secured.push(line),
                None => return self.give_all_up(tx, order).await,
            }
        }
        match self.ask_gate(tx, account, order.purchase(), &secured).await? {
            Some(cleared) => self.let_go(tx, &order.id, cleared).await,
            None => self.give_all_up(tx, order).await,
        }
    }

    async fn give_all_up(&self, tx: &mut Tx, order: &StoredOrder) -> Result<(), Fault> {
        for mut line in lines::of_order(tx, &order.id).await? {
            if line.state == Line::Waiting {
                self.move_line(tx, &mut line, Event::Drop(FailReason::NumberGone), None).await?;
                self.move_line(tx, &mut line, Event::GiveUp, None).await?;
            }
        }
        self.settle(tx, &order.id).await
    }

    /// What becomes of a line that is ready, and that the gate no longer clears. An order of which nothing was asked for
    /// is held, as if it were placed now, where the identity was never refused: the rules became stricter. One that is
    /// bought in part cannot be, since a hold may end with nothing; its line ends.
    pub(crate) async fn stop_at_gate(
        &self,
        tx: &mut Tx,
        account: &Account,
        (order, lines): (&StoredOrder, Vec<StoredLine>),
        mut line: StoredLine,
    ) -> Result<(), Fault> {
        let case = self.case(tx, &account.id).await?;
        let refused =
            matches!(&case, Some(case) if matches!(case.state, Verification::Declined | Verification::Revoked));
        let states: Vec<Line> = lines.iter().map(|line| line.state.clone()).collect();
        if !refused && order.state.may_be_held(&states) {
            let hold = self.begin_hold(tx, account, case.as_ref()).await?;
            for mut line in lines {
                self.move_line(tx, &mut line, Event::Hold, None).await?;
            }
            orders::set_state(tx, &order.id, order.state, hold).await?;
            tracing::info!(order = %order.id, "an order is held by rules that became stricter");
            return self.note(tx, &order.id, What::Held).await;
        }
        let event = if refused { Event::Revoked } else { Event::Tightened };
        self.move_line(tx, &mut line, event, None).await?;
        self.settle(tx, &order.id).await
    }

    /// The hold of an order that begins now, for an account with this case. Its clock stands still from the start when
    /// the identity is being checked already.
    pub(super) async fn begin_hold(&self, tx: &mut Tx, account: &Account, case: Option<&Case>) -> Result<Order, Fault> {
        let now = self.clock.now();
        if case.is_none() {
            verifications::open(tx, &ids::fresh(), &account.id, now).await?;
        }
        let paused_at = case.is_some_and(|case| case.state.stops_the_clock()).then_some(now);
        Ok(Order::Held { until: now.after(self.rules(tx).await?.hold), paused_at })
    }

    /// Makes a waiting line live; `false`, and nothing done, when its number has another live line. Two accounts may
    /// both see none, so the index has the last word, and its no must not cost the approval.
    pub(super) async fn clear_line(&self, tx: &mut Tx, line: &mut StoredLine) -> Result<bool, Fault> {
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
            Line::Ready { .. } | Line::Unknown { .. } | Line::Returning { .. } => Some(due.unwrap_or(now)),
            Line::Buying { lease_until, .. } => Some(*lease_until),
            Line::Releasing { until, .. } => Some(*until),
            Line::Waiting
            | Line::Owned { .. }
            | Line::Released { .. }
            | Line::Gone
            | Line::Replaced
            | Line::Failed(_)
            | Line::Manual => None,
        };
        lines::set_state(tx, &line.id, &next, due).await?;
        let entry = match (&line.state, &next) {
            (before, Line::Owned { .. }) if !before.bought() => Some(Entry::Capture),
            // From here on the buyer can neither keep it nor owes anything for it, however long the carrier takes.
            (Line::Releasing { .. }, Line::Returning { .. }) => Some(Entry::End),
            (_, Line::Gone | Line::Failed(_)) => Some(Entry::Release),
            _ => None,
        };
        if let Some(entry) = entry {
            ledger::write(tx, &line.account, &line.id, entry, line.offer.monthly, now).await?;
        }
        if (next == Line::Manual && line.state != Line::Manual) || next.stuck() {
            tracing::error!(line = %line.id, order = %line.order, was = ?line.state, "a line needs a person");
        }
        if let Some(action) = audited(&line.state, &next) {
            self.record(tx, Subject::Line(&line.id), action, &[line.offer.number.as_e164()]).await?;
        }
        match next {
            Line::Gone | Line::Failed(_) => stock::free(tx, &line.id).await?,
            Line::Released { .. } => stock::take_back(tx, &line.id).await?,
            _ => {}
        }
        line.state = next;
        Ok(())
    }

    /// Gives an order under way the state that its lines have earned, and notes it.
    pub(crate) async fn settle(&self, tx: &mut Tx, order: &OrderId) -> Result<(), Fault> {
        let lines = lines::of_order(tx, order).await?;
        let Some(first) = lines.first() else { return Ok(()) };
        let Some(order) = orders::lookup(tx, &first.account, order).await? else { return Ok(()) };
        let states: Vec<Line> = lines.iter().map(|line| line.state.clone()).collect();
        if order.if_gone == IfGone::Closest {
            for gone in lines.iter().filter(|line| line.state == Line::Gone) {
                // One that waits goes on with the patience that it has left.
                jobs::plan(tx, Kind::Replace, gone.id.as_str(), self.clock.now()).await?;
            }
        }
        if states.contains(&Line::Manual) {
            return self.note_once(tx, &order.id, What::NeedsAttention).await;
        }
        let until = self.clock.now().after(self.rules(tx).await?.hold);
        let after = order.state.after_lines(&states, order.if_gone, until);
        if after == order.state || !orders::set_state(tx, &order.id, order.state, after).await? {
            return Ok(());
        }
        let what = match Status::of(after, &states, false) {
            Status::Completing => return Ok(()),
            Status::NumberGone if matches!(after, Order::Choosing { .. }) => What::Choose,
            Status::Purchased => What::Purchased,
            Status::PartlyPurchased => What::PartlyPurchased,
            Status::NumberGone => What::NumberGone,
            Status::Declined => What::Declined,
            _ => What::Failed,
        };
        if what == What::Declined {
            // The approval was taken back while it was bought.
            self.tell(tx, NoticeKind::Declined, order.id.as_str(), Some(&order.id)).await?;
        }
        self.note(tx, &order.id, what).await
    }

    /// Lets every held order and application of a locked account go that the gate now clears.
    pub(crate) async fn wake_held(&self, tx: &mut Tx, account: &Account) -> Result<usize, Fault> {
        let mut woken = self.clear_applications(tx, account).await?;
        for order in orders::held(tx, &account.id).await? {
            let lines = lines::of_order(tx, &order.id).await?;
            let Some(cleared) = self.ask_gate(tx, account, order.purchase(), &lines).await? else { continue };
            if orders::set_state(tx, &order.id, order.state, Order::Completing).await? {
                self.note(tx, &order.id, What::Verified).await?;
                if order.whole {
                    self.let_all_go(tx, account, &order, lines).await?;
                } else {
                    self.let_go(tx, &order.id, cleared).await?;
                }
                woken += 1;
            }
        }
        Ok(woken)
    }

    /// Notes that something happened to an order, now: in its timeline, among the notices and in the audit trail. The caller
    /// holds the account's lock.
    pub(crate) async fn note(&self, tx: &mut Tx, order: &OrderId, what: What) -> Result<(), Fault> {
        self.note_told(tx, order, what, &[]).await
    }

    /// The same, with what else the trail keeps a hash of.
    pub(super) async fn note_told(
        &self,
        tx: &mut Tx,
        order: &OrderId,
        what: What,
        details: &[&str],
    ) -> Result<(), Fault> {
        happenings::add(tx, &ids::text(), order, what, self.clock.now()).await?;
        self.tell_of(tx, order, what).await?;
        self.record(tx, Subject::Order(order), what.as_str(), details).await
    }

    /// Adds to the audit trail what is done in this transaction.
    pub(crate) async fn record(
        &self,
        tx: &mut Tx,
        subject: Subject<'_>,
        action: &str,
        details: &[&str],
    ) -> Result<(), Fault> {
        audit::record(tx, &self.audit, Deed { subject, action, details }, self.clock.now()).await?;
        Ok(())
    }

    /// The same, unless it is what happened last.
    pub(crate) async fn note_once(&self, tx: &mut Tx, order: &OrderId, what: What) -> Result<(), Fault> {
        let last = happenings::of_order(tx, order).await?.into_iter().next();
        if last.is_some_and(|last| last.what == what) { Ok(()) } else { self.note(tx, order, what).await }
    }
}

/// Asks the gate about numbers that an account would buy together.
pub(super) fn verdict(rules: &Rules, account: &Account, purchase: gate::Purchase, numbers: &[PhoneNumber]) -> Verdict {
    gate::decide(&rules.regions, purchase, numbers, account.telephony, account.approval.as_ref())
}

/// The moves of a line that the audit trail tells of besides those of its order: what becomes of a number that is owned.
const fn audited(before: &Line, after: &Line) -> Option<&'static str> {
    match (before, after) {
        (Line::Releasing { .. }, Line::Owned { .. }) => Some("kept"),
        (Line::Releasing { .. }, Line::Releasing { .. }) | (Line::Returning { .. }, Line::Returning { .. }) => None,
        (_, Line::Releasing { .. }) => Some("releasing"),
        (_, Line::Returning { .. }) => Some("returning"),
        (_, Line::Released { .. }) => Some("released"),
        _ => None,
    }
}
