//! The verification as the buyer drives it: pictures, consent, handing over.

use app::{
    AppError,
    desk::{CONSENT_VERSION, SignedIn, Step, VerifyView, What},
    domain::{
        Telephony, Timestamp, VerificationId,
        id_document::IdDocument,
        verification::{Collected, Reason, Transport, Verification},
    },
};

use super::{
    Shop,
    fault::{Fault, internal},
};
use crate::{
    ids,
    store::{
        Tx, accounts, accounts::Account, jobs, jobs::Kind, pictures, pictures::SealedPicture, submissions,
        submissions::Submission, verifications, verifications::Case,
    },
    vault::VaultError,
};
use std::sync::Arc;

/// Orders shown beside the verification.
const ORDERS_SHOWN: i64 = 10;

/// A picture that passed the intake, ready to be sealed.
pub struct NewPicture {
    /// `front`, `back` or `selfie`.
    pub kind: &'static str,
    /// The neutral name under which the vendor gets it.
    pub file_name: String,
    /// A JPEG without metadata.
    pub jpeg: Vec<u8>,
}

/// What a sealed picture is bound to: a row copied to another case cannot be opened there.
#[must_use]
pub fn picture_context(case: &Case, kind: &str) -> String {
    format!("picture|{}|{}|{kind}", case.account, case.id)
}

impl Shop {
    pub(super) async fn show_verification(&self, who: &SignedIn) -> Result<VerifyView, AppError> {
        Ok(self.read_verification(who).await?)
    }

    async fn read_verification(&self, who: &SignedIn) -> Result<VerifyView, Fault> {
        let mut tx = self.store.read().await?;
        let account = accounts::lookup(&mut tx, &who.account).await?.ok_or(AppError::SignInNeeded)?;
        let case = verifications::lookup(&mut tx, &who.account, CONSENT_VERSION).await?;
        let attempts = case.as_ref().map_or(0, |case| case.attempts);
        let withdrawn = case.as_ref().is_some_and(|case| case.state == Verification::Revoked);
        Ok(VerifyView {
            withdrawn,
            step: self.step(&account, case),
            attempts_left: self.policy.attempts_max.saturating_sub(attempts),
            attempts_max: self.policy.attempts_max,
            orders: self.summaries(&mut tx, who, ORDERS_SHOWN).await?,
        })
    }

    pub(super) async fn give_consent(&self, who: &SignedIn, version: &str) -> Result<(), AppError> {
        Ok(self.record_consent(who, version).await?)
    }

    async fn record_consent(&self, who: &SignedIn, version: &str) -> Result<(), Fault> {
        if version != CONSENT_VERSION {
            return Err(AppError::Invalid("consent".to_owned()).into());
        }
        let mut tx = self.store.write().await?;
        accounts::lock(&mut tx, &who.account).await?.ok_or(AppError::SignInNeeded)?;
        verifications::consent(&mut tx, &who.account, &who.user, version, self.clock.now()).await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn restart_case(&self, who: &SignedIn) -> Result<(), AppError> {
        Ok(self.collect_again(who).await?)
    }

    async fn collect_again(&self, who: &SignedIn) -> Result<(), Fault> {
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

    /// Takes the pictures of a document.
    ///
    /// # Errors
    /// [`AppError::TooLate`] when the case is no longer collecting; [`AppError::Picture`] when a side is missing.
    pub async fn take_document(
        &self,
        who: &SignedIn,
        document: IdDocument,
        pictures: Vec<NewPicture>,
    ) -> Result<(), AppError> {
        Ok(self.store_document(who, document, pictures).await?)
    }

    async fn store_document(&self, who: &SignedIn, document: IdDocument, sides: Vec<NewPicture>) -> Result<(), Fault> {
        let now = self.clock.now();
        let sealed = self.seal_pictures(who, sides).await?;
        let mut tx = self.store.write().await?;
        let mut case = self.collecting_case(&mut tx, who, now).await?;
        case.document = Some(document);
        if !document.needs_back() {
            pictures::remove_kind(&mut tx, &case.id, "back").await?;
        }
        sealed.put(&mut tx, &case, now).await?;
        case.changed_at = now;
        verifications::save(&mut tx, &case).await?;
        Ok(tx.commit().await?)
    }

    /// Takes the selfie and hands everything over to the vendor, in one transaction with the job that does it.
    ///
    /// # Errors
    /// [`AppError::TooLate`] unless document and consent are here and the case is collecting.
    pub async fn take_selfie(&self, who: &SignedIn, selfie: NewPicture) -> Result<(), AppError> {
        Ok(self.hand_over(who, selfie).await?)
    }

    async fn hand_over(&self, who: &SignedIn, selfie: NewPicture) -> Result<(), Fault> {
        let now = self.clock.now();
        let sealed = self.seal_pictures(who, vec![selfie]).await?;
        let mut tx = self.store.write().await?;
        let case = self.collecting_case(&mut tx, who, now).await?;
        sealed.put(&mut tx, &case, now).await?;
        // Read again: the case knows what it has from the rows.
        let mut case =
            verifications::lookup(&mut tx, &who.account, CONSENT_VERSION).await?.ok_or(AppError::NotFound)?;
        let submission = Submission {
            id: ids::fresh(),
            verification: case.id.clone(),
            account: who.account.clone(),
            transport: Transport::Transaction,
            vendor_ref: None,
            key_turn: 0,
            created_at: now,
        };
        let next = case.state.clone().submit(submission.id.clone()).map_err(|_| AppError::TooLate)?;
        submissions::add(&mut tx, &submission).await?;
        jobs::ask(&mut tx, Kind::Submit, submission.id.as_str(), now).await?;
        self.become_state(&mut tx, &mut case, next, now).await?;
        self.note_held(&mut tx, &who.account, What::Submitted).await?;
        Ok(tx.commit().await?)
    }

    /// The account's case under the account's lock, collecting pictures.
    async fn collecting_case(&self, tx: &mut Tx, who: &SignedIn, now: Timestamp) -> Result<Case, Fault> {
        let case = self.open_case(tx, who, now).await?;
        let collecting = self.takes_pictures() && matches!(case.state, Verification::Collecting(_));
        if collecting { Ok(case) } else { Err(AppError::TooLate.into()) }
    }

    /// Whether pictures are taken on our own pages.
    const fn takes_pictures(&self) -> bool {
        self.inquiries.is_none()
    }

    /// The account's case under the account's lock: opened if there is none, reopened after `TryAgain` and `Revoked`, and when the
    /// buyer was on a page of the vendor's that is no longer used.
    pub(super) async fn open_case(&self, tx: &mut Tx, who: &SignedIn, now: Timestamp) -> Result<Case, Fault> {
        let account = accounts::lock(tx, &who.account).await?.ok_or(AppError::SignInNeeded)?;
        if account.telephony == Telephony::OwnCarrier || account.approval.is_some() {
            return Err(AppError::TooLate.into());
        }
        if verifications::lookup(tx, &account.id, CONSENT_VERSION).await?.is_none() {
            verifications::open(tx, &ids::fresh(), &account.id, now).await?;
        }
        let case = verifications::lookup(tx, &account.id, CONSENT_VERSION).await?.ok_or(AppError::NotFound)?;
        match case.state {
            Verification::TryAgain { .. } | Verification::Revoked => {}
            Verification::AtVendor { .. } if self.takes_pictures() => {}
            _ => return Ok(case),
        }
        let mut case = case;
        self.become_state(tx, &mut case, Verification::Collecting(Collected::default()), now).await?;
        Ok(case)
    }

    /// Seals pictures off the executor and outside any transaction: megabytes take their time, and SQLite has one
    /// writer.
    async fn seal_pictures(&self, who: &SignedIn, new: Vec<NewPicture>) -> Result<Sealed, Fault> {
        let case = self.case_to_fill(who).await?;
        let (vault, id) = (Arc::clone(&self.vault), case.id.clone());
        let seal = move || {
            let seal = |picture: NewPicture| {
                let sealed = vault.seal(&picture_context(&case, picture.kind), &picture.jpeg)?;
                Ok(SealedPicture { kind: picture.kind.to_owned(), file_name: picture.file_name, sealed })
            };
            new.into_iter().map(seal).collect::<Result<Vec<_>, VaultError>>()
        };
        let pictures = tokio::task::spawn_blocking(seal).await.map_err(|panicked| internal(&panicked))??;
        Ok(Sealed { case: id, pictures })
    }

    /// The account's case, opened if there is none. Whether it is collecting is asked again when it is written to.
    async fn case_to_fill(&self, who: &SignedIn) -> Result<Case, Fault> {
        let mut tx = self.store.read().await?;
        if let Some(case) = verifications::lookup(&mut tx, &who.account, CONSENT_VERSION).await? {
            return Ok(case);
        }
        drop(tx);
        let mut tx = self.store.write().await?;
        let case = self.collecting_case(&mut tx, who, self.clock.now()).await?;
        tx.commit().await?;
        Ok(case)
    }

    /// Whether pictures of a document would be taken now: asked before they are read and decoded.
    ///
    /// # Errors
    /// [`AppError::TooLate`] when they would not.
    pub async fn may_show_document(&self, who: &SignedIn) -> Result<(), AppError> {
        self.collected(who).await?;
        Ok(())
    }

    /// The same of the selfie, which comes after the document.
    ///
    /// # Errors
    /// [`AppError::TooLate`] when it would not be taken.
    pub async fn may_show_face(&self, who: &SignedIn) -> Result<(), AppError> {
        if self.collected(who).await?.document_done() { Ok(()) } else { Err(AppError::TooLate) }
    }

    /// What is here already, if more would be taken.
    async fn collected(&self, who: &SignedIn) -> Result<Collected, Fault> {
        let mut tx = self.store.read().await?;
        let account = accounts::lookup(&mut tx, &who.account).await?.ok_or(AppError::SignInNeeded)?;
        if account.telephony == Telephony::OwnCarrier || account.approval.is_some() || !self.takes_pictures() {
            return Err(AppError::TooLate.into());
        }
        let case = verifications::lookup(&mut tx, &who.account, CONSENT_VERSION).await?;
        match case.map(|case| case.state) {
            Some(Verification::Collecting(collected)) => Ok(collected),
            None | Some(Verification::TryAgain { .. } | Verification::AtVendor { .. } | Verification::Revoked) => {
                Ok(Collected::default())
            }
            Some(_) => Err(AppError::TooLate.into()),
        }
    }

    /// The step that the page shows.
    fn step(&self, account: &Account, case: Option<Case>) -> Step {
        match (account.telephony, &account.approval) {
            (Telephony::OwnCarrier, _) => return Step::NotNeeded,
            (Telephony::LcPhone, Some(approval)) => return Step::Verified { at: approval.at },
            (Telephony::LcPhone, None) => {}
        }
        let Some(case) = case else { return self.first_step(Vec::new()) };
        match case.state {
            Verification::Collecting(collected) if collected.document_done() && self.takes_pictures() => {
                Step::Selfie { collected }
            }
            Verification::AtVendor { .. } if !self.takes_pictures() => Step::AtVendor,
            Verification::Collecting(_) | Verification::AtVendor { .. } => self.first_step(case.reasons),
            Verification::Revoked => self.first_step(Vec::new()),
            Verification::Submitted { .. } => Step::Checking,
            Verification::UnderReview { .. } => Step::UnderReview,
            Verification::TryAgain { reasons } => Step::TryAgain { reasons },
            // Approved without a standing approval cannot be; were it so, a person must look.
            Verification::Approved { .. } | Verification::Declined => Step::Declined,
        }
    }

    fn first_step(&self, reasons: Vec<Reason>) -> Step {
        if self.takes_pictures() { Step::Document { reasons } } else { Step::VendorPage { reasons } }
    }
}

/// Pictures sealed for a case, not stored yet.
struct Sealed {
    case: VerificationId,
    pictures: Vec<SealedPicture>,
}

impl Sealed {
    /// Stores them, if `case` is still the one that they were sealed for.
    async fn put(self, tx: &mut Tx, case: &Case, now: Timestamp) -> Result<(), Fault> {
        if self.case != case.id {
            return Err(AppError::TooLate.into());
        }
        for picture in &self.pictures {
            pictures::put(tx, &case.id, picture, now).await?;
        }
        Ok(())
    }
}
