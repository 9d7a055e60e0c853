//! Work that fails, and lines that do not go on, tried again at once.

use app::{
    AppError,
    desk::{Deed, Operator, Work},
    domain::{AccountId, LineId, Why, line::Line},
};

use super::super::{Shop, fault::Fault};
use crate::store::{Tx, applications, audit::Subject, house, jobs, jobs::Kind, lines, submissions};

impl Shop {
    pub(super) async fn try_job_again(
        &self,
        who: &Operator,
        work: Work,
        subject: &str,
        why: &Why,
    ) -> Result<(), Fault> {
        let kind = kind_of(work);
        let mut tx = self.store.write().await?;
        match account_of(&mut tx, kind, subject).await? {
            Some(account) => {
                self.lock_for(&mut tx, who, &account).await?;
            }
            // Nobody's alone: the books of all, or an object of the vendor's that we do not know.
            None => {
                house::lock(&mut tx).await?;
                self.act(&mut tx, who.who()).await?;
            }
        }
        if !jobs::retry(&mut tx, kind, subject, self.clock.now()).await? {
            // Done, or asked for again, by somebody who was faster.
            return Ok(());
        }
        self.record_deed(&mut tx, Subject::Job(kind.as_str()), Deed::RetriedJob, &[subject], why).await?;
        tx.commit().await?;
        tracing::info!(by = %who.who().user, kind = kind.as_str(), "failing work is tried again");
        self.store.wake();
        Ok(())
    }

    pub(super) async fn look_at_line_again(&self, who: &Operator, id: &LineId, why: &Why) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        let known = lines::lookup(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        self.lock_for(&mut tx, who, &known.account).await?;
        let line = lines::lookup(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        if !(matches!(line.state, Line::Unknown { .. }) || line.state.stuck()) {
            return Ok(());
        }
        lines::hurry(&mut tx, id, self.clock.now()).await?;
        self.record_deed(&mut tx, Subject::Line(id), Deed::RetriedLine, &[], why).await?;
        tx.commit().await?;
        tracing::info!(by = %who.who().user, line = %id, "a line is looked at again");
        Ok(())
    }
}

/// The account that a piece of work is for.
async fn account_of(tx: &mut Tx, kind: Kind, subject: &str) -> Result<Option<AccountId>, Fault> {
    Ok(match (kind, subject) {
        (Kind::Submit | Kind::Redact, id) => match id.parse() {
            Ok(id) => submissions::lookup(tx, &id).await?.map(|submission| submission.account),
            Err(_) => None,
        },
        (Kind::Fetch, name) => submissions::by_vendor_ref(tx, name).await?.map(|submission| submission.account),
        (Kind::Replace | Kind::Tag, id) => match id.parse() {
            Ok(id) => lines::lookup(tx, &id).await?.map(|line| line.account),
            Err(_) => None,
        },
        (Kind::Apply, id) => match id.parse() {
            Ok(id) => applications::lookup(tx, &id).await?.map(|application| application.account),
            Err(_) => None,
        },
        // A mail is a person's, or of who may be nobody.
        (Kind::Reconcile | Kind::Mail, _) => None,
    })
}

/// The store's kind of work.
const fn kind_of(work: Work) -> Kind {
    match work {
        Work::Submit => Kind::Submit,
        Work::Fetch => Kind::Fetch,
        Work::Redact => Kind::Redact,
        Work::Replace => Kind::Replace,
        Work::Reconcile => Kind::Reconcile,
        Work::Apply => Kind::Apply,
        Work::Mail => Kind::Mail,
        Work::Tag => Kind::Tag,
    }
}

/// The page's word for it.
pub(super) const fn work_of(kind: Kind) -> Work {
    match kind {
        Kind::Submit => Work::Submit,
        Kind::Fetch => Work::Fetch,
        Kind::Redact => Work::Redact,
        Kind::Replace => Work::Replace,
        Kind::Reconcile => Work::Reconcile,
        Kind::Apply => Work::Apply,
        Kind::Mail => Work::Mail,
        Kind::Tag => Work::Tag,
    }
}
