//! A disk that takes nothing more. The limit is the process's own, so the test runs in a process of its own.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::process::Command;
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::{Midst, Wishes, until_ready};
use crate::{
    database::{Database, on_sqlite},
    shop::TestShop,
};

const NAME: &str = "database_trouble::full::on_a_disk_that_takes_nothing_more";
const ALONE: &str = "PLUSONE_TEST_ALONE";

/// No file may grow beyond this. The vendors' book stays below it, the database's log is beyond it already.
const MOST: u64 = 64 * 1024;
/// SIGXFSZ, which ends a process that does not listen for it.
const TOO_BIG: i32 = 25;

/// A disk on which every file is as large as it may be.
struct FullDisk {
    before: Rlimit,
    _heard: Signal,
}

impl FullDisk {
    async fn under(db: &Database) -> Self {
        let log = format!("{}-wal", db.url.trim_start_matches("sqlite:"));
        let size = || std::fs::metadata(&log).expect("a log").len();
        // The sweep may just have emptied it.
        for _ in 0..100 {
            if size() <= MOST {
                db.count("UPDATE accounts SET version = version + 1 RETURNING 1").await;
            }
        }
        assert!(size() > MOST, "the log is too small for this test: {}", size());
        let heard = signal(SignalKind::from_raw(TOO_BIG)).expect("heard");
        let before = getrlimit(Resource::Fsize);
        setrlimit(Resource::Fsize, Rlimit { current: Some(MOST), ..before }).expect("limited");
        Self { before, _heard: heard }
    }

    fn end(self) {
        setrlimit(Resource::Fsize, self.before).expect("lifted");
    }
}

#[test]
fn on_a_disk_that_takes_nothing_more() {
    if std::env::var_os(ALONE).is_none() {
        let own = std::env::current_exe().expect("this program");
        let done = Command::new(own).args(["--exact", NAME]).env(ALONE, "1").output().expect("it runs");
        let said = String::from_utf8_lossy(&done.stdout);
        assert!(done.status.success() && said.contains("1 passed"), "{said}");
        return;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        on_sqlite(wishes_are_refused).await;
        on_sqlite(what_was_under_way_ends).await;
    });
}

async fn wishes_are_refused(db: Database) {
    let shop = TestShop::open(db).await;
    let wishes = Wishes::make(&shop).await;
    let disk = FullDisk::under(&shop.db).await;
    wishes.are_refused().await;
    disk.end();
    wishes.come_true().await;
}

async fn what_was_under_way_ends(db: Database) {
    let midst = Midst::of(db).await;
    let disk = FullDisk::under(&midst.shop.db).await;
    midst.carrier.answer();
    until_ready(&midst.shop, false).await;
    disk.end();
    midst.ends_well().await;
}
