//! What a word in the front image's file name asks for.

use serde::{Deserialize, Serialize};

use crate::emulators::TransactionStatuses;

/// The steered outcome of a transaction or an inquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::emulators) enum Steering {
    Plain,
    Declined,
    Review,
    Retry,
    Late,
    Lost,
    Twice,
}

impl Steering {
    /// Whole words only, so that `template.jpg` does not ask for `late`.
    pub(super) fn of(filename: &str) -> Self {
        let lower = filename.to_ascii_lowercase();
        let mut words = lower.split(|c: char| !c.is_ascii_alphabetic());
        words
            .find_map(|word| {
                Some(match word {
                    "declined" => Self::Declined,
                    "review" => Self::Review,
                    "retry" => Self::Retry,
                    "late" => Self::Late,
                    "lost" => Self::Lost,
                    "twice" => Self::Twice,
                    _ => return None,
                })
            })
            .unwrap_or(Self::Plain)
    }

    /// The status that the decision sets.
    pub(super) fn status(self, names: &TransactionStatuses) -> &str {
        match self {
            Self::Declined | Self::Retry => &names.declined,
            Self::Review => &names.needs_review,
            Self::Plain | Self::Late | Self::Lost | Self::Twice => &names.approved,
        }
    }
}
