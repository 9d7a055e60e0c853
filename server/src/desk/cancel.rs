//! Ending an order before its end: cancelled by the buyer, or without the numbers that are gone.

use app::{
    AppError,
    desk::{SignedIn, What},
    domain::{
        OrderId, Timestamp,
        line::{Event, FailReason, Line},
        order::{Ending, IfGone, Order},
    },
};

use super::{Shop, fault::Fault, lock_own};
use crate::store::{Tx, lines, lines::StoredLine, orders, orders::StoredOrder};

impl Shop {
    pub(super) async fn cancel(&self, who: &SignedIn, id: &OrderId) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        lock_own(&mut tx, who).await?;
        let order = orders::lookup(&mut tx, &who.account, id).await?.ok_or(AppError::NotFound)?;
        let lines = lines::of_order(&mut tx, id).await?;
        if ended_before(&order, &lines) {
            return Ok(());
        }
        let states: Vec<Line> = lines.into_iter().map(|line| line.state).collect();
        let stopped = match order.state.ending(&states) {
            Some(Ending::Drop) => {
                let end = (Order::Cancelled, FailReason::Cancelled, What::Cancelled);
                self.end_hold(&mut tx, &order, end).await?
            }
            Some(Ending::GiveUp) => self.end_choice(&mut tx, &order, (Order::Cancelled, What::Cancelled)).await?,
            None => false,
        };
        if stopped { Ok(tx.commit().await?) } else { Err(AppError::TooLate.into()) }
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

    /// Gives up the numbers that are gone. What the order owns stays bought; one that owns nothing ends as `end` says.
    /// The caller holds the account's lock. `false` when the order no longer asks.
    pub(crate) async fn end_choice(
        &self,
        tx: &mut Tx,
        order: &StoredOrder,
        (to, what): (Order, What),
    ) -> Result<bool, Fault> {
        let mut states = Vec::new();
        for mut line in lines::of_order(tx, &order.id).await? {
            if line.state == Line::Gone {
                self.move_line(tx, &mut line, Event::GiveUp, None).await?;
            }
            states.push(line.state);
        }
        let (to, what) = match order.state.after_lines(&states, order.if_gone, Timestamp::from_micros(0)) {
            Order::Failed => (to, what),
            // A number came late for a line that was given up: a person has to look before this is over.
            Order::Completing => (Order::Completing, What::NeedsAttention),
            after => (after, What::PartlyPurchased),
        };
        let ended = orders::set_state(tx, &order.id, order.state, to).await?;
        if ended {
            self.note(tx, &order.id, what).await?;
        }
        Ok(ended)
    }
}

/// Whether the buyer ended it before: the answer may have been lost, and the same is asked again.
fn ended_before(order: &StoredOrder, lines: &[StoredLine]) -> bool {
    let given_up = |line: &StoredLine| line.state == Line::Failed(FailReason::NumberGone);
    match order.state {
        Order::Cancelled => true,
        Order::PartlyPurchased => order.if_gone == IfGone::Ask && lines.iter().any(given_up),
        _ => false,
    }
}
