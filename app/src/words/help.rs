//! The help, and what its readers say of it.

use crate::desk::HelpView;

/// Words of `/help/identity-verification`. What depends on how the store is run is made from that.
pub(crate) struct HelpWords {
    /// The link that leads there from other pages.
    pub way: &'static str,
    pub title: &'static str,
    pub lead: &'static str,
    pub when: &'static str,
    pub when_lead: &'static str,
    pub asked: fn(&HelpView) -> Vec<String>,
    pub never_lead: &'static str,
    pub never: [&'static str; 3],
    pub journey: &'static str,
    pub shot: fn(Shot, &HelpView) -> Shown,
    /// The step in place of the pictures, where the vendor's own page takes them.
    pub at_vendor: (&'static str, &'static str),
    pub why: &'static str,
    pub why_text: [&'static str; 2],
    pub data: &'static str,
    pub data_points: fn(&HelpView) -> Vec<String>,
    pub account: &'static str,
    pub questions: &'static str,
    /// Each with its answer.
    pub answers: fn(&HelpView) -> Vec<(&'static str, String)>,
}

/// A step of the journey of which there is a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shot {
    Confirm,
    Held,
    Id,
    Selfie,
    Verified,
    Bought,
}

/// What stands beside a picture, and what it shows.
pub(crate) struct Shown {
    pub title: &'static str,
    pub text: String,
    /// For who does not see it.
    pub picture: &'static str,
}

/// Words of the question whether a page helped.
pub(crate) struct FeedbackWords {
    pub title: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub comment: &'static str,
    pub hint: fn(most: usize) -> String,
    pub submit: &'static str,
    pub thanks: &'static str,
}
