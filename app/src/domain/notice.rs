//! What people are told of, on the page of notices and by mail.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{ApplicationId, Malformed, OrderId, Service, account::spelled};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NoticeKind {
    /// An order is held until somebody shows who they are.
    Held,
    /// A hold, or the time to choose, ends within a day.
    Expiring,
    /// It has ended, and nothing was bought.
    Expired,
    /// The account is verified.
    Verified,
    /// The identity vendor wants better pictures.
    TryAgain,
    /// The identity vendor said no.
    Declined,
    /// A person gave the attempts back.
    Reopened,
    /// The approval was taken back.
    Revoked,
    /// Every number of an order is owned.
    Purchased,
    /// Some are.
    PartlyPurchased,
    /// None is.
    Failed,
    /// A number is gone, and the buyer is asked what to do.
    Choose,
    /// A number was gone, and another one was taken.
    Replaced,
    /// A number is gone, and the order ended.
    NumberGone,
    /// An application that was held is sent.
    ApplicationSent,
    /// The carrier approved an application.
    ApplicationApproved,
    /// It rejected one.
    ApplicationRejected,
}

spelled!(
    NoticeKind,
    "kind of notice",
    Held = "held",
    Expiring = "expiring",
    Expired = "expired",
    Verified = "verified",
    TryAgain = "try_again",
    Declined = "declined",
    Reopened = "reopened",
    Revoked = "revoked",
    Purchased = "purchased",
    PartlyPurchased = "partly_purchased",
    Failed = "failed",
    Choose = "choose",
    Replaced = "replaced",
    NumberGone = "number_gone",
    ApplicationSent = "application_sent",
    ApplicationApproved = "application_approved",
    ApplicationRejected = "application_rejected"
);

/// To what it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Thing {
    /// An order.
    Order(OrderId),
    /// An application for a service.
    Application(Service, ApplicationId),
}

impl Thing {
    /// Its page.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Order(order) => format!("/orders/{order}"),
            Self::Application(service, id) => format!("/services/{service}?application={id}"),
        }
    }
}

/// What a person may want to be told by mail, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Topic {
    /// Orders that are held.
    Held,
    /// How the identity check went.
    Identity,
    /// What was bought, and what was not.
    Bought,
    /// Numbers that are gone.
    Gone,
    /// Time that runs out.
    Expiring,
    /// Applications for services.
    Services,
    /// All of these for orders that others of the account placed.
    Others,
}

spelled!(
    Topic,
    "topic",
    Held = "held",
    Identity = "identity",
    Bought = "bought",
    Gone = "gone",
    Expiring = "expiring",
    Services = "services",
    Others = "others"
);

impl Topic {
    /// Whether who has chosen nothing is told.
    #[must_use]
    pub const fn by_default(self) -> bool {
        !matches!(self, Self::Others)
    }
}

impl NoticeKind {
    /// The page that says the rest.
    #[must_use]
    pub fn way(self, thing: Option<&Thing>) -> String {
        match (self, thing) {
            (_, Some(thing)) => thing.path(),
            (Self::TryAgain | Self::Declined | Self::Reopened | Self::Revoked, None) => "/verify".to_owned(),
            (_, None) => "/orders".to_owned(),
        }
    }

    /// What it belongs to.
    #[must_use]
    pub const fn topic(self) -> Topic {
        match self {
            Self::Held => Topic::Held,
            Self::Verified | Self::TryAgain | Self::Declined | Self::Reopened | Self::Revoked => Topic::Identity,
            Self::Purchased | Self::PartlyPurchased | Self::Failed => Topic::Bought,
            Self::Choose | Self::Replaced | Self::NumberGone => Topic::Gone,
            Self::Expiring | Self::Expired => Topic::Expiring,
            Self::ApplicationSent | Self::ApplicationApproved | Self::ApplicationRejected => Topic::Services,
        }
    }
}
