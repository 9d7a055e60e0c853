//! An account, as whoever runs the store sees it. No picture is among it.

use app::{
    AppError,
    desk::{CaseState, CustomerCase, CustomerView, Deed, HandOver, Operator, PastDeed, Person},
    domain::{AccountId, verification::Verification},
};

use super::super::{Shop, fault::Fault};
use crate::store::{
    Tx, accounts, lines, orders, reasons, reasons::Done, submissions, submissions::Submission, users, users::Member,
    verifications::Case,
};

/// Orders and hand-overs that are shown.
const SHOWN: i64 = 50;
/// Deeds that are shown.
const DEEDS: i64 = 20;

impl Shop {
    pub(super) async fn customer_of(&self, who: &Operator, id: &AccountId) -> Result<CustomerView, Fault> {
        let mut tx = self.store.read().await?;
        let account = accounts::lookup(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let people = users::of_account(&mut tx, id).await?;
        let case = match self.case(&mut tx, id).await? {
            Some(case) => Some(self.customer_case(&mut tx, case).await?),
            None => None,
        };
        let open = orders::open(&mut tx, id, SHOWN).await?;
        let mut all = Vec::new();
        for order in &open {
            all.extend(lines::of_order(&mut tx, &order.id).await?);
        }
        let deeds = reasons::of_account(&mut tx, id, DEEDS).await?;
        Ok(CustomerView {
            people: people.into_iter().map(person).collect(),
            credit: self.credit(&mut tx, &account).await?,
            orders: self.summarise_all(&mut tx, id, &open, all).await?,
            deeds: deeds.into_iter().filter_map(deed).collect(),
            proven: self.proven_until(who.who()).is_some(),
            id: account.id,
            name: account.name,
            telephony: account.telephony,
            approval: account.approval,
            case,
        })
    }

    async fn customer_case(&self, tx: &mut Tx, case: Case) -> Result<CustomerCase, Fault> {
        let hand_over = |Submission { id, transport, shows, vendor_ref, created_at, .. }: Submission| HandOver {
            vendor: vendor_ref.map(|reference| self.vendor_case(Some(transport), reference)),
            id,
            shows,
            at: created_at,
        };
        let hand_overs = submissions::of_account(tx, &case.account, SHOWN).await?;
        Ok(CustomerCase {
            state: state(&case.state),
            decidable: match &case.state {
                Verification::UnderReview { submission } => Some(submission.clone()),
                _ => None,
            },
            attempts: case.attempts,
            attempts_max: self.rules(tx).await?.attempts,
            since: case.changed_at,
            hand_overs: hand_overs.into_iter().map(hand_over).collect(),
            id: case.id,
        })
    }
}

fn person(Member { email, role, seen_at, .. }: Member) -> Person {
    Person { email, role, seen_at }
}

/// A deed that this version of the program knows.
fn deed(Done { at, by, email, action, reason, .. }: Done) -> Option<PastDeed> {
    let deed: Deed = action.parse().ok()?;
    Some(PastDeed { deed, by: email.unwrap_or(by), at, reason })
}

const fn state(case: &Verification) -> CaseState {
    match case {
        Verification::Collecting(_) => CaseState::Collecting,
        Verification::AtVendor { .. } => CaseState::AtVendor,
        Verification::Submitted { .. } => CaseState::Submitted,
        Verification::UnderReview { .. } => CaseState::UnderReview,
        Verification::TryAgain { .. } => CaseState::TryAgain,
        Verification::Approved { .. } => CaseState::Approved,
        Verification::Declined => CaseState::Declined,
        Verification::Revoked => CaseState::Revoked,
    }
}
