//! The real program, killed at every step of held purchases: nothing is lost, nothing happens twice, nothing waits for
//! ever. `./dev bench crash` does the same at length.
//!
//! The crash points of a purchase, as the tests name them: *C1* before an order is committed, *C2* after it and before
//! the answer; *C3* after the vendor took the pictures and before its name for them is stored; *C4* the webhook is faster
//! than that; *C5* before a webhook is recorded, *C6* after it and before the answer; *C7* it never comes; *C8* the
//! approval falls between looking for it and holding; *C9* between the approval and the worker's wake-up; *C10* between
//! the intent and the request; *C11* the request is sent and not answered; *C12* answered and not booked; *C13* booked,
//! and not told; *C14* a request that outlives its lease; *C15* several processes; *C16* commits that are lost, as in a
//! backup; *C17* the number goes to somebody else; *C18* the program is told to stop; *C19* the database refuses; *C20*
//! the clock jumps. C1 to C13 are died at here, C15 in `nodes`, the others in `tests/journeys` and `tests/store`.

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
#[path = "../support/rooms.rs"]
mod rooms;
mod trial;

use database::{Database, on_both};
use pictures::photo;
use rooms::ROOMS;
use trial::{Extent, run};

on_both!(a_store_killed_at_every_step_loses_and_repeats_nothing);

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
