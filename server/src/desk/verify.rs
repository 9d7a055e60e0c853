//! The verification as the buyer drives it: its step, consent, starting over.

use app::{
    AppError,
    desk::{CONSENT_VERSION, SignedIn, Step, VerifyView},
    domain::{
        AccountId, Language, Telephony, Timestamp,
        verification::{Collected, Reason, Verification},
    },
};

use super::{Shop, fault::Fault};
use crate::{
    ids,
    store::{
        Tx, accounts,
        accounts::Account,
        audit::Subject,
        pictures, verifications,
        verifications::{Case, Read},
    },
};

/// Orders shown beside the verification.
const ORDERS_SHOWN: i64 = 10;

impl Shop {
    pub(super) async fn verification(&self, who: &SignedIn) -> Result<VerifyView, Fault> {
        let mut tx = self.store.read().await?;
        let account = accounts::lookup(&mut tx, &who.account).await?.ok_or(AppError::SignInNeeded)?;
        let case = self.case(&mut tx, &who.account).await?;
        let reviewed = matches!(case.as_ref().map(|case| &case.state), Some(Verification::UnderReview { .. }));
        let may_reconsider = match &case {
            Some(case) => self.may_reconsider(&mut tx, case).await?,
            None => false,
        };
        let attempts = case.as_ref().map_or(0, |case| case.attempts);
        let attempts_max = self.rules(&mut tx).await?.attempts;
        let collected = match case.as_ref().map(|case| &case.state) {
            Some(Verification::Collecting(collected)) => collected.clone(),
            _ => Collected::default(),
        };
        let withdrawn = case.as_ref().is_some_and(|case| case.state == Verification::Revoked);
        let step = self.step(&account, case, may_reconsider);
        let handoff = match step {
            Step::Document { .. } | Step::Selfie { .. } if who.by_phone.is_none() => {
                self.handoff_view(&mut tx, who, collected).await?
            }
            _ => None,
        };
        Ok(VerifyView {
            referred: reviewed && may_reconsider,
            withdrawn,
            step,
            handoff,
            attempts_left: attempts_max.saturating_sub(attempts),
            attempts_max,
            orders: self.summaries(&mut tx, who, ORDERS_SHOWN).await?,
            applications: self.sent_applications(&mut tx, &who.account).await?,
        })
    }

    pub(crate) async fn consent(&self, who: &SignedIn, version: &str, language: Language) -> Result<(), Fault> {
        check_consent(version)?;
        let mut tx = self.store.write().await?;
        self.lock_identity(&mut tx, who).await?;
        self.accept(&mut tx, who, Read { version, language }).await?;
        Ok(tx.commit().await?)
    }

    /// Records that somebody accepted a consent text.
    pub(super) async fn accept(&self, tx: &mut Tx, who: &SignedIn, read: Read<'_>) -> Result<(), Fault> {
        if verifications::consent(tx, &who.account, &who.user, read, self.clock.now()).await? {
            self.record(tx, Subject::User(&who.user), "consented", &[read.version, read.language.as_str()]).await?;
        }
        Ok(())
    }

    pub(super) async fn restart_verification(&self, who: &SignedIn) -> Result<(), Fault> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let mut case = self.open_case(&mut tx, who, now).await?;
        if !matches!(case.state, Verification::Collecting(_)) {
            return Err(AppError::TooLate.into());
        }
        pictures::remove(&mut tx, &case.id).await?;
        self.become_state(&mut tx, &mut case, Verification::Collecting(Collected::default()), now).await?;
        Ok(tx.commit().await?)
    }

    /// The account's case, which knows of consent to the text in force.
    pub(crate) async fn case(&self, tx: &mut Tx, account: &AccountId) -> Result<Option<Case>, Fault> {
        Ok(verifications::lookup(tx, account, CONSENT_VERSION).await?)
    }

    /// Whether pictures are taken on our own pages.
    pub(super) const fn takes_pictures(&self) -> bool {
        self.inquiries.is_none()
    }

    /// The account's case under the account's lock: opened if there is none, reopened after `TryAgain` and `Revoked`,
    /// and when the buyer was on a page of the vendor's that is no longer used.
    pub(super) async fn open_case(&self, tx: &mut Tx, who: &SignedIn, now: Timestamp) -> Result<Case, Fault> {
        let account = self.lock_identity(tx, who).await?;
        still_unverified(&account)?;
        if self.case(tx, &account.id).await?.is_none() {
            verifications::open(tx, &ids::fresh(), &account.id, now).await?;
        }
        let case = self.case(tx, &account.id).await?.ok_or(AppError::NotFound)?;
        match case.state {
            Verification::TryAgain { .. } | Verification::Revoked => {}
            Verification::AtVendor { .. } if self.takes_pictures() => {}
            _ => return Ok(case),
        }
        let mut case = case;
        self.become_state(tx, &mut case, Verification::Collecting(Collected::default()), now).await?;
        Ok(case)
    }

    /// The step that the page shows.
    fn step(&self, account: &Account, case: Option<Case>, may_reconsider: bool) -> Step {
        match (account.telephony, &account.approval) {
            (Telephony::OwnCarrier, _) => return Step::NotNeeded,
            (Telephony::LcPhone, Some(approval)) => return Step::Verified { at: approval.at },
            (Telephony::LcPhone, None) => {}
        }
        let nothing = Collected::default;
        let Some(case) = case else { return self.first_step(Vec::new(), nothing()) };
        match case.state {
            Verification::Collecting(collected) if collected.document_done() && self.takes_pictures() => {
                Step::Selfie { poses: self.policy.poses }
            }
            Verification::AtVendor { .. } if !self.takes_pictures() => Step::AtVendor,
            Verification::Collecting(collected) => self.first_step(case.reasons, collected),
            Verification::AtVendor { .. } => self.first_step(case.reasons, nothing()),
            Verification::Revoked => self.first_step(Vec::new(), nothing()),
            Verification::Submitted { .. } => Step::Checking { may_reconsider },
            Verification::UnderReview { .. } => Step::UnderReview,
            Verification::TryAgain { reasons } => Step::TryAgain { reasons },
            // Approved without a standing approval cannot be; were it so, a person must look.
            Verification::Approved { .. } | Verification::Declined => Step::Declined,
        }
    }

    fn first_step(&self, reasons: Vec<Reason>, collected: Collected) -> Step {
        if self.takes_pictures() { Step::Document { reasons, collected } } else { Step::VendorPage { reasons } }
    }
}

/// Refuses consent to another text than the one in force.
pub(crate) fn check_consent(version: &str) -> Result<(), AppError> {
    if version == CONSENT_VERSION { Ok(()) } else { Err(AppError::Invalid("consent".to_owned())) }
}

/// Refuses an account that is never verified, and one that is already.
pub(super) fn still_unverified(account: &Account) -> Result<(), AppError> {
    let done = account.telephony == Telephony::OwnCarrier || account.approval.is_some();
    if done { Err(AppError::TooLate) } else { Ok(()) }
}
