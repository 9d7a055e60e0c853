//! Where the steps stand: in the account's own session, or on a phone that goes on for it. Each place has doors of its own,
//! for a browser may be both, of two accounts.

use leptos::prelude::use_context;

use crate::{
    AppError,
    api::{give_consent::give_consent, handoff::consent_on_phone},
    desk::CONSENT_VERSION,
    words::spoken,
};

/// A place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The account's own session.
    Account,
    /// A phone.
    Phone,
}

impl Place {
    /// That of the page: the account's, unless the page says otherwise.
    pub(crate) fn here() -> Self {
        use_context().unwrap_or(Self::Account)
    }

    /// The page that has the steps.
    pub(super) const fn page(self) -> &'static str {
        match self {
            Self::Account => "/verify",
            Self::Phone => "/handoff",
        }
    }

    /// The door for pictures of a document.
    pub(super) const fn document(self) -> &'static str {
        match self {
            Self::Account => "/uploads/document",
            Self::Phone => "/uploads/phone/document",
        }
    }

    /// The door for a selfie.
    pub(super) const fn selfie(self) -> &'static str {
        match self {
            Self::Account => "/uploads/selfie",
            Self::Phone => "/uploads/phone/selfie",
        }
    }

    /// The door for who refuses the use of biometric data.
    pub(super) const fn refuse(self) -> &'static str {
        match self {
            Self::Account => "/api/refuse_biometrics",
            Self::Phone => "/api/refuse_on_phone",
        }
    }

    /// Records that the consent text in force was accepted.
    pub(super) async fn consent(self) -> Result<(), AppError> {
        match self {
            Self::Account => give_consent(CONSENT_VERSION.to_owned(), spoken().to_string()).await,
            Self::Phone => consent_on_phone(CONSENT_VERSION.to_owned(), spoken().to_string()).await,
        }
    }
}
