//! Comparing the books with what the carriers show: what carries the tag of a line is booked, and the rest is named,
//! with what a person should do about it.
//!
//! A carrier's list is read while numbers are bought and given back, so it is no snapshot and decides nothing: it only
//! says which numbers to look at. Each of these is looked at by itself, and its lines are read after that look.

mod compare;
mod report;

use app::domain::{
    LineId, PhoneNumber, Timestamp,
    line::{Event, Line},
};
use futures::{StreamExt as _, stream};
use std::collections::BTreeMap;

use crate::{
    carriers::{CarrierError, Shown, Twilio},
    desk::{
        Shop,
        fault::{Fault, chain},
    },
    store::{
        Tx, accounts,
        accounts::Account,
        findings,
        lines::{self, AtCarrier},
    },
    vault::VaultError,
};
use compare::{Books, Known, List, Times, Verdict, Whose};
pub use report::{Finding, Report, Unread, What};

/// Lines of one statement.
const BATCH: i64 = 1_000;
/// Numbers that are looked at at once.
const LOOKS_AT_ONCE: usize = 4;

/// Compares the books with every carrier account, ours and those that accounts brought, and books what is found to be
/// bought.
///
/// # Errors
/// Our own failure. A carrier that does not answer is no error: the report says so.
pub async fn reconcile(shop: &Shop) -> Result<Report, Fault> {
    let began = shop.clock.now();
    let before = books(shop).await?;
    let counters = counters(shop).await?;
    let mut report = Report { unread: deserted(&before, &counters), ..Report::default() };
    for counter in &counters {
        let (carrier, list) = match counter.list().await {
            Ok(read) => read,
            Err(why) => {
                report.unread.push(counter.unread(why));
                continue;
            }
        };
        report.listed += list.len();
        let whose = Whose { sid: &counter.sid, ours: counter.ours };
        let round = Round { shop, carrier, whose, before: &before, began };
        let suspects = compare::suspects(&before, &list, whose);
        let so_far = report.findings.len();
        let mut to_the_end = true;
        let mut looks = stream::iter(suspects).map(|number| round.look(number)).buffered(LOOKS_AT_ONCE);
        while let Some(looked) = looks.next().await {
            match looked {
                Ok(finding) => report.findings.extend(finding),
                Err(Stop::Carrier(error)) => {
                    report.unread.push(counter.unread(chain(&error)));
                    to_the_end = false;
                    break;
                }
                Err(Stop::Fault(fault)) => return Err(fault),
            }
        }
        drop(looks);
        if to_the_end {
            keep(shop, whose.sid, &report.findings[so_far..]).await?;
        }
    }
    report.findings.sort_by(|one, other| one.number.cmp(&other.number));
    Ok(report)
}

/// Keeps what is left for a person, where operators look. A line that needs one is there by itself.
async fn keep(shop: &Shop, carrier_account: &str, found: &[Finding]) -> Result<(), Fault> {
    let now = shop.clock.now();
    let left = |finding: &Finding| {
        Some(findings::Finding {
            carrier_account: carrier_account.to_owned(),
            number: finding.number.clone(),
            what: finding.what.discord()?.as_str().to_owned(),
            tag: finding.tag.clone(),
            line: finding.line.as_ref().map(|(line, _)| line.clone()),
            since: finding.since,
            found_at: now,
        })
    };
    let left: Vec<_> = found.iter().filter_map(left).collect();
    let mut tx = shop.store.write().await?;
    findings::replace(&mut tx, carrier_account, &left, now).await?;
    Ok(tx.commit().await?)
}

/// The live lines of carriers.
async fn books(shop: &Shop) -> Result<Books, Fault> {
    let mut books = Books::new();
    loop {
        let mut tx = shop.store.read().await?;
        let last = books.last_key_value().map(|(number, _)| number);
        let page = lines::live_after(&mut tx, last, BATCH).await?;
        if page.is_empty() {
            return Ok(books);
        }
        books.extend(page.into_iter().map(|line| (line.line.offer.number.clone(), line)));
    }
}

/// A carrier account, and the credentials by which accounts here reach it.
struct Counter {
    sid: String,
    ours: bool,
    keys: Vec<Result<Twilio, VaultError>>,
}

/// The carrier accounts in use.
async fn counters(shop: &Shop) -> Result<Vec<Counter>, Fault> {
    let mut tx = shop.store.read().await?;
    let accounts = accounts::with_own_carrier(&mut tx).await?;
    drop(tx);
    let ours = shop.carriers.ours().map(|ours| Counter {
        sid: ours.account_sid().to_owned(),
        ours: true,
        keys: vec![Ok(ours.clone())],
    });
    let mut own: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for account in accounts {
        let Some(key) = shop.carriers.of(&account).transpose() else { continue };
        let Some((sid, _)) = account.carrier else { continue };
        own.entry(sid).or_default().push(key);
    }
    Ok(ours.into_iter().chain(own.into_iter().map(|(sid, keys)| Counter { sid, ours: false, keys })).collect())
}

/// Carrier accounts where numbers were asked for that are ours or may be, and that nobody here uses any more.
fn deserted(before: &Books, counters: &[Counter]) -> Vec<Unread> {
    let mut deserted: BTreeMap<&str, usize> = BTreeMap::new();
    for known in before.values() {
        if let Some(sid) = known.carrier_account.as_deref()
            && !counters.iter().any(|counter| counter.sid == sid)
        {
            *deserted.entry(sid).or_default() += 1;
        }
    }
    let told = |(sid, lines): (&str, usize)| Unread {
        carrier_account: sid.to_owned(),
        ours: false,
        why: format!("no account here names it any more, and {lines} of its numbers are in the books"),
    };
    deserted.into_iter().map(told).collect()
}

impl Counter {
    /// What the account shows, and the credentials that it takes; or why it shows nothing.
    async fn list(&self) -> Result<(Twilio, List), String> {
        let mut why = String::new();
        for key in &self.keys {
            match key {
                Ok(carrier) => match carrier.owned().await {
                    Ok(list) => return Ok((carrier.clone(), list)),
                    Err(error) => why = chain(&error),
                },
                Err(error) => why = format!("its token cannot be opened: {error}"),
            }
        }
        Err(why)
    }

    fn unread(&self, why: String) -> Unread {
        Unread { carrier_account: self.sid.clone(), ours: self.ours, why }
    }
}

/// Why a look has no result.
enum Stop {
    Carrier(CarrierError),
    Fault(Fault),
}

impl From<CarrierError> for Stop {
    fn from(error: CarrierError) -> Self {
        Self::Carrier(error)
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// The looks at one carrier account.
struct Round<'a> {
    shop: &'a Shop,
    carrier: Twilio,
    whose: Whose<'a>,
    before: &'a Books,
    began: Timestamp,
}

impl Round<'_> {
    /// Looks at one number, and books it if it is to be.
    async fn look(&self, number: PhoneNumber) -> Result<Option<Finding>, Stop> {
        let shown = self.carrier.find(&number).await?;
        let known = self.known(&number, shown).await?;
        let times = Times { began: self.began, now: self.shop.clock.now(), settle: self.shop.policy.patience.settle };
        let what = match compare::judge(&known, self.whose, times) {
            Verdict::Fine => None,
            Verdict::Tell(what) => Some(what),
            Verdict::Book => self.book(&known).await?,
        };
        Ok(what.map(|what| self.finding(number, known, what)))
    }

    async fn known(&self, number: &PhoneNumber, shown: Option<Shown>) -> Result<Known, Fault> {
        let mut tx = self.shop.store.read().await?;
        let tag = shown.as_ref().and_then(|shown| shown.tag.parse::<LineId>().ok());
        let tagged = match tag {
            Some(tag) => lines::tagged(&mut tx, &tag).await?.filter(|line| line.line.offer.number == *number),
            None => None,
        };
        let tagged = self.of_here(&mut tx, tagged).await?;
        let live = lines::live_on(&mut tx, number).await?;
        let live = self.of_here(&mut tx, live).await?;
        Ok(Known { shown, tagged, live, before: self.before.get(number).cloned() })
    }

    /// The line, if it is bought at this carrier account: anybody may write the id of another's line on a number.
    async fn of_here(&self, tx: &mut Tx, line: Option<AtCarrier>) -> Result<Option<AtCarrier>, Fault> {
        let Some(line) = line else { return Ok(None) };
        let account = accounts::lookup(tx, &line.line.account).await?;
        let here = |account: &Account| -> Result<bool, Fault> {
            let carrier = self.shop.carriers.of(account)?;
            Ok(carrier.is_some_and(|carrier| carrier.account_sid() == self.whose.sid))
        };
        let asked_here = line.carrier_account.as_deref().is_none_or(|asked| asked == self.whose.sid);
        Ok((asked_here && account.as_ref().map(here).transpose()?.unwrap_or(false)).then_some(line))
    }

    /// Books that the carrier shows the number with the line's tag, as a worker does that reads it back.
    async fn book(&self, known: &Known) -> Result<Option<What>, Fault> {
        let (Some(shown), Some(AtCarrier { line, .. })) = (&known.shown, &known.tagged) else { return Ok(None) };
        let mut tx = self.shop.store.write().await?;
        accounts::lock(&mut tx, &line.account).await?;
        lines::set_carrier_account(&mut tx, &line.id, self.whose.sid).await?;
        tx.commit().await?;
        match self.shop.book(&line.id, Event::SeenOurs { sid: shown.sid.clone() }, None, None).await {
            Err(fault) if fault.is_taken() => return Ok(Some(What::Contested)),
            booked => booked?,
        };
        let mut tx = self.shop.store.read().await?;
        let now = lines::lookup(&mut tx, &line.id).await?;
        Ok(Some(if now.is_some_and(|line| line.state == Line::Manual) { What::NeedsPerson } else { What::Adopted }))
    }

    fn finding(&self, number: PhoneNumber, known: Known, what: What) -> Finding {
        let Known { shown, tagged, live, .. } = known;
        let line = match what {
            What::OtherTag | What::Ghost => live,
            _ => tagged.or(live),
        };
        let since = shown.as_ref().and_then(|shown| shown.since);
        Finding {
            number,
            carrier_account: self.whose.sid.to_owned(),
            tag: shown.map(|shown| shown.tag).unwrap_or_default(),
            since: since.or_else(|| line.as_ref().and_then(|line| line.bought_at)),
            line: line.map(|line| (line.line.id, line.line.order)),
            what,
        }
    }
}
