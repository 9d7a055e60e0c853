//! Buying a number, and cancelling. Country, price and verdict come from the number, on the server: no argument,
//! cookie or old page skips the gate.

use app::{
    AppError,
    desk::{CONSENT_VERSION, Hold, Placed, Purchase, SignedIn, What},
    domain::{
        OrderId,
        gate::Verdict,
        line::{FailReason, Line},
        offer::{Offer, Source},
        order::Order,
        verification::Verification,
    },
};

use super::{Shop, again, fault::Fault};
use crate::{
    ids,
    store::{
        Tx, accounts, accounts::Account, ledger, ledger::Entry, lines, lines::StoredLine, orders, orders::StoredOrder,
        stock, verifications,
    },
};

impl Shop {
    pub(super) async fn buy_number(&self, who: &SignedIn, purchase: Purchase) -> Result<Placed, AppError> {
        let account = self.account_of(who).await?;
        // A repetition is answered from the books, whatever the carrier says by now.
        if let Some(placed) = self.placed_before(who, &purchase).await? {
            return Ok(placed);
        }
        let Some(offer) = self.offer_to(&account, &purchase.number).await? else {
            // Perhaps it is this very request, sent twice, that has the number.
            return self.placed_before(who, &purchase).await?.ok_or(AppError::NumberGone);
        };
        if offer.monthly != purchase.price {
            return Err(AppError::PriceChanged { now: offer.monthly });
        }
        match again(|| self.place(who, &purchase, offer.clone())).await {
            Ok(placed) => Ok(placed),
            // Somebody was first: either this very request, or another buyer of the number.
            Err(fault) if fault.is_taken() || matches!(fault, Fault::Told(AppError::NumberGone)) => {
                self.placed_before(who, &purchase).await?.ok_or(AppError::NumberGone)
            }
            // Perhaps it is this very request, sent twice, that used the credit up.
            Err(Fault::Told(limit @ AppError::CreditLimit { .. })) => {
                self.placed_before(who, &purchase).await?.ok_or(limit)
            }
            Err(fault) => Err(fault.into()),
        }
    }

    async fn placed_before(&self, who: &SignedIn, purchase: &Purchase) -> Result<Option<Placed>, Fault> {
        let mut tx = self.store.read().await?;
        let Some(order) = orders::by_request(&mut tx, &who.account, &purchase.request).await? else { return Ok(None) };
        if order.request != fingerprint(purchase) {
            return Err(AppError::RequestReused.into());
        }
        Ok(Some(placed(&order)))
    }

    async fn place(&self, who: &SignedIn, purchase: &Purchase, offer: Offer) -> Result<Placed, Fault> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let account = accounts::lock(&mut tx, &who.account).await?.ok_or(AppError::SignInNeeded)?;
        let id: OrderId = ids::fresh();
        let line = StoredLine {
            id: ids::fresh(),
            order: id.clone(),
            account: account.id.clone(),
            offer,
            state: Line::Waiting,
        };
        let lines = vec![line];
        self.stay_within_credit(&mut tx, &account, &lines).await?;
        let verdict = self.ask_gate(&account, &lines);
        let state = match &verdict {
            Verdict::Clear(_) => Order::Completing,
            Verdict::Hold => self.hold(&mut tx, &account, &lines).await?,
        };
        let order = StoredOrder {
            id,
            account: account.id.clone(),
            user: who.user.clone(),
            request_id: purchase.request.clone(),
            request: fingerprint(purchase),
            if_gone: purchase.if_gone,
            state,
            created_at: now,
        };
        orders::add(&mut tx, &order).await?;
        self.note(&mut tx, &order.id, What::Placed).await?;
        for (position, line) in (0..).zip(&lines) {
            lines::add(&mut tx, line, position, None).await?;
            ledger::write(&mut tx, &account.id, &line.id, Entry::Reserve, line.offer.monthly, now).await?;
            if line.offer.source == Source::Stock && !stock::reserve(&mut tx, &line.offer.number, &line.id).await? {
                return Err(AppError::NumberGone.into());
            }
        }
        match verdict {
            Verdict::Hold => self.note(&mut tx, &order.id, What::Held).await?,
            Verdict::Clear(cleared) => self.let_go(&mut tx, &order.id, lines, &cleared).await?,
        }
        tx.commit().await?;
        Ok(placed(&order))
    }

    /// The hold of a new order, within the limits that keep anybody from squatting numbers. Its clock stands still
    /// from the start when the identity is being checked already.
    async fn hold(&self, tx: &mut Tx, account: &Account, lines: &[StoredLine]) -> Result<Order, Fault> {
        let now = self.clock.now();
        let ours = lines.iter().filter(|line| line.offer.source == Source::Stock).count();
        let reserved = lines::reserved(tx, &account.id).await?;
        let full = orders::held(tx, &account.id).await?.len() >= self.policy.held_orders_max;
        if full || reserved + i64::try_from(ours).unwrap_or(i64::MAX) > self.policy.reserved_lines_max {
            return Err(AppError::HoldLimit.into());
        }
        let case = verifications::lookup(tx, &account.id, CONSENT_VERSION).await?;
        // A hold that nothing could end would only expire.
        if matches!(&case, Some(case) if case.state == Verification::Declined) {
            return Err(AppError::IdentityDeclined.into());
        }
        if case.is_none() {
            verifications::open(tx, &ids::fresh(), &account.id, now).await?;
        }
        let paused_at = case.is_some_and(|case| case.state.stops_the_clock()).then_some(now);
        Ok(Order::Held { until: now.after(self.policy.hold), paused_at })
    }

    pub(super) async fn cancel_order(&self, who: &SignedIn, id: &OrderId) -> Result<(), AppError> {
        Ok(self.stop_order(who, id).await?)
    }

    async fn stop_order(&self, who: &SignedIn, id: &OrderId) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        accounts::lock(&mut tx, &who.account).await?.ok_or(AppError::SignInNeeded)?;
        let order = orders::lookup(&mut tx, &who.account, id).await?.ok_or(AppError::NotFound)?;
        if order.state == Order::Cancelled {
            return Ok(());
        }
        let stoppable = matches!(order.state, Order::Held { .. } | Order::Completing)
            && lines::of_order(&mut tx, id).await?.iter().all(|line| line.state.stoppable());
        let end = (Order::Cancelled, FailReason::Cancelled, What::Cancelled);
        if !stoppable || !self.end_hold(&mut tx, &order, end).await? {
            return Err(AppError::TooLate.into());
        }
        Ok(tx.commit().await?)
    }
}

/// What a request asked for, to tell a repetition from a reuse of its id.
fn fingerprint(purchase: &Purchase) -> String {
    format!("{} {} {}", purchase.number.as_e164(), purchase.price.cents(), purchase.if_gone)
}

fn placed(order: &StoredOrder) -> Placed {
    let held = match order.state {
        Order::Held { until, .. } => Some(Hold { until }),
        _ => None,
    };
    Placed { order: order.id.clone(), held }
}
