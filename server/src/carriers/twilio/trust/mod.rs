//! Applications for compliance services: who a business is (Trust Hub), a name with calls and signed calls (trust
//! products on it), a brand for text messages, and the verification of a toll-free number.
//!
//! Nothing here has an idempotency key. Each object therefore carries the application's id (`FriendlyName`,
//! `ExternalReferenceId`), and [`Twilio::file`] reads what is there before it makes what is missing. Lists and objects
//! lag behind what was made, so that is not enough: before each request that makes an object, or sends one to be
//! reviewed, it is noted in the [`Diary`], and one whose answer was lost is made again only as its note allows.
//! Papers inside of a bundle cost nothing and are not noted. It sends what is a draft or was refused in an earlier round,
//! leaves alone what is under review or granted, and goes as far as the reviews allow: a product is sent once the
//! business's profile is approved, a brand once its product is.
//!
//! Sources: twilio.com/docs/voice/trusted-calling-with-shakenstir (Trust Hub REST API for ISVs),
//! …/docs/voice/brand-your-calls-using-cnam, …/docs/messaging/compliance/a2p-10dlc/onboarding-isv-api,
//! …/docs/messaging/api/tollfree-verification-resource.

mod ask;
mod attributes;
mod brand;
mod bundle;
mod diary;
mod papers;
mod reasons;
mod tollfree;

use app::domain::{
    ApplicationId, PhoneNumber, Service,
    gate::ServiceCleared,
    service::{Edit, Form, Reason, Step, Word},
};
use std::time::Duration;

#[cfg(test)]
pub(crate) use self::diary::memory::Memory;
pub use self::diary::{Diary, NotNoted};
use self::{
    attributes::{caller_name, company},
    bundle::Policy,
    diary::Reviewed as _,
};
use super::Twilio;
use crate::carriers::CarrierError;

/// A number of the application's account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The number.
    pub number: PhoneNumber,
    /// The carrier's id of it, from its purchase: another purchase has another.
    pub sid: String,
}

/// An application, as far as it must be known to look how it stands.
#[derive(Clone, Copy)]
pub struct Dossier<'a> {
    /// Its id.
    pub id: &'a ApplicationId,
    /// What it is for.
    pub service: Service,
    /// The numbers that it is for, as far as the account owns them.
    pub numbers: &'a [Held],
    /// What is noted of it.
    pub diary: &'a dyn Diary,
}

/// An application as it goes to the vendor.
#[derive(Clone, Copy)]
pub struct Filing<'a> {
    /// Which.
    pub dossier: Dossier<'a>,
    /// What it says.
    pub form: &'a Form,
    /// How often it was sent, this time included.
    pub round: u32,
    /// Where the vendor tells of each review, where it can.
    pub callback: &'a str,
}

/// How an application stands at the vendor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Something of it is yet to be sent: file it.
    Unsent,
    /// The vendor's word.
    Told(Word),
}

/// Why an application could not be filed. Holds nothing that was written in it.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// No answer, or none that counts: repeat it later.
    #[error(transparent)]
    Carrier(#[from] CarrierError),
    /// A clear no to what is written in it.
    #[error("the vendor does not take the application")]
    Refused {
        /// Why.
        reasons: Vec<Reason>,
        /// Whether it may be sent again.
        edit: Edit,
    },
    /// Something was asked for, and its answer lost: another look must come first, after this long.
    #[error("an answer was lost, and what was asked for may still appear")]
    Unsettled(Duration),
    /// What is about to be asked for could not be noted, so it was not.
    #[error(transparent)]
    NotNoted(#[from] NotNoted),
    /// The vendor's account has no approved profile of its own, which is made in the vendor's console alone.
    #[error("the carrier account has no approved primary profile")]
    NoPrimaryProfile,
}

impl From<crate::http_client::Trouble> for TrustError {
    fn from(trouble: crate::http_client::Trouble) -> Self {
        Self::Carrier(trouble.into())
    }
}

impl TrustError {
    fn refused(reason: Reason) -> Self {
        Self::Refused { reasons: vec![reason], edit: Edit::Always }
    }

    /// Whether the vendor clearly refuses what was asked for, and says nothing that we understand of why.
    fn is_a_no(&self) -> bool {
        matches!(self, Self::Carrier(CarrierError::Refused { status: 400 | 409 | 422, .. }))
    }

    /// Whether the vendor clearly did nothing.
    fn nothing_done(&self) -> bool {
        match self {
            Self::Refused { .. } | Self::NoPrimaryProfile => true,
            Self::Carrier(CarrierError::Denied | CarrierError::Busy { .. }) => true,
            Self::Carrier(CarrierError::Refused { status, .. }) => matches!(status, 400 | 404 | 405 | 409 | 422),
            Self::Carrier(CarrierError::Silent(trouble)) => trouble.nothing_sent(),
            Self::Unsettled(_) | Self::NotNoted(_) => false,
        }
    }
}

impl Twilio {
    /// Files an application, as far as the reviews allow; how it stands then. May be repeated, by one at a time.
    ///
    /// # Errors
    /// [`TrustError`]; what was filed so far is found again.
    pub async fn file(&self, _cleared: &ServiceCleared, filing: Filing<'_>) -> Result<Word, TrustError> {
        let numbers = self.confirmed(filing.dossier.numbers).await?;
        let (business, product) = match filing.form {
            Form::TollFree(form) => return self.file_tollfree(filing, form, &numbers).await,
            Form::A2pBrand(form) => {
                (&form.business, Some(("us_a2p_messaging_profile_information", company(&form.company))))
            }
            Form::Cnam(form) => (&form.business, Some(("cnam_information", caller_name(&form.name)))),
            Form::ShakenStir(form) => (&form.business, None),
        };
        let profile = self.settle_profile(filing, business, &numbers).await?;
        if !profile.approved() {
            return Ok(profile.word());
        }
        let policy = Policy::of(filing.dossier.service);
        let bundle = self.settle_product(filing, business, product.as_ref(), &profile, &numbers).await?;
        if !(bundle.approved() && policy == Policy::A2p) {
            return Ok(bundle.word());
        }
        self.settle_brand(filing, business, product.as_ref(), (&profile, &bundle)).await
    }

    /// How an application stands. Changes nothing at the vendor.
    ///
    /// # Errors
    /// [`TrustError`] whenever the answer leaves a doubt.
    pub async fn standing(&self, dossier: Dossier<'_>) -> Result<Standing, TrustError> {
        if dossier.service == Service::TollFree {
            let note = dossier.diary.read(Step::Verification).await?;
            let found = self.tollfree_of(dossier, &note).await?;
            return Ok(found.map_or(Standing::Unsent, |found| found.standing(&note)));
        }
        let Some(profile) = self.bundle(Policy::Business, dossier).await? else { return Ok(Standing::Unsent) };
        if !profile.approved() {
            return Ok(profile.standing());
        }
        let policy = Policy::of(dossier.service);
        let Some(product) = self.bundle(policy, dossier).await? else { return Ok(Standing::Unsent) };
        if !(product.approved() && policy == Policy::A2p) {
            return Ok(product.standing());
        }
        let note = dossier.diary.read(Step::Brand).await?;
        let found = self.brand_of(&product, &note).await?;
        Ok(found.map_or(Standing::Unsent, |brand| brand.standing(&note)))
    }
}

#[cfg(test)]
mod tests;
