//! What the vendors sold, and what the store says that it has.

use app::domain::{LineId, line::Line};
use plusone::store::lines;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{buyer::Done, database::Database};

/// A number at the carrier.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Holding {
    sid: String,
    tag: String,
}

/// What does not agree.
#[derive(Debug, Default)]
pub struct Differences {
    /// Bought and unknown here, or here and not bought.
    pub lost: Vec<String>,
    /// Bought, charged or handed over once more.
    pub twice: Vec<String>,
}

/// Compares the vendors' ledger with the store, in which nothing moves any more.
pub async fn compare(ledger: &Path, db: &Database, done: &[Done]) -> Differences {
    let mut found = Differences::default();
    let there = at_the_carrier(ledger, &mut found);
    for (number, holding) in &there {
        let state = line(db, &holding.tag).await;
        if !state.as_ref().is_some_and(|line| !released(line) && line.sid() == Some(holding.sid.as_str())) {
            found.lost.push(format!("{number} is at the carrier as {holding:?}, and here {state:?}"));
        }
    }
    for Done { order, line: id } in done {
        let state = line(db, id.as_str()).await;
        let kept = there.values().any(|holding| holding.tag == id.as_str());
        if !state.as_ref().is_some_and(|line| line.bought() && released(line) != kept) {
            found.lost.push(format!("{order} was shown as purchased: {state:?}, at the carrier: {kept}"));
        }
    }
    for (what, sql) in WRONG {
        let count = db.count(sql).await;
        if count > 0 {
            found.twice.push(format!("{count} {what}"));
        }
    }
    found
}

/// Money that does not fit its line. That a line is charged twice the table itself refuses.
const WRONG: [(&str, &str); 2] = [
    (
        "bought lines without a charge, or with one that was given up",
        "SELECT COUNT(*) FROM lines WHERE carrier_sid IS NOT NULL AND 1 <> \
        (SELECT COALESCE(SUM(CASE ledger.kind WHEN 'capture' THEN 1 WHEN 'release' THEN 2 ELSE 0 END), 0) \
        FROM ledger WHERE line_id = lines.id)",
    ),
    (
        "charged lines that are not bought",
        "SELECT COUNT(*) FROM lines JOIN ledger ON line_id = lines.id WHERE ledger.kind = 'capture' AND carrier_sid IS NULL",
    ),
];

const fn released(line: &Line) -> bool {
    matches!(line, Line::Released { .. })
}

async fn line(db: &Database, id: &str) -> Option<Line> {
    let id: LineId = id.parse().ok()?;
    let mut tx = db.read().await;
    lines::lookup(&mut tx, &id).await.expect("read").map(|line| line.state)
}

/// What the carrier's accounts hold at the end. Notes what was sold or handed over more than once.
fn at_the_carrier(ledger: &Path, found: &mut Differences) -> BTreeMap<String, Holding> {
    let text = std::fs::read_to_string(ledger).expect("the ledger");
    let mut there: BTreeMap<String, Holding> = BTreeMap::new();
    let (mut tags, mut identities) = (BTreeSet::new(), BTreeSet::new());
    for line in text.lines() {
        let line: Value = serde_json::from_str(line).expect("a line of JSON");
        let field = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let (number, holding) = (field("e164"), Holding { sid: field("sid"), tag: field("friendly_name") });
        match line["event"].as_str().unwrap_or_default() {
            "twilio.bought" => {
                if !tags.insert(holding.tag.clone()) {
                    found.twice.push(format!("{number} was sold twice under {}", holding.tag));
                }
                there.insert(number, holding);
            }
            "twilio.rewritten" if there.get(&number) != Some(&holding) => {
                found.twice.push(format!("{number} was {:?} and became {holding:?}", there.get(&number)));
            }
            "twilio.released" => {
                there.remove(&number);
            }
            "persona.transaction" if !identities.insert(field("reference_id")) => {
                found.twice.push(format!("{} was handed over twice", field("reference_id")));
            }
            _ => {}
        }
    }
    there
}

/// What still waits for a worker, or is there and must be gone by now.
pub async fn left_over(db: &Database) -> Vec<String> {
    const LEFT: [(&str, &str); 4] = [
        ("lines under way", "SELECT COUNT(*) FROM lines WHERE next_run_at IS NOT NULL"),
        (
            "held orders of verified accounts",
            "SELECT COUNT(*) FROM orders JOIN accounts ON accounts.id = account_id \
            WHERE state = 'held' AND approved_at IS NOT NULL",
        ),
        ("pictures", "SELECT COUNT(*) FROM pictures"),
        ("hand-overs", "SELECT COUNT(*) FROM jobs WHERE kind = 'submit'"),
    ];
    let mut left = Vec::new();
    for (what, sql) in LEFT {
        let count = db.count(sql).await;
        if count > 0 {
            left.push(format!("{count} {what}"));
        }
    }
    left
}
