//! What a word in a business's name, or in the name that is shown with its calls, asks for.

use serde::{Deserialize, Serialize};

/// The steered outcome of a review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::emulators) enum Steering {
    #[default]
    Plain,
    /// Refused, to be mended.
    Declined,
    /// A toll-free verification is refused for good.
    Forbidden,
    /// The brand fails, though everything before it was approved.
    Unregistered,
    /// Stays in review.
    Review,
    /// No callback comes.
    Lost,
}

impl Steering {
    /// Whole words only.
    pub(super) fn of(name: &str) -> Self {
        let lower = name.to_ascii_lowercase();
        let mut words = lower.split(|c: char| !c.is_ascii_alphabetic());
        words
            .find_map(|word| {
                Some(match word {
                    "declined" => Self::Declined,
                    "forbidden" => Self::Forbidden,
                    "unregistered" => Self::Unregistered,
                    "review" => Self::Review,
                    "lost" => Self::Lost,
                    _ => return None,
                })
            })
            .unwrap_or_default()
    }
}
