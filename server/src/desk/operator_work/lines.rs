//! Lines for a person: whether the number is the account's, or the order goes on without it.

use app::{
    AppError,
    desk::{Deed, Operator},
    domain::{
        LineId, PhoneNumber, Why,
        ledger::Entry,
        line::{Event, Line},
    },
};

use super::super::{Shop, again, fault::Fault};
use crate::{
    carriers::{Shown, Twilio},
    store::{Tx, accounts, audit::Subject, ledger, lines, lines::StoredLine, orders},
};

/// What the carrier shows of a number, and which of its accounts.
pub(super) struct There {
    pub shown: Shown,
    pub carrier_account: String,
}

/// Looks at a number at the carrier.
pub(super) async fn look(carrier: &Twilio, number: &PhoneNumber) -> Result<There, Fault> {
    let shown = carrier.find(number).await.map_err(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "the carrier could not be read for an operator");
        AppError::CarrierTrouble
    })?;
    let shown = shown.ok_or(AppError::NumberGone)?;
    Ok(There { shown, carrier_account: carrier.account_sid().to_owned() })
}

impl Shop {
    /// The carrier is asked first, outside any transaction: the number is taken by the id that it shows.
    pub(super) async fn adopt_manual(&self, who: &Operator, id: &LineId, why: &Why) -> Result<(), Fault> {
        self.check_proof(who.who())?;
        let mut tx = self.store.read().await?;
        let line = lines::lookup(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let account = accounts::lookup(&mut tx, &line.account).await?.ok_or(AppError::NotFound)?;
        drop(tx);
        if line.state.bought() {
            return Ok(());
        } else if line.state != Line::Manual {
            return Err(AppError::Meanwhile.into());
        }
        let carrier = self.carriers.of(&account)?.ok_or(AppError::CarrierTrouble)?;
        let there = look(&carrier, &line.offer.number).await?;
        again(|| self.adopt_manual_once(who, id, &there, why)).await
    }

    async fn adopt_manual_once(&self, who: &Operator, id: &LineId, there: &There, why: &Why) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        let known = lines::lookup(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let account = self.lock_for(&mut tx, who, &known.account).await?;
        let mut line = lines::lookup(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        if line.state.bought() {
            return Ok(());
        } else if line.state != Line::Manual {
            return Err(AppError::Meanwhile.into());
        }
        let details = [line.offer.number.as_e164(), there.shown.sid.as_str()];
        self.record_deed(&mut tx, Subject::Line(id), Deed::AdoptedLine, &details, why).await?;
        if ledger::has(&mut tx, id, Entry::Release).await? {
            // It had ended, and its money was given back: a line is booked once, so the number becomes an order of its
            // own at the same price.
            let offer = line.offer.clone();
            self.end_manual(&mut tx, &mut line).await?;
            self.place_adopted(&mut tx, (who, &account), offer, there).await?;
        } else {
            let order = orders::lookup(&mut tx, &account.id, &line.order).await?.ok_or(AppError::NotFound)?;
            let alone = std::slice::from_ref(&line);
            if self.ask_gate(&mut tx, &account, order.purchase(), alone).await?.is_none() {
                return Err(AppError::NotCleared.into());
            }
            lines::set_carrier_account(&mut tx, id, &there.carrier_account).await?;
            let adopt = Event::Adopt { sid: there.shown.sid.clone() };
            self.move_line(&mut tx, &mut line, adopt, None).await?;
            self.have_tagged(&mut tx, id).await?;
            orders::set_state(&mut tx, &order.id, order.state, order.state.reopened()).await?;
            self.settle(&mut tx, &order.id).await?;
        }
        tx.commit().await?;
        tracing::info!(by = %who.who().user, line = %id, "a line was adopted");
        Ok(())
    }

    /// What the carrier has for this very line is not given up: the next comparison of the books would only bring it back.
    pub(super) async fn give_manual_up(&self, who: &Operator, id: &LineId, why: &Why) -> Result<(), Fault> {
        self.check_proof(who.who())?;
        let mut tx = self.store.read().await?;
        let line = lines::lookup(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let account = accounts::lookup(&mut tx, &line.account).await?.ok_or(AppError::NotFound)?;
        drop(tx);
        if line.state == Line::Manual {
            let carrier = self.carriers.of(&account)?.ok_or(AppError::CarrierTrouble)?;
            match look(&carrier, &line.offer.number).await {
                Ok(there) if there.shown.tag == id.as_str() => return Err(AppError::StillThere.into()),
                Err(Fault::Told(AppError::NumberGone)) | Ok(_) => {}
                Err(fault) => return Err(fault),
            }
        }
        again(|| self.give_manual_up_once(who, id, why)).await
    }

    async fn give_manual_up_once(&self, who: &Operator, id: &LineId, why: &Why) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        let known = lines::lookup(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        self.lock_for(&mut tx, who, &known.account).await?;
        let mut line = lines::lookup(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        match line.state {
            Line::Manual => {}
            Line::Failed(_) | Line::Replaced => return Ok(()),
            _ => return Err(AppError::Meanwhile.into()),
        }
        self.record_deed(&mut tx, Subject::Line(id), Deed::GaveLineUp, &[line.offer.number.as_e164()], why).await?;
        self.end_manual(&mut tx, &mut line).await?;
        tx.commit().await?;
        tracing::info!(by = %who.who().user, line = %id, "a line was given up");
        Ok(())
    }

    /// Ends a line for a person without its number; one that another line stands for is replaced, as it was.
    async fn end_manual(&self, tx: &mut Tx, line: &mut StoredLine) -> Result<(), Fault> {
        let others = lines::of_order(tx, &line.order).await?;
        let replaced = others.iter().any(|other| other.replaces.as_ref() == Some(&line.id));
        let event = if replaced { Event::Replace } else { Event::GiveUp };
        self.move_line(tx, line, event, None).await?;
        self.settle(tx, &line.order).await
    }
}
