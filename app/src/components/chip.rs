//! Small labels whose colour means a state, and only that.

use leptos::prelude::*;

use crate::{
    desk::Standing,
    domain::{order::Status, service::Application},
};

/// What a colour says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Held or waiting.
    Wait,
    /// Done.
    Done,
    /// Refused.
    Bad,
    /// Nothing in particular.
    Calm,
}

impl Tone {
    /// The word that styles select by.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Wait => "wait",
            Self::Done => "done",
            Self::Bad => "bad",
            Self::Calm => "calm",
        }
    }
}

impl From<Status> for Tone {
    fn from(status: Status) -> Self {
        match status {
            Status::IdentityNeeded | Status::UnderReview | Status::Completing | Status::NeedsAttention => Self::Wait,
            Status::Purchased | Status::PartlyPurchased => Self::Done,
            Status::NumberGone | Status::Failed | Status::Declined => Self::Bad,
            Status::Cancelled | Status::Expired => Self::Calm,
        }
    }
}

impl From<Standing> for Tone {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::NotVerified | Standing::Checking | Standing::UnderReview => Self::Wait,
            Standing::Verified => Self::Done,
            Standing::Declined => Self::Bad,
            Standing::OwnCarrier => Self::Calm,
        }
    }
}

impl From<&Application> for Tone {
    fn from(state: &Application) -> Self {
        match state {
            Application::Draft { .. } => Self::Calm,
            Application::Held { .. }
            | Application::Submitting { .. }
            | Application::PendingReview { .. }
            | Application::InReview { .. } => Self::Wait,
            Application::Approved { .. } => Self::Done,
            Application::Rejected { .. } => Self::Bad,
        }
    }
}

/// A label with a dot in the colour of its state.
#[component]
pub(crate) fn Chip(#[prop(into)] tone: Signal<Tone>, #[prop(into)] text: Signal<&'static str>) -> impl IntoView {
    view! {
        <span class="chip" data-tone=move || tone.get().as_str()>
            {move || text.get()}
        </span>
    }
}
