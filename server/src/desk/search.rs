//! Searching and quoting: own stock and carrier at the same time. An own-carrier account sees its own carrier alone:
//! else it would be a way round the gate.

use app::{
    AppError,
    desk::{Found, Quote, SignedIn},
    domain::{
        PhoneNumber, Telephony,
        gate::{self, Verdict},
        offer::{Offer, Query},
    },
};
use std::{collections::HashSet, time::Duration};
use tokio::time::timeout;

use super::{Shop, fault::Fault};
use crate::{
    carriers::CarrierError,
    ids,
    store::{accounts, accounts::Account, lines, stock},
};

/// Rows of one page; each 'More results' adds as many.
const PAGE: usize = 30;
/// The longest that a carrier may keep our own stock from the page.
const CARRIER_PATIENCE: Duration = Duration::from_millis(1_500);

impl Shop {
    pub(super) async fn find_offers(&self, who: &SignedIn, query: &Query) -> Result<Found, AppError> {
        Ok(self.merge_offers(who, query).await?)
    }

    async fn merge_offers(&self, who: &SignedIn, query: &Query) -> Result<Found, Fault> {
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

    async fn stock_offers(&self, account: &Account, query: &Query) -> Result<Vec<Offer>, Fault> {
        if account.telephony == Telephony::OwnCarrier {
            return Ok(Vec::new());
        }
        let mut tx = self.store.read().await?;
        // One more than is shown tells whether there are more.
        Ok(stock::search(&mut tx, query, i64::try_from(query.more.rows(PAGE) + 1).unwrap_or(i64::MAX)).await?)
    }

    /// What the account's carrier offers; `None` when it does not say, or not in time. An account without our stock
    /// waits for its own carrier as long as that may take.
    async fn carrier_offers(&self, account: &Account, query: &Query) -> Result<Option<Vec<Offer>>, Fault> {
        let Some(carrier) = self.carriers.of(account)? else { return Ok(Some(Vec::new())) };
        let asked = async { carrier.search(query).await.inspect_err(tell).ok() };
        Ok(match account.telephony {
            Telephony::OwnCarrier => asked.await,
            Telephony::LcPhone => timeout(CARRIER_PATIENCE, asked).await.unwrap_or_else(|_| {
                tracing::warn!("the carrier's search is slow; its numbers are left out");
                None
            }),
        })
    }

    /// Today's offer of one number to `account`; `None` when nobody offers it, or somebody of ours has it.
    pub(super) async fn offer_to(&self, account: &Account, number: &PhoneNumber) -> Result<Option<Offer>, Fault> {
        let mut tx = self.store.read().await?;
        if lines::is_live(&mut tx, number).await? {
            return Ok(None);
        }
        if account.telephony == Telephony::LcPhone
            && let Some(offer) = stock::offer(&mut tx, number).await?
        {
            return Ok(Some(offer));
        }
        drop(tx);
        let Some(carrier) = self.carriers.of(account)? else { return Ok(None) };
        carrier.offer(number).await.map_err(|error| {
            tracing::warn!(error = &error as &dyn std::error::Error, "the carrier's offer failed");
            AppError::CarrierTrouble.into()
        })
    }

    pub(super) async fn quote_number(&self, who: &SignedIn, number: &PhoneNumber) -> Result<Quote, AppError> {
        let account = self.account_of(who).await?;
        let offer = self.offer_to(&account, number).await?.ok_or(AppError::NumberGone)?;
        let verdict = gate::decide(
            &self.policy.regions,
            gate::Purchase::Numbers,
            std::slice::from_ref(number),
            account.telephony,
            account.approval.as_ref(),
        );
        Ok(Quote { offer, request: ids::fresh(), held: verdict == Verdict::Hold })
    }
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
