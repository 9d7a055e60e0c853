//! `./dev bench load`: what the release build bears, on one node with SQLite and on two with PostgreSQL: whole journeys,
//! waiting pages, webhooks, idle event streams, and a flood of sign-ins. Driver, vendors, nodes and database share this
//! machine's cores.

#[expect(dead_code, reason = "errands try again, and nothing is tried again under load")]
#[path = "../tests/crash/buyer.rs"]
mod buyer;
#[expect(unused_macros, unused_imports, reason = "only tests come in pairs")]
#[path = "../tests/support/database.rs"]
mod database;
#[path = "load/flood.rs"]
mod flood;
#[path = "load/house.rs"]
mod house;
#[path = "load/intake.rs"]
mod intake;
#[path = "load/journeys.rs"]
mod journeys;
#[path = "load/live.rs"]
mod live;
#[path = "load/pace.rs"]
mod pace;
#[path = "load/page.rs"]
mod page;
#[path = "../tests/support/people.rs"]
mod people;
#[path = "../tests/journeys/shop/pictures.rs"]
mod pictures;
#[expect(dead_code, reason = "nobody is put on trial here")]
#[path = "../tests/crash/processes.rs"]
mod processes;
#[path = "../tests/crash/proxy.rs"]
mod proxy;
#[path = "../tests/support/signed.rs"]
mod signed;
#[path = "load/streams.rs"]
mod streams;
#[path = "load/vendor.rs"]
mod vendor;
#[path = "load/webhooks.rs"]
mod webhooks;

use database::{Database, on_postgres, on_sqlite};
use house::{House, Identity};
use pictures::photo;

#[tokio::main]
async fn main() {
    streams::allow_many();
    let mut figures = Vec::new();
    on_sqlite(async |db| figures.extend(figures_of("sqlite", &db, 1).await)).await;
    on_postgres(async |db| figures.extend(figures_of("postgres", &db, 2).await)).await;
    for figure in figures {
        println!("{figure}");
    }
}

/// Puts so many nodes on this database under load; the figures.
async fn figures_of(name: &str, db: &Database, nodes: usize) -> Vec<String> {
    println!("{name}, {nodes} node(s), each beside the driver on {} cores", cores());
    people::add(db, journeys::COUNT + live::COUNT).await;

    let house = House::open(db, nodes, Identity::Emulated).await;
    let journeys = journeys::run(&house, 0).await;
    println!("{journeys}");
    let mut errors = journeys.errors.len() + house.errors();
    drop(house);

    let house = House::open(db, nodes, Identity::Told).await;
    let prepared = live::prepare(db, &house, journeys::COUNT).await;
    let (sessions, subjects) = (prepared.sessions(), prepared.subjects());
    let live = live::run(&house, prepared).await;
    println!("{live}");
    let intake = intake::run(db, &house, &subjects).await;
    println!("{intake}");
    let flood = flood::run(&house, &sessions).await;
    println!("{flood}");
    let streams = streams::run(&house, &sessions).await;
    println!("{streams}");
    errors += live.errors.len() + intake.errors + flood.errors.len() + streams.lost + house.errors();

    let figure = |figure: &str, value: f64, unit: &str| format!("load.{name}.{figure} {value:.2} {unit}");
    vec![
        figure("journey_p99", journeys.times.ms(99), "ms"),
        figure("webhook_rate", intake.rates().0, "per s"),
        figure("insert_rate", intake.rates().1, "per s"),
        figure("pages_p99", flood.pages.ms(99), "ms"),
        figure("webhook_ratio", intake.ratio(), "ratio"),
        figure("live_p99", live.times.ms(99), "ms"),
        format!("load.{name}.errors {errors} count"),
        figure("streams_rss", streams.megabytes, "MB"),
    ]
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, Into::into)
}
