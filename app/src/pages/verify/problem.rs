//! What was wrong with pictures that were sent, from the answer to an upload or from the address after a plain form.

use leptos_router::params::ParamsMap;

use crate::{AppError, error::PictureProblem, words::words};

/// Which picture, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// `front`, `back` or a pose's name; empty when it concerns no single picture.
    pub side: String,
    pub text: String,
}

impl Problem {
    /// The problem that the server put into the address.
    pub(super) fn in_address(query: &ParamsMap) -> Option<Self> {
        let words = &words().problems;
        let text = match query.get_str("problem")? {
            "consent" => words.consent,
            "agree" => words.agree,
            "vendor" => words.vendor,
            "country" => words.country,
            word => spelled(word).map_or(words.later, words.picture),
        };
        Some(Self { side: query.get("side").unwrap_or_default(), text: text.to_owned() })
    }

    /// The problem that the server answered with.
    pub(super) fn answered(error: &AppError, side: String) -> Self {
        Self { side, text: (words().problems.error)(error).text }
    }

    /// A problem of the step as a whole.
    pub(super) fn of_step(text: &str) -> Self {
        Self { side: String::new(), text: text.to_owned() }
    }

    /// What stands above the notice.
    pub(super) fn title(&self) -> &'static str {
        let words = &words().problems;
        match self.side.as_str() {
            "front" => words.front,
            "back" => words.back,
            "selfie" | "selfie_left" | "selfie_right" => words.selfie,
            _ => "",
        }
    }
}

fn spelled(word: &str) -> Option<PictureProblem> {
    Some(match word {
        "missing" => PictureProblem::Missing,
        "too_small" => PictureProblem::TooSmall,
        "too_big" => PictureProblem::TooBig,
        "not_a_picture" => PictureProblem::NotAPicture,
        "heic" => PictureProblem::Heic,
        "too_few_pixels" => PictureProblem::TooFewPixels,
        "too_many_pixels" => PictureProblem::TooManyPixels,
        "damaged" => PictureProblem::Damaged,
        _ => return None,
    })
}
