//! Random scripts of buyers, webhooks, both vendors' faults, kills and time, played to a real house: router, worker,
//! database, HTTP. When the weather has turned fine and everything has come to rest, the books agree. What the vendors
//! were asked, and what they answered, is then played once more to the domain's own transition functions, which must
//! be able to arrive where the house did.
//!
//! `PROPTEST_CASES` says how many scripts are played.

mod check;
mod office;
mod replay;
mod script;
mod town;

use proptest::test_runner::{Config, TestRunner};
use proptest_state_machine::ReferenceStateMachine as _;
use std::env;
use tokio::{runtime::Handle, task::spawn_blocking};

use crate::database::{Database, on_both};
use script::Scripts;
use town::Town;

on_both!(whatever_the_weather_the_books_agree);

/// Scripts that are tried to make a failing one shorter.
const SHRINKS: u32 = 60;

async fn whatever_the_weather_the_books_agree(db: Database) {
    let usual = if db.url.starts_with("sqlite:") { 64 } else { 24 };
    let wanted = env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let config = Config {
        cases: wanted.unwrap_or(usual),
        max_shrink_iters: SHRINKS,
        source_file: Some(file!()),
        ..Config::default()
    };
    // As many again for scripts that failed before.
    let town = Town::open(db, 2 * (config.cases + SHRINKS)).await;
    let runtime = Handle::current();
    let play = move || {
        TestRunner::new(config).run(&Scripts::sequential_strategy(8..=20), |(world, steps, seen)| {
            runtime.block_on(town.play(&world, steps, seen.as_deref()));
            Ok(())
        })
    };
    if let Err(failure) = spawn_blocking(play).await.expect("a failing script is no panic") {
        panic!("{failure}");
    }
}
