//! What went wrong, in words that say what is safe and what to press.

use crate::{AppError, error::PictureProblem};

/// Words for errors.
pub(crate) struct ProblemWords {
    pub error: fn(&AppError) -> Mishap,
    pub picture: fn(PictureProblem) -> &'static str,
    /// Pictures sent without the box ticked.
    pub consent: &'static str,
    /// The way to the vendor's page asked for without the box ticked.
    pub agree: &'static str,
    /// A vendor that does not answer.
    pub vendor: &'static str,
    /// A country and a kind of ID that do not go together.
    pub country: &'static str,
    /// Anything else that kept pictures from being taken in.
    pub later: &'static str,
    pub front: &'static str,
    pub back: &'static str,
    pub selfie: &'static str,
}

/// What happened, and what it means.
pub(crate) struct Mishap {
    pub title: String,
    pub text: String,
}
