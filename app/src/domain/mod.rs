//! Pure rules and types: nothing here knows SQL, a vendor, a clock or a browser.

pub mod account;
pub mod alphabet;
mod area_codes;
pub mod closest;
pub mod country;
pub mod device;
pub mod door;
pub mod email;
pub mod feedback;
pub mod gate;
pub mod id;
pub mod id_document;
mod label;
pub mod language;
pub mod ledger;
pub mod line;
pub mod member;
pub mod money;
pub mod month;
pub mod notice;
pub mod number_list;
pub mod offer;
pub mod order;
pub mod own_path;
pub mod passkey;
pub mod phone_number;
pub mod pool;
pub mod region;
pub mod rule;
pub mod service;
mod states;
mod text_state;
pub mod time;
pub mod verification;
pub mod why;

pub use account::{Approval, Role, Telephony};
pub use country::CountryCode;
pub use device::Device;
pub use door::Door;
pub use email::Email;
pub use id::{
    AccountId, ApplicationId, FeedbackId, HandoffId, InviteId, LineId, NoticeId, OrderId, PasskeyId, PoolId, RequestId,
    SessionId, SubmissionId, UserId, VerificationId,
};
pub use language::Language;
pub use member::MemberRole;
pub use money::Money;
pub use month::Month;
pub use notice::NoticeKind;
pub use number_list::NumberList;
pub use own_path::OwnPath;
pub use passkey::PasskeyName;
pub use phone_number::PhoneNumber;
pub use service::Service;
pub use text_state::TextState;
pub use time::Timestamp;
pub use why::Why;

/// A value that came from outside and does not have the shape it must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {0}")]
pub struct Malformed(pub &'static str);
