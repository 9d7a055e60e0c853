//! Searching and quoting: own stock and carrier at the same time. An own-carrier account sees its own carrier alone:
//! else it would be a way round the gate.

use app::{
    AppError,
    desk::{Found, Quote, SignedIn},
    domain::{
        NumberList, PhoneNumber, Telephony,
        gate::{self, Verdict},
        offer::{Offer, Query},
        rule::Rules,
    },
};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use std::{collections::HashSet, time::Duration};
use tokio::time::timeout;

use super::{Shop, fault::Fault, moves::verdict};
use crate::{
    carriers::CarrierError,
    ids,
    store::{Tx, accounts, accounts::Account, lines, stock},
};

/// Rows of one page; each 'More results' adds as many.
const PAGE: usize = 30;
/// Questions to a carrier at once, for one order.
const OFFERS_AT_ONCE: usize = 4;
/// The longest that a carrier may keep our own stock from the page.
pub(super) const CARRIER_PATIENCE: Duration = Duration::from_millis(1_500);

impl Shop {
    pub(super) async fn search(&self, who: &SignedIn, query: &Query) -> Result<Found, Fault> {
        let account = self.account_of(who).await?;
        let (stock, carried) = tokio::join!(self.stock_offers(&account, query), self.carrier_offers(&account, query));
        let stock = stock?;
        let (carried, carrier_silent) = carried?.map_or_else(|| (Vec::new(), true), |offers| (offers, false));
        let rows = query.more.rows(PAGE);
        let mut seen = HashSet::new();
        let mut offers: Vec<Offer> =
            interleave(stock, carried).into_iter().filter(|offer| seen.insert(offer.number.clone())).collect();
        let more = offers.len() > rows;
        offers.truncate(rows);
        Ok(Found { offers, carrier_silent, more })
    }

    pub(super) async fn account_of(&self, who: &SignedIn) -> Result<Account, Fault> {
        let mut tx = self.store.read().await?;
        Ok(accounts::lookup(&mut tx, &who.account).await?.ok_or(AppError::SignInNeeded)?)
    }

    /// The rules in force, outside any transaction.
    pub(super) async fn rules_now(&self) -> Result<Rules, Fault> {
        let mut tx = self.store.read().await?;
        self.rules(&mut tx).await
    }

    pub(super) async fn stock_offers(&self, account: &Account, query: &Query) -> Result<Vec<Offer>, Fault> {
        if account.telephony == Telephony::OwnCarrier {
            return Ok(Vec::new());
        }
        let mut tx = self.store.read().await?;
        // One more than is shown tells whether there are more.
        Ok(stock::search(&mut tx, query, i64::try_from(query.more.rows(PAGE) + 1).unwrap_or(i64::MAX)).await?)
    }

    /// What the account's carrier offers; `None` when it does not say, or not in time. An account without our stock
    /// waits for its own carrier as long as that may take.
    pub(super) async fn carrier_offers(&self, account: &Account, query: &Query) -> Result<Option<Vec<Offer>>, Fault> {
        let patience = match account.telephony {
            Telephony::OwnCarrier => self.policy.carrier_timeout,
            Telephony::LcPhone => CARRIER_PATIENCE,
        };
        self.carrier_offers_within(patience, account, query).await
    }

    /// The same with a patience of its own.
    pub(super) async fn carrier_offers_within(
        &self,
        patience: Duration,
        account: &Account,
        query: &Query,
    ) -> Result<Option<Vec<Offer>>, Fault> {
        let Some(carrier) = self.carriers.of(account)? else { return Ok(Some(Vec::new())) };
        let markup = self.rules_now().await?.markup;
        let asked = async { carrier.search(query, markup).await.inspect_err(tell).ok() };
        Ok(timeout(patience, asked).await.unwrap_or_else(|_| {
            tracing::warn!("the carrier's search is slow; its numbers are left out");
            None
        }))
    }

    /// Today's offers of `numbers` to `account`, in their order; those that nobody offers, or that somebody of ours
    /// has, are left out.
    pub(super) async fn offers_to(&self, account: &Account, numbers: &[PhoneNumber]) -> Result<Vec<Offer>, Fault> {
        let mut tx = self.store.read().await?;
        let live = lines::live(&mut tx, numbers).await?;
        let mut offers = match account.telephony {
            Telephony::LcPhone => stock::offers(&mut tx, numbers).await?,
            Telephony::OwnCarrier => Vec::new(),
        };
        let markup = self.rules(&mut tx).await?.markup;
        drop(tx);
        offers.retain(|offer| !live.contains(&offer.number));
        let known = |number: &PhoneNumber| offers.iter().any(|offer| offer.number == *number);
        let missing: Vec<_> = numbers.iter().filter(|number| !live.contains(number) && !known(number)).collect();
        if !missing.is_empty()
            && let Some(carrier) = self.carriers.of(account)?
        {
            self.questions.take(&account.id, missing.len())?;
            let asked = missing.into_iter().cloned().map(|number| {
                let carrier = carrier.clone();
                async move { carrier.offer(&number, markup).await }
            });
            let answers = stream::iter(asked).buffered(OFFERS_AT_ONCE).try_collect();
            let carried: Vec<Option<Offer>> = answers.await.map_err(|error| {
                tracing::warn!(error = &error as &dyn std::error::Error, "the carrier's offer failed");
                AppError::CarrierTrouble
            })?;
            offers.extend(carried.into_iter().flatten());
        }
        offers.sort_by_key(|offer| numbers.iter().position(|number| *number == offer.number));
        Ok(offers)
    }

    pub(super) async fn quote(&self, who: &SignedIn, numbers: &NumberList) -> Result<Quote, Fault> {
        let account = self.account_of(who).await?;
        let offers = self.offers_to(&account, numbers.as_slice()).await?;
        if offers.is_empty() {
            return Err(AppError::NumberGone.into());
        }
        let there: Vec<PhoneNumber> = offers.iter().map(|offer| offer.number.clone()).collect();
        let gone = numbers.as_slice().iter().filter(|number| !there.contains(number)).cloned().collect();
        let rules = self.rules_now().await?;
        let held =
            |numbers: &[PhoneNumber]| verdict(&rules, &account, gate::Purchase::Numbers, numbers) == Verdict::Hold;
        let held_all = held(&there);
        let alone = |number: &&PhoneNumber| held_all && !held(std::slice::from_ref(*number));
        let free = there.iter().filter(alone).cloned().collect();
        Ok(Quote { offers, gone, request: ids::fresh(), held: held_all, free })
    }
}

/// `offers` without the numbers that somebody of ours has.
pub(super) async fn without_live(tx: &mut Tx, mut offers: Vec<Offer>) -> Result<Vec<Offer>, Fault> {
    let numbers: Vec<_> = offers.iter().map(|offer| offer.number.clone()).collect();
    let live: HashSet<_> = lines::live(tx, &numbers).await?.into_iter().collect();
    offers.retain(|offer| !live.contains(&offer.number));
    Ok(offers)
}

fn tell(error: &CarrierError) {
    tracing::warn!(error = error as &dyn std::error::Error, "the carrier's search failed");
}

/// Alternates between the two sources, so that neither hides the other below the fold.
fn interleave(left: Vec<Offer>, right: Vec<Offer>) -> Vec<Offer> {
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let mut merged = Vec::with_capacity(left.len() + right.len());
    loop {
        match (left.next(), right.next()) {
            (None, None) => return merged,
            (a, b) => merged.extend(a.into_iter().chain(b)),
        }
    }
}
