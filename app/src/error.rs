//! The one error that crosses the wire. It says what a person can do about it, and nothing internal.

use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

use crate::domain::{Malformed, Money};

/// Why a use case did not happen. Nothing was changed, unless the variant says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// No session, or one that ended.
    #[error("sign in first")]
    SignInNeeded,
    /// E-mail and password do not belong together.
    #[error("wrong e-mail or password")]
    WrongCredentials,
    /// The person's role asks for a passkey, and the session has not shown one.
    #[error("show a passkey first")]
    PasskeyNeeded,
    /// The phone is no hand-off's, or no longer one's.
    #[error("the hand-off is over")]
    HandoffOver,
    /// Another code was typed on the phone than stands on the computer's screen; the next wrong one ends it.
    #[error("not the code on the screen")]
    WrongCode,
    /// As many text messages were sent today as may be. None was sent.
    #[error("no more text messages today")]
    NoMoreTexts,
    /// Only who showed a moment ago who they are may do this.
    #[error("show again who you are")]
    ProofNeeded,
    /// The passkey is none of the person's, or what came of it is not right, or came too late.
    #[error("the passkey was refused")]
    PasskeyRefused,
    /// The person's role asks for a passkey, and this is the only one.
    #[error("the last passkey")]
    LastPasskey,
    /// Only who manages the account may do this.
    #[error("not a manager of the account")]
    ManagerNeeded,
    /// Nobody would be left who manages the account.
    #[error("the last manager of the account")]
    LastManager,
    /// Somebody signs in by this e-mail already. An invite for it that was accepted is used up.
    #[error("the e-mail is taken")]
    EmailTaken,
    /// The account has as many people as it may have.
    #[error("too many people")]
    PeopleLimit,
    /// The account has as many open invites as it may have.
    #[error("too many open invites")]
    InviteLimit,
    /// The password may not be chosen.
    #[error("password refused: {0:?}")]
    Password(PasswordProblem),
    /// No such thing, or not in this account.
    #[error("not found")]
    NotFound,
    /// A value does not have the shape it must have.
    #[error("not a valid {0}")]
    Invalid(String),
    /// The request is longer than any form of ours.
    #[error("the request is too long")]
    TooLong,
    /// Another site's page made the browser send it, or a browser that does not say whose.
    #[error("not sent from the store's own pages")]
    Foreign,
    /// The page asks for what this build of the store does not have, or in words that it does not know.
    #[error("the page does not fit the store")]
    OldPage,
    /// Neither stock nor carrier offers the number now.
    #[error("the number is no longer available")]
    NumberGone,
    /// There are fewer numbers than wanted, and fewer were not wanted.
    #[error("only {there} such numbers")]
    NotEnough {
        /// How many there are.
        there: usize,
    },
    /// The price is no longer the quoted one.
    #[error("the price is now {now}")]
    PriceChanged {
        /// Today's price.
        now: Money,
    },
    /// The request id belongs to another purchase.
    #[error("this request was used for another purchase")]
    RequestReused,
    /// The account holds as much as an unverified account may.
    #[error("too many held orders")]
    HoldLimit,
    /// The account has as many applications as it may have.
    #[error("too many applications")]
    ApplicationLimit,
    /// The purchase would pass the account's credit limit.
    #[error("the credit limit leaves {left}")]
    CreditLimit {
        /// What is left of it, a month.
        left: Money,
    },
    /// The account's identity was declined: it cannot buy what asks for one.
    #[error("the account's identity was declined")]
    IdentityDeclined,
    /// Things have moved on since the page was made: somebody else was faster.
    #[error("it changed meanwhile")]
    Meanwhile,
    /// The carrier shows the number under the line's own name: given up, it would go on costing.
    #[error("the carrier still has the number for the line")]
    StillThere,
    /// The number needs a verified account, and this one is not.
    #[error("the gate does not clear the account")]
    NotCleared,
    /// It can no longer be stopped or started.
    #[error("not possible in this state")]
    TooLate,
    /// Too many tries; wait.
    #[error("too many tries")]
    TooMany {
        /// Seconds until the next try.
        seconds: u64,
    },
    /// Another upload of the account is under way, or too many of all; wait a moment.
    #[error("another upload is under way")]
    UploadBusy,
    /// A picture is not usable.
    #[error("picture refused: {0:?}")]
    Picture(PictureProblem),
    /// The carrier does not answer.
    #[error("the carrier does not answer")]
    CarrierTrouble,
    /// The identity vendor does not answer.
    #[error("the identity vendor does not answer")]
    VendorTrouble,
    /// The database cannot be read or written just now.
    #[error("the store cannot read or save anything")]
    StoreTrouble,
    /// The connection to the database broke while it saved: it may have been done.
    #[error("nobody knows whether it was saved")]
    Unanswered,
    /// Our own fault; `trace` names the log line.
    #[error("something went wrong ({trace})")]
    Internal {
        /// Name of the log line.
        trace: String,
    },
    /// The request did not get through.
    #[error("no connection")]
    Transport,
}

/// Why an uploaded picture is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PictureProblem {
    /// No file was sent.
    Missing,
    /// Under 10 KB: no camera makes such a picture.
    TooSmall,
    /// Over 15 MB.
    TooBig,
    /// Not a JPEG, PNG or WebP.
    NotAPicture,
    /// A HEIC or HEIF, which is not read yet.
    Heic,
    /// Fewer than 200 pixels on a side.
    TooFewPixels,
    /// More than 10,000 pixels on a side, or 64 megapixels.
    TooManyPixels,
    /// It breaks off or is damaged.
    Damaged,
}

/// Why a password may not be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PasswordProblem {
    /// Under 8 characters.
    TooShort,
    /// Over 1,024 bytes.
    TooLong,
    /// It is among those that were stolen most often.
    Common,
    /// Little of it is not the store's name, the e-mail or the account's name.
    Familiar,
}

impl AppError {
    /// The HTTP status that says the same.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignInNeeded
            | Self::HandoffOver
            | Self::WrongCode
            | Self::WrongCredentials
            | Self::PasskeyRefused => 401,
            Self::Foreign | Self::PasskeyNeeded | Self::ProofNeeded | Self::ManagerNeeded => 403,
            Self::NotFound => 404,
            Self::NumberGone
            | Self::NotEnough { .. }
            | Self::PriceChanged { .. }
            | Self::RequestReused
            | Self::HoldLimit
            | Self::ApplicationLimit
            | Self::CreditLimit { .. }
            | Self::IdentityDeclined
            | Self::Meanwhile
            | Self::StillThere
            | Self::NotCleared
            | Self::LastPasskey
            | Self::LastManager
            | Self::EmailTaken
            | Self::PeopleLimit
            | Self::InviteLimit
            | Self::TooLate => 409,
            Self::TooLong => 413,
            Self::Invalid(_) | Self::Picture(_) | Self::Password(_) | Self::OldPage => 422,
            Self::TooMany { .. } | Self::NoMoreTexts | Self::UploadBusy => 429,
            Self::CarrierTrouble | Self::VendorTrouble | Self::StoreTrouble | Self::Unanswered | Self::Transport => 503,
            Self::Internal { .. } => 500,
        }
    }

    /// Whether it is said to who is not, or not yet, let in: no page stands with it.
    #[must_use]
    pub const fn keeps_out(&self) -> bool {
        matches!(self, Self::SignInNeeded | Self::PasskeyNeeded)
    }

    /// How many seconds to wait before it is worth trying again, where that is known.
    #[must_use]
    pub const fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooMany { seconds } => Some(*seconds),
            // What a picture takes to arrive and be read.
            Self::UploadBusy => Some(5),
            _ => None,
        }
    }

    /// Whether the database is in trouble, which ends by itself.
    #[must_use]
    pub const fn is_store_trouble(&self) -> bool {
        matches!(self, Self::StoreTrouble | Self::Unanswered)
    }
}

impl From<Malformed> for AppError {
    fn from(Malformed(what): Malformed) -> Self {
        Self::Invalid(what.to_owned())
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let error = match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::OldPage,
            // A body that is no text; in the browser, an answer that somebody on the way gave.
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "ssr") => Self::Invalid("request".to_owned()),
            _ => Self::Transport,
        };
        // No door was opened that could have given the answer its status.
        #[cfg(feature = "ssr")]
        let _ = crate::api::with_status::<()>(Err(error.clone()));
        error
    }
}
