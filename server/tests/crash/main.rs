//! The real program, killed at every step of held purchases (crash points C1 to C13): nothing is lost, nothing happens
//! twice, nothing waits for ever. `./dev bench crash` does the same at length.

mod books;
mod buyer;
mod cluster;
#[path = "../support/database.rs"]
mod database;
#[path = "../support/dice.rs"]
mod dice;
mod nodes;
#[path = "../support/people.rs"]
mod people;
#[path = "../journeys/shop/pictures.rs"]
mod pictures;
mod processes;
mod proxy;
mod trial;

use database::{Database, on_both};
use pictures::photo;
use trial::{Extent, run};

on_both!(a_store_killed_at_every_step_loses_and_repeats_nothing);

/// The rooms that a held purchase goes through, each of which must have died on both sides of a commit: the hold (C1, C2),
/// the upload, the hand-over (C3, C4), the webhook (C5, C6), the approval (C8, C9), the purchase (C10 to C13), the release.
const ROOMS: [&str; 8] = [
    "desk/buy.rs",
    "desk/pictures.rs",
    "jobs/submit_case.rs",
    "webhooks/persona.rs",
    "desk/hear.rs",
    "jobs/buy_line.rs",
    "desk/numbers.rs",
    "jobs/release_line.rs",
];

async fn a_store_killed_at_every_step_loses_and_repeats_nothing(db: Database) {
    let report = run(&db, Extent { each: 1, random: 6 }).await;
    println!("{report}");
    for room in ROOMS {
        for moment in [":before", ":after"] {
            let killed = |point: &&String| point.starts_with(room) && point.ends_with(moment);
            assert!(report.kills.keys().any(|point| killed(&point)), "never killed in {room}{moment}");
        }
    }
    assert!(report.lost.is_empty() && report.twice.is_empty() && report.stuck.is_empty(), "see above");
}
