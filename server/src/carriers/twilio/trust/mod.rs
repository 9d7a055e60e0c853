//! Applications for compliance services: who a business is (Trust Hub), a name with calls and signed calls (trust
//! products on it), a brand for text messages, and the verification of a toll-free number.
//!
//! Nothing here has an idempotency key. Each object therefore carries the application's id (`FriendlyName`,
//! `ExternalReferenceId`), and [`Twilio::file`] reads what is there before it makes what is missing: it may be repeated
//! at any point, and an answer that was lost costs a look. It sends what is a draft or was refused, leaves alone what is
//! under review or granted, and goes as far as the reviews allow: a product is sent once the business's profile is
//! approved, a brand once its product is.
//!
//! Sources: twilio.com/docs/voice/trusted-calling-with-shakenstir (Trust Hub REST API for ISVs),
//! …/docs/voice/brand-your-calls-using-cnam, …/docs/messaging/compliance/a2p-10dlc/onboarding-isv-api,
//! …/docs/messaging/api/tollfree-verification-resource.

mod ask;
mod attributes;
mod brand;
mod bundle;
mod papers;
mod reasons;
mod tollfree;

use app::domain::{
    ApplicationId,
    gate::ServiceCleared,
    service::{Form, Reason, Word},
};

use self::{
    attributes::{caller_name, company},
    bundle::Policy,
};
use super::Twilio;
use crate::carriers::CarrierError;

/// An application as it goes to the vendor.
#[derive(Clone, Copy)]
pub struct Filing<'a> {
    /// Its id.
    pub id: &'a ApplicationId,
    /// What it says.
    pub form: &'a Form,
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
    Refused(Vec<Reason>),
    /// The vendor's account has no approved profile of its own, which is made in the vendor's console alone.
    #[error("the carrier account has no approved primary profile")]
    NoPrimaryProfile,
}

impl From<crate::http_client::Trouble> for TrustError {
    fn from(trouble: crate::http_client::Trouble) -> Self {
        Self::Carrier(trouble.into())
    }
}

impl Twilio {
    /// Files an application, as far as the reviews allow; how it stands then. May be repeated.
    ///
    /// # Errors
    /// [`TrustError`]; what was filed so far is found again.
    pub async fn file(&self, _cleared: &ServiceCleared, filing: Filing<'_>) -> Result<Word, TrustError> {
        let (business, product) = match filing.form {
            Form::TollFree(form) => return self.file_tollfree(filing, form).await,
            Form::A2pBrand(form) => {
                (&form.business, Some(("us_a2p_messaging_profile_information", company(&form.company))))
            }
            Form::Cnam(form) => (&form.business, Some(("cnam_information", caller_name(&form.name)))),
            Form::ShakenStir(form) => (&form.business, None),
        };
        let numbers = self.sids_of(filing.form.numbers()).await?;
        let profile = self.settle_profile(filing, business, &numbers).await?;
        if !profile.approved() {
            return Ok(profile.word());
        }
        let policy = Policy::of(filing.form);
        let bundle = self.settle_product(filing, policy, product.as_ref(), &profile, &numbers).await?;
        if !(bundle.approved() && policy == Policy::A2p) {
            return Ok(bundle.word());
        }
        if self.brand_failed(&bundle).await? {
            // What its author mended stands in papers that were approved before.
            self.settle_business(filing, &profile, business).await?;
            if let Some((kind, attributes)) = &product {
                self.settle_person(filing.id, &bundle, kind, attributes).await?;
            }
        }
        self.register_brand(&profile, &bundle).await
    }

    /// How an application stands. Changes nothing.
    ///
    /// # Errors
    /// [`CarrierError`] whenever the answer leaves a doubt.
    pub async fn standing(&self, id: &ApplicationId, form: &Form) -> Result<Standing, CarrierError> {
        if matches!(form, Form::TollFree(_)) {
            return Ok(self.tollfree_of(id).await?.map_or(Standing::Unsent, |found| Standing::Told(found.word())));
        }
        let Some(profile) = self.bundle(Policy::Business, id).await? else { return Ok(Standing::Unsent) };
        if !profile.approved() {
            return Ok(profile.standing());
        }
        let policy = Policy::of(form);
        let Some(product) = self.bundle(policy, id).await? else { return Ok(Standing::Unsent) };
        if !(product.approved() && policy == Policy::A2p) {
            return Ok(product.standing());
        }
        Ok(self.brand_of(&product).await?.map_or(Standing::Unsent, |brand| Standing::Told(brand.word())))
    }
}

#[cfg(test)]
mod tests;
