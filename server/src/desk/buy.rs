//! Buying numbers. Country, price and verdict come from the numbers, on the server: no argument, cookie or old page
//! skips the gate.

use app::{
    AppError,
    desk::{Hold, Placed, PoolTarget, Purchase, SignedIn, What},
    domain::{
        OrderId, PoolId, RequestId, gate,
        line::Line,
        offer::{Offer, Source},
        order::{IfGone, Order},
        verification::Verification,
    },
};

use super::{Shop, again, fault::Fault, lock_own};
use crate::{
    ids,
    store::{
        Tx, accounts::Account, ledger, ledger::Entry, lines, lines::StoredLine, orders, orders::StoredOrder, pools,
        stock,
    },
};

/// A purchase by the client's name for it; the same name means the same purchase.
pub(super) struct Asked<'a> {
    pub who: &'a SignedIn,
    pub request: &'a RequestId,
    /// What was asked for, to tell a repetition from a reuse of the name.
    pub fingerprint: String,
}

/// What the store is about to sell.
pub(super) struct Wish {
    pub offers: Vec<Offer>,
    pub if_gone: IfGone,
    pub pool: Option<ForPool>,
}

/// For which pool, and whether all of it is bought or nothing.
pub(super) struct ForPool {
    pub target: PoolTarget,
    pub whole: bool,
}

impl Shop {
    pub(super) async fn buy(&self, who: &SignedIn, purchase: Purchase) -> Result<Placed, Fault> {
        let Purchase { numbers, price, request, if_gone } = purchase;
        let asked = Asked { who, request: &request, fingerprint: format!("{numbers} {} {if_gone}", price.cents()) };
        let pick = async {
            let account = self.account_of(who).await?;
            let offers = self.offers_to(&account, numbers.as_slice()).await?;
            if offers.len() < numbers.as_slice().len() {
                return Err(AppError::NumberGone.into());
            }
            let now = offers.iter().map(|offer| offer.monthly).sum();
            if now == price {
                Ok(Wish { offers, if_gone, pool: None })
            } else {
                Err(AppError::PriceChanged { now }.into())
            }
        };
        self.place_once(&asked, pick).await
    }

    /// Places what `pick` finds, unless it was placed before: a repetition is answered from the books, whatever stock
    /// and carrier say by now.
    pub(super) async fn place_once(
        &self,
        asked: &Asked<'_>,
        pick: impl Future<Output = Result<Wish, Fault>>,
    ) -> Result<Placed, Fault> {
        if let Some(placed) = self.placed_before(asked).await? {
            return Ok(placed);
        }
        let placing = async {
            let wish = pick.await?;
            again(|| self.place(asked, &wish)).await
        };
        let told = match placing.await {
            Ok(placed) => return Ok(placed),
            Err(fault) if fault.is_taken() => AppError::NumberGone,
            Err(Fault::Told(told)) => told,
            Err(fault) => return Err(fault),
        };
        // Perhaps it is this very request, sent twice, that has the numbers, the credit or the last hold.
        Ok(self.placed_before(asked).await?.ok_or(told)?)
    }

    async fn placed_before(&self, asked: &Asked<'_>) -> Result<Option<Placed>, Fault> {
        let mut tx = self.store.read().await?;
        let found = orders::by_request(&mut tx, &asked.who.account, asked.request).await?;
        match found {
            Some(order) if order.request != asked.fingerprint => Err(AppError::RequestReused.into()),
            found => Ok(found.as_ref().map(placed)),
        }
    }

    async fn place(&self, asked: &Asked<'_>, wish: &Wish) -> Result<Placed, Fault> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let account = lock_own(&mut tx, asked.who).await?;
        let id: OrderId = ids::fresh();
        let line = |offer: &Offer| StoredLine {
            id: ids::fresh(),
            order: id.clone(),
            account: account.id.clone(),
            offer: offer.clone(),
            replaces: None,
            state: Line::Waiting,
        };
        let lines: Vec<StoredLine> = wish.offers.iter().map(line).collect();
        self.stay_within_credit(&mut tx, &account, &lines).await?;
        let purchase = if wish.pool.is_some() { gate::Purchase::Pool } else { gate::Purchase::Numbers };
        let cleared = self.ask_gate(&mut tx, &account, purchase, &lines).await?;
        let state = match &cleared {
            Some(_) => Order::Completing,
            None => self.hold(&mut tx, &account).await?,
        };
        let order = StoredOrder {
            id,
            account: account.id.clone(),
            user: asked.who.user.clone(),
            request_id: asked.request.clone(),
            request: asked.fingerprint.clone(),
            if_gone: wish.if_gone,
            pool: self.pool_of(&mut tx, &account, wish).await?,
            whole: wish.pool.as_ref().is_some_and(|pool| pool.whole),
            state,
            created_at: now,
        };
        orders::add(&mut tx, &order).await?;
        self.note_told(&mut tx, &order.id, What::Placed, &[&order.request]).await?;
        let room = if cleared.is_some() { usize::MAX } else { self.room_to_hold(&mut tx, &account).await? };
        self.add_lines(&mut tx, &lines, 0, room).await?;
        match cleared {
            None => self.note(&mut tx, &order.id, What::Held).await?,
            Some(cleared) => self.let_go(&mut tx, &order.id, cleared).await?,
        }
        tx.commit().await?;
        Ok(placed(&order))
    }

    /// The pool that an order is for, made with it if it is new.
    async fn pool_of(&self, tx: &mut Tx, account: &Account, wish: &Wish) -> Result<Option<PoolId>, Fault> {
        Ok(match wish.pool.as_ref().map(|pool| &pool.target) {
            None => None,
            Some(PoolTarget::Known(id)) => Some(id.clone()),
            Some(PoolTarget::New(name)) => {
                let id: PoolId = ids::fresh();
                pools::add(tx, &id, &account.id, name, self.clock.now()).await?;
                Some(id)
            }
        })
    }

    /// How many numbers of our stock a held order may keep from others: a few, so that nobody squats numbers. The rest
    /// is picked again at completion.
    async fn room_to_hold(&self, tx: &mut Tx, account: &Account) -> Result<usize, Fault> {
        let room = self.policy.reserved_lines_max - lines::reserved(tx, &account.id).await?;
        Ok(usize::try_from(room).unwrap_or(0))
    }

    /// Adds waiting lines from `position` on: each reserves its money, and its number if it is of our stock and there
    /// is `room`.
    pub(super) async fn add_lines(
        &self,
        tx: &mut Tx,
        lines: &[StoredLine],
        position: i64,
        room: usize,
    ) -> Result<(), Fault> {
        lines::add(tx, lines, position, None).await?;
        let money: Vec<_> = lines.iter().map(|line| (&line.account, &line.id, line.offer.monthly)).collect();
        ledger::write_all(tx, &money, Entry::Reserve, self.clock.now()).await?;
        let ours = lines.iter().filter(|line| line.offer.source == Source::Stock).take(room);
        let ours: Vec<_> = ours.map(|line| (&line.offer.number, &line.id)).collect();
        if stock::reserve_all(tx, &ours).await? { Ok(()) } else { Err(AppError::NumberGone.into()) }
    }

    /// The hold of a new order, if the account may hold one more.
    async fn hold(&self, tx: &mut Tx, account: &Account) -> Result<Order, Fault> {
        if orders::held(tx, &account.id).await?.len() >= self.policy.held_orders_max {
            return Err(AppError::HoldLimit.into());
        }
        let case = self.case(tx, &account.id).await?;
        // A hold that nothing could end would only expire.
        if matches!(&case, Some(case) if case.state == Verification::Declined) {
            return Err(AppError::IdentityDeclined.into());
        }
        self.begin_hold(tx, account, case.as_ref()).await
    }
}

fn placed(order: &StoredOrder) -> Placed {
    let held = match order.state {
        Order::Held { until, .. } => Some(Hold { until }),
        _ => None,
    };
    Placed { order: order.id.clone(), held }
}
