//! Another number for one that is gone: the closest that there is, taken by the house or chosen by the buyer, as the
//! buyer wished beforehand.

use app::{
    AppError,
    desk::{Choice, Options, SignedIn, What},
    domain::{
        LineId, OrderId,
        closest::closest,
        line::{Event, FailReason, Line},
        offer::{Match, More, Offer, Query},
        order::{IfGone, Order},
    },
};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use std::{collections::HashSet, time::Duration};

use super::{
    Shop, again,
    fault::Fault,
    lock_own,
    search::{CARRIER_PATIENCE, without_live},
};
use crate::{
    ids,
    store::{Tx, accounts, accounts::Account, lines, lines::StoredLine, orders, orders::StoredOrder, stock},
};

/// Offers that the buyer may choose from, for each number.
const OPTIONS: usize = 3;
/// Numbers of one order that are offered others at once; the next ones follow when these are chosen.
const ASKED_AT_ONCE: usize = 10;
/// Searches of a carrier at once, for one order.
const SEARCHES_AT_ONCE: usize = 12;
/// Numbers of our stock that are looked at for one.
const CANDIDATES: i64 = 300;
/// How often one number is replaced without asking, before it is given up.
const REPLACED_AT_MOST: usize = 5;

/// What came of looking for another number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Looked {
    /// Nothing is left to do.
    Done,
    /// Somebody else was faster, or the carrier did not say what it has.
    Again,
}

/// What may stand for a number.
struct Found {
    /// The closest first.
    offers: Vec<Offer>,
    /// The carrier did not say what it has.
    silent: bool,
}

impl Shop {
    /// Each of `lines` with what may stand for its number. Stock and carrier are asked for numbers that end alike, then
    /// for any of the same place.
    async fn closest_to(
        &self,
        account: &Account,
        lines: Vec<StoredLine>,
        patience: Duration,
    ) -> Result<Vec<(StoredLine, Found)>, Fault> {
        let queries = lines.iter().flat_map(|line| queries_for(&line.offer));
        let carried = self.carried(account, distinct(queries), patience).await?;
        let mut closest_to = Vec::with_capacity(lines.len());
        for line in lines {
            let queries = queries_for(&line.offer);
            let mut found = Vec::new();
            for query in &queries {
                found.extend(self.stock_offers(account, query).await?);
            }
            let mut silent = false;
            for (_, offers) in carried.iter().filter(|(query, _)| queries.contains(query)) {
                silent |= offers.is_none();
                found.extend(offers.iter().flatten().cloned());
            }
            let mut tx = self.store.read().await?;
            let offers = closest(&line.offer, without_live(&mut tx, found).await?);
            closest_to.push((line, Found { offers, silent }));
        }
        Ok(closest_to)
    }

    /// Each of `queries` with what the carrier says to it.
    async fn carried(
        &self,
        account: &Account,
        queries: Vec<Query>,
        patience: Duration,
    ) -> Result<Vec<(Query, Option<Vec<Offer>>)>, Fault> {
        let ask = |query: Query| async move {
            let offers = self.carrier_offers_within(patience, account, &query).await?;
            Ok::<_, Fault>((query, offers))
        };
        stream::iter(queries).map(ask).buffered(SEARCHES_AT_ONCE).try_collect().await
    }

    /// Looks for another number for a line that is gone and whose buyer left the choice to us; gives the line up when
    /// there is none, or when the carrier is silent and this is the `last` look.
    pub(crate) async fn replace_line(&self, id: &LineId, last: bool) -> Result<Looked, Fault> {
        let mut tx = self.store.read().await?;
        let Some(line) = lines::lookup(&mut tx, id).await? else { return Ok(Looked::Done) };
        let Some(account) = accounts::lookup(&mut tx, &line.account).await? else { return Ok(Looked::Done) };
        drop(tx);
        if line.state != Line::Gone {
            return Ok(Looked::Done);
        }
        let patience = self.policy.carrier_timeout;
        let Some((line, found)) = self.closest_to(&account, vec![line], patience).await?.pop() else {
            return Ok(Looked::Done);
        };
        let closest = found.offers.into_iter().next();
        if closest.is_none() && found.silent && !last {
            return Ok(Looked::Again);
        }
        match again(|| self.replace_or_give_up(&line, closest.clone())).await {
            Err(fault) if fault.is_taken() || matches!(fault, Fault::Told(AppError::NumberGone)) => Ok(Looked::Again),
            done => done.map(|()| Looked::Done),
        }
    }

    async fn replace_or_give_up(&self, gone: &StoredLine, closest: Option<Offer>) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        let Some(account) = accounts::lock(&mut tx, &gone.account).await? else { return Ok(()) };
        let Some(order) = orders::lookup(&mut tx, &account.id, &gone.order).await? else { return Ok(()) };
        let lines = lines::of_order(&mut tx, &order.id).await?;
        let Some(mut line) = lines.iter().find(|line| line.id == gone.id).cloned() else { return Ok(()) };
        if line.state != Line::Gone || order.state != Order::Completing || order.if_gone != IfGone::Closest {
            return Ok(());
        }
        let tried = ancestors(&lines, &line);
        let stood_in = match closest.filter(|_| tried < REPLACED_AT_MOST) {
            Some(offer) => self.stand_in(&mut tx, (&account, &order, lines.len()), &mut line, offer).await,
            None => Err(AppError::TooLate.into()),
        };
        match stood_in {
            Err(Fault::Told(AppError::TooLate | AppError::CreditLimit { .. } | AppError::IdentityDeclined)) => {
                self.move_line(&mut tx, &mut line, Event::GiveUp, None).await?;
                self.settle(&mut tx, &order.id).await?;
            }
            done => done?,
        }
        Ok(tx.commit().await?)
    }

    /// Puts `offer` in the place of a line that is gone and buys it as far as that is done here. Before it fails with
    /// [`AppError::CreditLimit`] or [`AppError::IdentityDeclined`] it changes nothing.
    async fn stand_in(
        &self,
        tx: &mut Tx,
        (account, order, position): (&Account, &StoredOrder, usize),
        gone: &mut StoredLine,
        offer: Offer,
    ) -> Result<(), Fault> {
        let line = StoredLine {
            id: ids::fresh(),
            order: order.id.clone(),
            account: account.id.clone(),
            offer,
            replaces: Some(gone.id.clone()),
            state: Line::Waiting,
        };
        let lines = vec![line];
        self.stay_within_credit(tx, account, &lines).await?;
        let Some(cleared) = self.ask_gate(tx, account, order.purchase(), &lines).await? else {
            return Err(AppError::IdentityDeclined.into());
        };
        self.move_line(tx, gone, Event::Replace, None).await?;
        self.add_lines(tx, &lines, i64::try_from(position).unwrap_or(i64::MAX), usize::MAX).await?;
        self.note(tx, &order.id, What::Replaced).await?;
        self.let_go(tx, &order.id, cleared).await
    }

    /// Puts the closest number of our stock in the place of a waiting line's, which is gone, and reserves it; `None`
    /// when there is none. For orders that need all their numbers before any is bought.
    pub(super) async fn reserve_instead(&self, tx: &mut Tx, mut line: StoredLine) -> Result<Option<StoredLine>, Fault> {
        let mut found = Vec::new();
        for query in queries_for(&line.offer) {
            found.extend(stock::search(tx, &query, CANDIDATES).await?);
        }
        for offer in closest(&line.offer, found) {
            let replaces = Some(line.id.clone());
            let stands_in = StoredLine { id: ids::fresh(), offer, replaces, state: Line::Waiting, ..line.clone() };
            // Somebody may be faster by a moment; what is lost is the number and not the approval.
            if stock::reserve(tx, &stands_in.offer.number, &stands_in.id).await? {
                self.move_line(tx, &mut line, Event::Drop(FailReason::NumberGone), None).await?;
                self.move_line(tx, &mut line, Event::Replace, None).await?;
                let position = lines::of_order(tx, &line.order).await?.len();
                let position = i64::try_from(position).unwrap_or(i64::MAX);
                self.add_lines(tx, std::slice::from_ref(&stands_in), position, usize::MAX).await?;
                self.note_once(tx, &stands_in.order, What::Replaced).await?;
                return Ok(Some(stands_in));
            }
        }
        Ok(None)
    }

    pub(super) async fn options(&self, who: &SignedIn, id: &OrderId) -> Result<Vec<Options>, Fault> {
        let account = self.account_of(who).await?;
        let mut tx = self.store.read().await?;
        let order = orders::lookup(&mut tx, &who.account, id).await?.ok_or(AppError::NotFound)?;
        let lines = lines::of_order(&mut tx, id).await?;
        drop(tx);
        if !matches!(order.state, Order::Choosing { .. }) {
            return Ok(Vec::new());
        }
        let mut offered = HashSet::new();
        let mut options = Vec::new();
        let gone: Vec<_> = lines.into_iter().filter(|line| line.state == Line::Gone).take(ASKED_AT_ONCE).collect();
        let asked = distinct(gone.iter().flat_map(|line| queries_for(&line.offer))).len();
        self.questions.take(&account.id, asked)?;
        for (line, Found { mut offers, silent }) in self.closest_to(&account, gone, CARRIER_PATIENCE).await? {
            offers.retain(|offer| !offered.contains(&offer.number));
            offers.truncate(OPTIONS);
            offered.extend(offers.iter().map(|offer| offer.number.clone()));
            options.push(Options { line: line.id, gone: line.offer.number, offers, carrier_silent: silent });
        }
        Ok(options)
    }

    pub(super) async fn choose(&self, who: &SignedIn, choice: Choice) -> Result<(), Fault> {
        if self.chosen_before(who, &choice).await? {
            return Ok(());
        }
        let told = match self.choose_anew(who, &choice).await {
            Ok(()) => return Ok(()),
            Err(fault) if fault.is_taken() => AppError::NumberGone,
            Err(Fault::Told(told)) => told,
            Err(fault) => return Err(fault),
        };
        // Perhaps it is this very choice, sent twice, that has the number.
        if self.chosen_before(who, &choice).await? { Ok(()) } else { Err(told.into()) }
    }

    async fn choose_anew(&self, who: &SignedIn, choice: &Choice) -> Result<(), Fault> {
        let account = self.account_of(who).await?;
        let offers = self.offers_to(&account, std::slice::from_ref(&choice.number)).await?;
        let offer = offers.into_iter().next().ok_or(AppError::NumberGone)?;
        if offer.monthly != choice.price {
            return Err(AppError::PriceChanged { now: offer.monthly }.into());
        }
        again(|| self.take_choice(who, choice, offer.clone())).await
    }

    async fn chosen_before(&self, who: &SignedIn, choice: &Choice) -> Result<bool, Fault> {
        let mut tx = self.store.read().await?;
        orders::lookup(&mut tx, &who.account, &choice.order).await?.ok_or(AppError::NotFound)?;
        let lines = lines::of_order(&mut tx, &choice.order).await?;
        let chosen =
            |line: &StoredLine| line.replaces.as_ref() == Some(&choice.line) && line.offer.number == choice.number;
        Ok(lines.iter().any(chosen))
    }

    async fn take_choice(&self, who: &SignedIn, choice: &Choice, offer: Offer) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        let account = lock_own(&mut tx, who).await?;
        let order = orders::lookup(&mut tx, &account.id, &choice.order).await?.ok_or(AppError::NotFound)?;
        let lines = lines::of_order(&mut tx, &order.id).await?;
        let mut line = lines.iter().find(|line| line.id == choice.line).cloned().ok_or(AppError::NotFound)?;
        // Also while a number chosen before is being bought: what else is gone can be chosen at the same time.
        let asks = order.if_gone == IfGone::Ask && matches!(order.state, Order::Choosing { .. } | Order::Completing);
        if line.state != Line::Gone || !asks {
            return Err(AppError::TooLate.into());
        }
        // Another country or kind is another purchase.
        if (offer.country, offer.kind) != (line.offer.country, line.offer.kind) {
            return Err(AppError::Invalid("phone number".to_owned()).into());
        }
        self.stand_in(&mut tx, (&account, &order, lines.len()), &mut line, offer).await?;
        Ok(tx.commit().await?)
    }
}

/// Numbers of the same place that end like `wanted`, by four digits and by two, and then any.
fn queries_for(wanted: &Offer) -> [Query; 3] {
    let digits = wanted.number.digits();
    let place = Query {
        area_code: wanted.number.nanp().and_then(|(npa, _)| npa.to_string().parse().ok()),
        wanted: wanted.capabilities,
        ..Query::all(wanted.country, wanted.kind)
    };
    let ending = |count: usize| Query {
        digits: digits[digits.len().saturating_sub(count)..].parse().unwrap_or_default(),
        matching: Match::End,
        ..place.clone()
    };
    [ending(4), ending(2), Query { more: More::MOST, ..place.clone() }]
}

/// `queries` without repetitions: numbers of one place ask much the same.
fn distinct(queries: impl Iterator<Item = Query>) -> Vec<Query> {
    let mut distinct = Vec::new();
    for query in queries {
        if !distinct.contains(&query) {
            distinct.push(query);
        }
    }
    distinct
}

/// How many numbers were tried in this place before.
fn ancestors(lines: &[StoredLine], line: &StoredLine) -> usize {
    let mut count = 0;
    let mut before = line.replaces.as_ref();
    while let Some(line) = before.and_then(|id| lines.iter().find(|line| line.id == *id)) {
        count += 1;
        before = line.replaces.as_ref();
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::domain::{
        CountryCode, Money,
        offer::{Capabilities, NumberType, Source},
    };

    #[test]
    fn numbers_of_one_place_share_what_they_ask() {
        let asked = |numbers: &[&str]| {
            let offer = |number: &&str| Offer {
                number: number.parse().expect("a number"),
                country: CountryCode::US,
                kind: NumberType::Local,
                region: String::new(),
                locality: String::new(),
                capabilities: Capabilities { voice: true, sms: true, mms: false },
                monthly: Money::from_cents(115),
                source: Source::Twilio,
            };
            distinct(numbers.iter().map(offer).flat_map(|offer| queries_for(&offer))).len()
        };
        assert_eq!(asked(&["+12025551001"]), 3);
        assert_eq!(asked(&["+12025551001", "+12025551002"]), 5, "any number of the place");
        assert_eq!(asked(&["+12025551001", "+12025552001"]), 4, "and any that ends on 01");
        assert_eq!(asked(&["+12025551001", "+14155551001"]), 6);
    }
}
