//! Where the steps of a verification stand: in the account's own session, or on a phone that goes on for it. Each place
//! has doors of its own, for a browser may be both, of two accounts.

use leptos::prelude::use_context;

use crate::{
    AppError,
    api::give_consent::{consent_on_phone, give_consent},
    desk::CONSENT_VERSION,
    words::spoken,
};

/// A place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
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
    #[must_use]
    pub const fn page(self) -> &'static str {
        match self {
            Self::Account => "/verify",
            Self::Phone => "/handoff",
        }
    }

    /// The door for pictures of a document.
    #[must_use]
    pub const fn document(self) -> &'static str {
        match self {
            Self::Account => "/uploads/document",
            Self::Phone => "/uploads/phone/document",
        }
    }

    /// The door for a selfie.
    #[must_use]
    pub const fn selfie(self) -> &'static str {
        match self {
            Self::Account => "/uploads/selfie",
            Self::Phone => "/uploads/phone/selfie",
        }
    }

    /// The door for who refuses the use of biometric data.
    pub(crate) const fn refuse(self) -> &'static str {
        match self {
            Self::Account => "/api/refuse_biometrics",
            Self::Phone => "/api/refuse_on_phone",
        }
    }

    /// The door for who changes their mind after that.
    pub(crate) const fn reconsider(self) -> &'static str {
        match self {
            Self::Account => "/api/reconsider_selfie",
            Self::Phone => "/api/reconsider_on_phone",
        }
    }

    /// The door back to the document.
    pub(crate) const fn restart(self) -> &'static str {
        match self {
            Self::Account => "/api/restart_verification",
            Self::Phone => "/api/restart_on_phone",
        }
    }

    /// Records that the consent text in force was accepted.
    pub(crate) async fn consent(self) -> Result<(), AppError> {
        match self {
            Self::Account => give_consent(CONSENT_VERSION.to_owned(), spoken().to_string()).await,
            Self::Phone => consent_on_phone(CONSENT_VERSION.to_owned(), spoken().to_string()).await,
        }
    }
}
