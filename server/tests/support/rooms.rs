//! The rooms that a held purchase goes through.

/// Each must have met with trouble on both sides of a commit: the hold, the pictures, the hand-over, the webhook, the
/// approval, the intent to buy and what came of it, the release.
pub const ROOMS: [&str; 9] = [
    "desk/buy.rs",
    "desk/pictures.rs",
    "jobs/submit_case.rs",
    "webhooks/inbox.rs",
    "desk/hear.rs",
    "jobs/buy_line.rs",
    "desk/book.rs",
    "desk/numbers.rs",
    "jobs/release_line.rs",
];
