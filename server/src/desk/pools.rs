//! Pools: numbers of one place, bought together. Which numbers they are is the store's choice; how many and at what
//! price is the buyer's.

use app::{
    AppError,
    desk::{
        Placed, PoolNumber, PoolPurchase, PoolQuote, PoolSummary, PoolTarget, PoolView, PoolWish, SignedIn, Tenure,
    },
    domain::{
        Money, PoolId, Telephony,
        gate::{self, Verdict},
        offer::{NumberType, Offer, Query},
        order::IfGone,
        pool::{Fill, PoolName},
    },
};
use std::collections::HashSet;

use super::{
    Shop,
    buy::{Asked, ForPool, Wish},
    fault::Fault,
    lock_own,
    moves::verdict,
    search::without_live,
};
use crate::{
    ids,
    store::{accounts::Account, lines, lines::StoredLine, orders, pools, stock},
};

/// Pools of one page of the list.
const POOLS_MAX: i64 = 100;
/// Numbers that a quote names.
const EXAMPLES: usize = 5;
/// How often numbers are picked for one purchase, when others are faster.
const PICKS: usize = 3;

/// What fits a wish.
struct Picked {
    offers: Vec<Offer>,
    /// The carrier did not say what it has.
    carrier_silent: bool,
}

impl Shop {
    pub(super) async fn quote_pool(&self, who: &SignedIn, wish: &PoolWish) -> Result<PoolQuote, Fault> {
        let account = self.account_of(who).await?;
        let Picked { offers, carrier_silent } = self.pick(&account, wish).await?;
        let numbers: Vec<_> = offers.iter().map(|offer| offer.number.clone()).collect();
        Ok(PoolQuote {
            count: offers.len(),
            total: offers.iter().map(|offer| offer.monthly).sum(),
            request: ids::fresh(),
            held: verdict(&self.rules_now().await?, &account, gate::Purchase::Pool, &numbers) == Verdict::Hold,
            examples: numbers.into_iter().take(EXAMPLES).collect(),
            carrier_silent,
        })
    }

    pub(super) async fn buy_pool(&self, who: &SignedIn, purchase: PoolPurchase) -> Result<Placed, Fault> {
        let PoolPurchase { target, wish, price, request } = purchase;
        let asked = Asked { who, request: &request, fingerprint: fingerprint(&target, &wish, price.cents()) };
        // Everybody is picked the same numbers first: whoever was slower by a moment is picked others.
        for _ in 1..PICKS {
            match self.place_once(&asked, self.picked_for(who, &target, &wish, price)).await {
                Err(Fault::Told(AppError::NumberGone)) => {}
                done => return done,
            }
        }
        self.place_once(&asked, self.picked_for(who, &target, &wish, price)).await
    }

    /// What a confirmed pool buys, if it still costs the price that the buyer saw.
    async fn picked_for(
        &self,
        who: &SignedIn,
        target: &PoolTarget,
        wish: &PoolWish,
        price: Money,
    ) -> Result<Wish, Fault> {
        let account = self.account_of(who).await?;
        if let PoolTarget::Known(id) = target {
            let mut tx = self.store.read().await?;
            pools::lookup(&mut tx, &account.id, id).await?.ok_or(AppError::NotFound)?;
        }
        let Picked { offers, .. } = self.pick(&account, wish).await?;
        let now = offers.iter().map(|offer| offer.monthly).sum();
        if now != price {
            return Err(AppError::PriceChanged { now }.into());
        }
        let pool = Some(ForPool { target: target.clone(), whole: wish.fill == Fill::Whole });
        Ok(Wish { offers, if_gone: IfGone::Closest, pool })
    }

    /// The numbers that fit a wish just now: of our stock first, then of the carrier. Only our stock can be reserved,
    /// so only from it can all or nothing be promised.
    async fn pick(&self, account: &Account, wish: &PoolWish) -> Result<Picked, Fault> {
        let wanted = wish.quantity.get();
        let query = Query { area_code: wish.area_code, ..Query::all(wish.country, NumberType::Local) };
        let mut offers = Vec::new();
        if account.telephony == Telephony::LcPhone {
            // Found and looked through in one snapshot, or what another purchase takes in between would be missing.
            let mut tx = self.store.read().await?;
            let found = stock::search(&mut tx, &query, i64::try_from(wanted).unwrap_or(i64::MAX)).await?;
            offers = without_live(&mut tx, found).await?;
        }
        let mut carrier_silent = false;
        if wish.fill == Fill::Some && offers.len() < wanted {
            self.questions.take(&account.id, 1)?;
            let carried = self.carrier_offers(account, &query).await?;
            carrier_silent = carried.is_none();
            let mut tx = self.store.read().await?;
            offers.extend(without_live(&mut tx, carried.unwrap_or_default()).await?);
        }
        let mut seen = HashSet::new();
        offers.retain(|offer| seen.insert(offer.number.clone()));
        offers.truncate(wanted);
        match (wish.fill, offers.len()) {
            (Fill::Some, 0) if carrier_silent => Err(AppError::CarrierTrouble.into()),
            (Fill::Some, 1..) => Ok(Picked { offers, carrier_silent }),
            (Fill::Whole, there) if there == wanted => Ok(Picked { offers, carrier_silent }),
            (Fill::Some | Fill::Whole, there) => Err(AppError::NotEnough { there }.into()),
        }
    }

    pub(super) async fn pools(&self, who: &SignedIn) -> Result<Vec<PoolSummary>, Fault> {
        let mut tx = self.store.read().await?;
        Ok(pools::newest(&mut tx, &who.account, POOLS_MAX).await?)
    }

    pub(super) async fn pool(&self, who: &SignedIn, id: &PoolId) -> Result<PoolView, Fault> {
        let mut tx = self.store.read().await?;
        let summary = pools::lookup(&mut tx, &who.account, id).await?.ok_or(AppError::NotFound)?;
        let numbers = lines::owned_of_pool(&mut tx, id).await?.into_iter().filter_map(number).collect();
        let open = orders::open_of_pool(&mut tx, id).await?;
        let open_lines = lines::of_open_orders_of_pool(&mut tx, id).await?;
        let orders = self.summarise_all(&mut tx, &who.account, &open, open_lines).await?;
        Ok(PoolView { summary, numbers, orders })
    }

    pub(super) async fn rename_pool(&self, who: &SignedIn, id: &PoolId, name: &PoolName) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        lock_own(&mut tx, who).await?;
        if !pools::rename(&mut tx, &who.account, id, name).await? {
            return Err(AppError::NotFound.into());
        }
        Ok(tx.commit().await?)
    }
}

fn number(line: StoredLine) -> Option<PoolNumber> {
    let tenure = Tenure::of(&line.state)?;
    Some(PoolNumber { line: line.id, offer: line.offer, tenure })
}

fn fingerprint(target: &PoolTarget, wish: &PoolWish, cents: i64) -> String {
    let target = match target {
        PoolTarget::New(name) => format!("new {name}"),
        PoolTarget::Known(id) => format!("pool {id}"),
    };
    let area = wish.area_code.map(|code| code.to_string()).unwrap_or_default();
    format!("{target} {} {area} {} {} {cents}", wish.country, wish.quantity.get(), wish.fill)
}
