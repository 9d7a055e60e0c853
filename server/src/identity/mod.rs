//! The identity vendor: pictures go out, or the buyer does, and a word comes back. What the vendor says is translated
//! here, once.

pub mod persona;

use std::{fmt, str::FromStr, time::Duration};

use app::domain::{
    Malformed,
    verification::{Pose, Reason},
};

use crate::http_client::Trouble;

pub use persona::Persona;

/// The vendor's id of a hand-over, such as `txn_…`; which prefix it has is the vendor's business.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct VendorRef(String);

impl VendorRef {
    /// The id as text, safe in an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for VendorRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for VendorRef {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        if is_id(text) { Ok(Self(text.to_owned())) } else { Err(Malformed("vendor reference")) }
    }
}

/// The vendor may lengthen its ids; the alphabet and a bound are all that is relied on.
fn is_id(text: &str) -> bool {
    (1..=128).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PictureKind {
    /// The front of the document.
    Front,
    /// Its back.
    Back,
    /// The buyer's face, so turned.
    Selfie(Pose),
}

impl PictureKind {
    /// By the name under which it is stored.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "front" => Some(Self::Front),
            "back" => Some(Self::Back),
            _ => Pose::ALL.into_iter().find(|pose| pose.as_str() == name).map(Self::Selfie),
        }
    }
}

/// A picture on its way to the vendor.
pub struct Picture {
    /// What it shows.
    pub kind: PictureKind,
    /// A neutral name such as `front.jpg`; never the buyer's own.
    pub file_name: String,
    /// The JPEG, 10 KB to 15 MB.
    pub jpeg: Vec<u8>,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Picture").field("kind", &self.kind).field("bytes", &self.jpeg.len()).finish_non_exhaustive()
    }
}

/// Why the vendor did not take the pictures, by what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// It may have them. Send again with the SAME idempotency key; then it takes them once.
    #[error("the vendor may have the pictures")]
    SameKey {
        /// The pause that the vendor asks for.
        retry_after: Option<Duration>,
        /// What happened.
        #[source]
        trouble: Trouble,
    },
    /// It failed, and would repeat the failure under the same key. Send again with a NEW one.
    #[error("the vendor failed (status {status})")]
    NewKey {
        /// The HTTP status.
        status: u16,
        /// The pause that the vendor asks for.
        retry_after: Option<Duration>,
    },
    /// It cannot use a picture; the buyer has to take it again.
    #[error("the vendor cannot use a picture: {0:?}")]
    BadPictures(Vec<Reason>),
    /// Pictures are taken on its own page alone.
    #[error("the vendor takes pictures on its own page")]
    OwnPage,
    /// It refuses us: the credentials are wrong or lack a right, or a setting such as the transaction type is wrong. An
    /// operator must act; afterwards send with a NEW key, because refusals are remembered too.
    #[error("the vendor refuses us (status {status}, at {pointer:?})")]
    Denied {
        /// The HTTP status.
        status: u16,
        /// The part of the request that the vendor points at.
        pointer: Option<String>,
    },
}

/// Why there is no way to the vendor's own page.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The inquiry takes no visitor any more; its status says why.
    #[error("the inquiry takes no visitor")]
    Ended,
    /// The way leads to a place that is not set up as the vendor's: an operator must act.
    #[error("the vendor's link leads to {origin}, which is not set up")]
    Elsewhere {
        /// Scheme, host and port.
        origin: String,
    },
    /// No answer that can be used.
    #[error(transparent)]
    NoAnswer(#[from] FetchError),
}

impl From<Trouble> for LinkError {
    fn from(trouble: Trouble) -> Self {
        Self::NoAnswer(trouble.into())
    }
}

/// Why the vendor's word could not be read.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// Our credentials are wrong, or lack a right: an operator must act.
    #[error("the vendor refuses the credentials")]
    Denied,
    /// The vendor does not know the hand-over: another environment's, or deleted.
    #[error("the vendor does not know the hand-over")]
    Unknown,
    /// Too many questions at once.
    #[error("the vendor is busy")]
    Busy {
        /// The pause that it asks for.
        retry_after: Option<Duration>,
    },
    /// No answer, or none that can be read.
    #[error("the vendor does not answer")]
    Silent(#[from] Trouble),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vendor_reference_is_safe_in_an_address() {
        for good in ["txn_Emu0001", "inq_1", "0a-9"] {
            assert!(good.parse::<VendorRef>().is_ok(), "{good}");
        }
        for bad in ["", "txn_a/../b", "txn_a?b", "txn a", "txn_é", &format!("txn_{}", "x".repeat(125))] {
            assert!(bad.parse::<VendorRef>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_picture_shows_neither_its_name_nor_its_pixels() {
        let picture = Picture { kind: PictureKind::Front, file_name: "jane.jpg".to_owned(), jpeg: vec![7, 7, 7] };
        assert_eq!(format!("{picture:?}"), "Picture { kind: Front, bytes: 3, .. }");
    }
}
