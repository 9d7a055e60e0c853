//! What whoever runs the store does to accounts: each deed by a person who showed a moment ago who they are, with a
//! reason, under the lock of the account that it is about.

mod cases;
mod customer;
mod house;
mod lines;
mod orphans;
mod queue;
mod retries;

use app::{
    AppError,
    desk::{Adoption, CustomerView, Deed, Operator, OperatorWork, QueueView, RulesView, SignedIn, Work},
    domain::{
        AccountId, LineId, PhoneNumber, Role, SubmissionId, Why,
        rule::{Rule, Value},
        verification::Decision,
    },
};

use super::{Shop, again, fault::Fault, told};
use crate::store::{
    Tx, accounts,
    accounts::Account,
    audit::{self, Actor, Subject},
    reasons, sessions, users,
};

impl Shop {
    /// Refuses who did not show a moment ago who they are, or runs the store no more. What follows in the transaction
    /// is their deed.
    async fn act(&self, tx: &mut Tx, who: &SignedIn) -> Result<(), Fault> {
        tx.act_as(Actor::User(who.user.clone()));
        if !sessions::is_of(tx, &who.user, &who.session).await? {
            return Err(AppError::SignInNeeded.into());
        }
        match users::lookup(tx, &who.user).await? {
            Some(user) if user.role == Role::Operator => self.check_proof(who),
            _ => Err(AppError::NotFound.into()),
        }
    }

    /// Takes the lock of the account to which an operator is about to do something.
    pub(super) async fn lock_for(&self, tx: &mut Tx, who: &Operator, account: &AccountId) -> Result<Account, Fault> {
        let account = accounts::lock(tx, account).await?.ok_or(AppError::NotFound)?;
        self.act(tx, who.who()).await?;
        Ok(account)
    }

    /// Adds a deed to the trail, and its reason beside it. Returns its place in the chain.
    pub(super) async fn record_deed(
        &self,
        tx: &mut Tx,
        subject: Subject<'_>,
        deed: Deed,
        details: &[&str],
        why: &Why,
    ) -> Result<i64, Fault> {
        let details = [details, &[why.as_str()]].concat();
        let deed = audit::Deed { subject, action: deed.as_str(), details: &details };
        let seq = audit::record(tx, &self.audit, deed, self.clock.now()).await?;
        reasons::add(tx, seq, why).await?;
        Ok(seq)
    }
}

#[async_trait::async_trait]
impl OperatorWork for Shop {
    async fn queue(&self, who: &Operator) -> Result<QueueView, AppError> {
        told(self.work_queue(who).await)
    }

    async fn customer(&self, who: &Operator, account: &AccountId) -> Result<CustomerView, AppError> {
        told(self.customer_of(who, account).await)
    }

    async fn decide_case(
        &self,
        who: &Operator,
        (account, of): (&AccountId, &SubmissionId),
        decision: Decision,
        why: &Why,
    ) -> Result<(), AppError> {
        told(again(|| self.decide(who, (account, of), decision, why)).await)
    }

    async fn reset_attempts(&self, who: &Operator, account: &AccountId, why: &Why) -> Result<(), AppError> {
        told(again(|| self.give_attempts_back(who, account, why)).await)
    }

    async fn revoke_approval(&self, who: &Operator, account: &AccountId, why: &Why) -> Result<(), AppError> {
        told(again(|| self.take_approval_back(who, account, why)).await)
    }

    async fn retry_job(&self, who: &Operator, work: Work, subject: &str, why: &Why) -> Result<(), AppError> {
        told(again(|| self.try_job_again(who, work, subject, why)).await)
    }

    async fn retry_line(&self, who: &Operator, line: &LineId, why: &Why) -> Result<(), AppError> {
        told(again(|| self.look_at_line_again(who, line, why)).await)
    }

    async fn adopt_line(&self, who: &Operator, line: &LineId, why: &Why) -> Result<(), AppError> {
        told(self.adopt_manual(who, line, why).await)
    }

    async fn give_line_up(&self, who: &Operator, line: &LineId, why: &Why) -> Result<(), AppError> {
        told(self.give_manual_up(who, line, why).await)
    }

    async fn adopt_number(&self, who: &Operator, adoption: Adoption, why: &Why) -> Result<(), AppError> {
        told(self.adopt_orphan(who, &adoption, why).await)
    }

    async fn note_finding(
        &self,
        who: &Operator,
        (carrier_account, number): (&str, &PhoneNumber),
        why: &Why,
    ) -> Result<(), AppError> {
        told(again(|| self.note_found(who, carrier_account, number, why)).await)
    }

    async fn show_rules(&self, who: &Operator) -> Result<RulesView, AppError> {
        told(self.house_rules(who).await)
    }

    async fn change_rule(
        &self,
        who: &Operator,
        (rule, value): (Rule, Option<Value>),
        version: i64,
        why: &Why,
    ) -> Result<(), AppError> {
        told(again(|| self.change_house_rule(who, (rule, value.as_ref()), version, why)).await)
    }
}
