//! Numbers at a carrier that no line knows: given to an account, or noted.

use app::{
    AppError,
    desk::{Adoption, Deed, Operator, What},
    domain::{
        CountryCode, LineId, OrderId, PhoneNumber, RequestId, Why,
        gate::Purchase,
        line::{Event, Line},
        offer::{NumberType, Offer, Source},
        order::{IfGone, Order},
        region::Area,
    },
};

use super::{
    super::{Shop, again, fault::Fault},
    lines::{There, look},
};
use crate::{
    ids,
    store::{
        Tx, accounts, accounts::Account, audit::Subject, findings, house, jobs, jobs::Kind, lines, lines::StoredLine,
        orders, orders::StoredOrder, users,
    },
};

impl Shop {
    /// Only at the carrier account that the account buys at: ours is never a way round the gate, and theirs is not ours
    /// to give.
    pub(super) async fn adopt_orphan(&self, who: &Operator, adoption: &Adoption, why: &Why) -> Result<(), Fault> {
        self.check_proof(who.who())?;
        let Adoption { carrier_account, number, owner, monthly } = adoption;
        let mut tx = self.store.read().await?;
        let account = owner_of(&mut tx, owner).await?;
        let found = findings::of_number(&mut tx, carrier_account, number).await?;
        let live = lines::live_on(&mut tx, number).await?;
        drop(tx);
        if found.is_none() {
            // Adopted by this very form, sent twice; or settled otherwise.
            let adopted = live.is_some_and(|live| live.line.account == account.id && live.line.state.bought());
            return if adopted { Ok(()) } else { Err(AppError::Meanwhile.into()) };
        }
        let carrier = self.carriers.of(&account)?.filter(|carrier| carrier.account_sid() == carrier_account);
        let carrier = carrier.ok_or_else(|| AppError::Invalid("owner".to_owned()))?;
        let there = look(&carrier, number).await?;
        let (country, kind) = place_of(number).ok_or_else(|| AppError::Invalid("number".to_owned()))?;
        let offer = Offer {
            number: number.clone(),
            country,
            kind,
            region: String::new(),
            locality: String::new(),
            capabilities: there.shown.able,
            monthly: *monthly,
            source: Source::Twilio,
        };
        match again(|| self.adopt_orphan_once(who, &account, &offer, &there, why)).await {
            Err(fault) if fault.is_taken() => Err(AppError::NumberGone.into()),
            done => done,
        }
    }

    async fn adopt_orphan_once(
        &self,
        who: &Operator,
        account: &Account,
        offer: &Offer,
        there: &There,
        why: &Why,
    ) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        let account = self.lock_for(&mut tx, who, &account.id).await?;
        if !findings::settle(&mut tx, &there.carrier_account, &offer.number).await? {
            return Err(AppError::Meanwhile.into());
        }
        let order = self.place_adopted(&mut tx, (who, &account), offer.clone(), there).await?;
        let (subject, price) = (Subject::Number(&there.shown.sid), offer.monthly.cents().to_string());
        let details = [offer.number.as_e164(), order.as_str(), &price];
        self.record_deed(&mut tx, subject, Deed::AdoptedNumber, &details, why).await?;
        tx.commit().await?;
        tracing::info!(by = %who.who().user, account = %account.id, %order, "a number was adopted");
        Ok(())
    }

    /// Books a number that the carrier has already as an order of its own. Gate and credit are asked as for any other.
    pub(super) async fn place_adopted(
        &self,
        tx: &mut Tx,
        (who, account): (&Operator, &Account),
        offer: Offer,
        there: &There,
    ) -> Result<OrderId, Fault> {
        let (id, request): (OrderId, RequestId) = (ids::fresh(), ids::fresh());
        let line = StoredLine {
            id: ids::fresh(),
            order: id.clone(),
            account: account.id.clone(),
            offer,
            replaces: None,
            state: Line::Waiting,
        };
        let mut lines = vec![line];
        self.stay_within_credit(tx, account, &lines).await?;
        if self.ask_gate(tx, account, Purchase::Numbers, &lines).await?.is_none() {
            return Err(AppError::NotCleared.into());
        }
        let order = StoredOrder {
            id,
            account: account.id.clone(),
            user: who.who().user.clone(),
            request_id: request,
            request: format!("adopted {}", there.shown.sid),
            if_gone: IfGone::Ask,
            pool: None,
            whole: false,
            state: Order::Completing,
            created_at: self.clock.now(),
        };
        orders::add(tx, &order).await?;
        self.note_told(tx, &order.id, What::Placed, &[&order.request]).await?;
        self.add_lines(tx, &lines, 0, 0).await?;
        for line in &mut lines {
            if !self.clear_line(tx, line).await? {
                return Err(AppError::NumberGone.into());
            }
            lines::set_carrier_account(tx, &line.id, &there.carrier_account).await?;
            self.move_line(tx, line, Event::SeenOurs { sid: there.shown.sid.clone() }, None).await?;
            self.have_tagged(tx, &line.id).await?;
        }
        self.settle(tx, &order.id).await?;
        Ok(order.id)
    }

    /// Has the line's id written on its number at the carrier, which has another tag.
    pub(super) async fn have_tagged(&self, tx: &mut Tx, line: &LineId) -> Result<(), Fault> {
        Ok(jobs::ask(tx, Kind::Tag, line.as_str(), self.clock.now()).await?)
    }

    pub(super) async fn note_found(
        &self,
        who: &Operator,
        carrier_account: &str,
        number: &PhoneNumber,
        why: &Why,
    ) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        house::lock(&mut tx).await?;
        self.act(&mut tx, who.who()).await?;
        if !findings::note(&mut tx, carrier_account, number, self.clock.now()).await? {
            return Ok(());
        }
        let subject = Subject::Number(carrier_account);
        self.record_deed(&mut tx, subject, Deed::NotedFinding, &[number.as_e164()], why).await?;
        tx.commit().await?;
        tracing::info!(by = %who.who().user, "a number on which books and carrier do not agree was noted");
        Ok(())
    }
}

/// The account by its id, or by the e-mail of somebody of it.
async fn owner_of(tx: &mut Tx, owner: &str) -> Result<Account, Fault> {
    let owner = owner.trim();
    let id = match users::by_email(tx, &owner.to_lowercase()).await? {
        Some(user) => Some(user.account),
        None => owner.parse().ok(),
    };
    let account = match id {
        Some(id) => accounts::lookup(tx, &id).await?,
        None => None,
    };
    Ok(account.ok_or_else(|| AppError::Invalid("owner".to_owned()))?)
}

/// Where a number belongs, as far as its digits tell; `None` where they tell too little to sell it.
fn place_of(number: &PhoneNumber) -> Option<(CountryCode, NumberType)> {
    match number.nanp().map(|(npa, _)| Area::of(npa)) {
        Some(Area::Country(country)) => Some((country, NumberType::Local)),
        Some(Area::TollFree) => Some((CountryCode::US, NumberType::TollFree)),
        Some(Area::NonGeographic | Area::Unknown) => None,
        None => {
            let national = number.as_e164().strip_prefix("+44")?;
            let kind = match national.as_bytes().first()? {
                b'7' => NumberType::Mobile,
                b'8' => NumberType::TollFree,
                _ => NumberType::Local,
            };
            Some((CountryCode::GB, kind))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_sold_where_its_digits_say_that_it_belongs() {
        let place =
            |text: &str| place_of(&text.parse().expect("a number")).map(|(country, kind)| (country, kind.as_str()));
        for (number, country, kind) in [
            ("+12025550001", CountryCode::US, "local"),
            ("+14165550001", CountryCode::CA, "local"),
            ("+18765550001", CountryCode::JM, "local"),
            ("+18885550001", CountryCode::US, "toll-free"),
            ("+442079460001", CountryCode::GB, "local"),
            ("+447700900001", CountryCode::GB, "mobile"),
        ] {
            assert_eq!(place(number), Some((country, kind)), "{number}");
        }
        for unknown in ["+19005550001", "+12305550001", "+33123456789"] {
            assert_eq!(place(unknown), None, "{unknown}");
        }
    }
}
