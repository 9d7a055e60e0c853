//! `./dev bench crash`: the real program, killed hundreds of times at every step of held purchases and at random moments,
//! on SQLite and on PostgreSQL. `tests/crash` does the same in short.

#[path = "../tests/crash/books.rs"]
mod books;
#[expect(dead_code, reason = "only the tests of several nodes follow events")]
#[path = "../tests/crash/buyer.rs"]
mod buyer;
#[expect(unused_macros, unused_imports, reason = "only tests come in pairs")]
#[path = "../tests/support/database.rs"]
mod database;
#[path = "../tests/support/dice.rs"]
mod dice;
#[path = "../tests/support/people.rs"]
mod people;
#[path = "../tests/journeys/shop/pictures.rs"]
mod pictures;
#[path = "../tests/crash/processes.rs"]
mod processes;
#[path = "../tests/crash/trial.rs"]
mod trial;

use database::{on_postgres, on_sqlite};
use pictures::photo;
use trial::{Extent, Report, run};

/// At some forty points, over three hundred kills a database.
const EXTENT: Extent = Extent { each: 7, random: 80 };

#[tokio::main]
async fn main() {
    let mut figures = Vec::new();
    on_sqlite(async |db| figures.extend(figures_of("sqlite", &run(&db, EXTENT).await))).await;
    on_postgres(async |db| figures.extend(figures_of("postgres", &run(&db, EXTENT).await))).await;
    for figure in figures {
        println!("{figure}");
    }
}

/// Prints the table by step; the figures.
fn figures_of(database: &str, report: &Report) -> [String; 4] {
    println!("{database}: kills by step, with buyers at work all the time\n{report}");
    [
        ("kills", report.count()),
        ("lost", report.lost.len()),
        ("twice", report.twice.len()),
        ("stuck", report.stuck.len()),
    ]
    .map(|(name, count)| format!("crash.{database}.{name} {count} count"))
}
