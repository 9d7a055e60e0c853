//! Names of things: opaque, made by the server, safe in a URL.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::Malformed;

/// Declares an id: text of 1 to 64 letters, digits, `-` or `_`.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl FromStr for $name {
            type Err = Malformed;
            fn from_str(text: &str) -> Result<Self, Malformed> {
                Self::try_from(text.to_owned())
            }
        }
        impl TryFrom<String> for $name {
            type Error = Malformed;
            fn try_from(text: String) -> Result<Self, Malformed> {
                if well_formed(&text) { Ok(Self(text)) } else { Err(Malformed($what)) }
            }
        }
        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

fn well_formed(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

id!(
    /// A customer: the tenant that owns orders, numbers and the approval.
    AccountId, "account"
);
id!(
    /// Numbers that are bought and used together.
    PoolId, "pool"
);
id!(
    /// A person who signs in for an account.
    UserId, "user"
);
id!(
    /// A browser in which a person is signed in; not its secret.
    SessionId, "session"
);
id!(
    /// A passkey of a person; not the authenticator's own name for it.
    PasskeyId, "passkey"
);
id!(
    /// Somebody's being invited into an account; not the secret of the link.
    InviteId, "invite"
);
id!(
    /// An identity's going on with a phone; not the secret of the link.
    HandoffId, "hand-off"
);
id!(
    /// One purchase, of one or more numbers.
    OrderId, "order"
);
id!(
    /// One number within an order; the tag that a carrier keeps with it (Twilio's FriendlyName, at most 64 characters).
    LineId, "order line"
);
id!(
    /// An account's identity case.
    VerificationId, "verification"
);
id!(
    /// One hand-over of a case's pictures to the identity vendor.
    SubmissionId, "submission"
);
id!(
    /// What one reader said of a page of the help.
    FeedbackId, "feedback"
);
id!(
    /// One application for a compliance service; the tag that a vendor keeps with it.
    ApplicationId, "application"
);
id!(
    /// Something that people of an account are told.
    NoticeId, "notice"
);
id!(
    /// The client's own name for a purchase; the same one never buys twice.
    RequestId, "request id"
);

impl OrderId {
    /// The form that people read out: the last eight characters, grouped.
    #[must_use]
    pub fn short(&self) -> String {
        let tail = self.0.len().saturating_sub(8);
        let tail = self.0[tail..].to_ascii_uppercase();
        let (left, right) = tail.split_at(tail.len() / 2);
        format!("PO-{left}-{right}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_short_and_safe_in_a_url() {
        assert!("018f-aa_B".parse::<OrderId>().is_ok());
        for bad in ["", "a b", "../x", "é", &"x".repeat(65)] {
            assert_eq!(bad.parse::<OrderId>(), Err(Malformed("order")), "{bad:?}");
        }
    }

    #[test]
    fn people_read_the_tail() {
        let id: OrderId = "0199f3c2-11aa-7b3e-9d10-5b7f3a7f3k22".parse().expect("well formed");
        assert_eq!(id.short(), "PO-3A7F-3K22");
    }
}
