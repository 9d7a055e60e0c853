//! Reviews: half the time until somebody looks, and the other half until they decide.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use super::{
    callback, evaluate,
    paper::{Bundle, Paper, Papers, Stage},
    steering::Steering,
};
use crate::emulators::{World, clock, ledger::Entry};

/// How long a refused toll-free verification may be edited.
const EDIT: Duration = Duration::from_secs(7 * 86_400);

/// After a restart: goes on with the reviews that were under way.
pub(in crate::emulators) fn resume(world: &Arc<World>) {
    let waiting = world.book().papers.waiting();
    for sid in waiting {
        schedule(world, sid);
    }
}

/// Reviews an object. The task holds no more than a weak reference while it waits, so it ends with the server.
pub(super) fn schedule(world: &Arc<World>, sid: String) {
    let pause = world.settings.approve_after / 2;
    tokio::spawn(run(Arc::downgrade(world), sid, pause));
}

async fn run(world: Weak<World>, sid: String, pause: Duration) {
    for step in [look, decide] {
        tokio::time::sleep(pause).await;
        let Some(world) = world.upgrade() else { return };
        if let Some(moved) = step(&world, &sid) {
            callback::tell(&world, &moved).await;
        }
    }
}

fn look(world: &World, sid: &str) -> Option<Paper> {
    write(world, sid, |_, paper| (paper.stage() == Some(Stage::Pending)).then_some((Stage::InReview, Vec::new())))
}

fn decide(world: &World, sid: &str) -> Option<Paper> {
    write(world, sid, |papers, paper| {
        if paper.stage() != Some(Stage::InReview) {
            return None;
        }
        let refused = |codes: &[u32]| Some((Stage::Rejected, codes.to_vec()));
        let approved = Some((Stage::Approved, Vec::new()));
        match (paper, steering(papers, paper)) {
            (_, Steering::Review) => None,
            (Paper::Bundle(bundle), Steering::Declined) => refused(&[code(bundle)]),
            (Paper::Brand(_), Steering::Declined | Steering::Unregistered) => refused(&[30_799]),
            (Paper::Verification(_), Steering::Declined) => refused(&[30_513]),
            (Paper::Verification(_), Steering::Forbidden) => refused(&[30_860]),
            _ => approved,
        }
    })
}

/// Of a name with calls: "the display name contains prohibited content"; of the others, as in Twilio's own example.
fn code(bundle: &Bundle) -> u32 {
    if bundle.shelf == super::paper::Shelf::Products { 11_008 } else { 18_601 }
}

/// What the words in an object ask for; a brand has them from its profile.
pub(super) fn steering(papers: &Papers, paper: &Paper) -> Steering {
    let of_bundle = |bundle: &Bundle| {
        let mut found = evaluate::items(papers, bundle).map(|item| item.steering);
        found.find(|steering| *steering != Steering::Plain).unwrap_or_default()
    };
    match paper {
        Paper::Bundle(bundle) => of_bundle(bundle),
        Paper::Brand(brand) => papers.bundle(&brand.account, &brand.profile).map_or(Steering::Plain, of_bundle),
        Paper::Verification(verification) => verification.steering,
        Paper::Item(_) => Steering::Plain,
    }
}

/// Moves an object to where `step` wants it; the object then.
fn write(world: &World, sid: &str, step: impl FnOnce(&Papers, &Paper) -> Option<(Stage, Vec<u32>)>) -> Option<Paper> {
    let mut book = world.book();
    let mut paper = book.papers.get(sid)?.clone();
    let (to, codes) = step(&book.papers, &paper)?;
    let now = clock::now();
    match &mut paper {
        Paper::Bundle(bundle) => (bundle.stage, bundle.errors, bundle.updated) = (to, codes, now),
        Paper::Brand(brand) => (brand.stage, brand.errors, brand.updated) = (to, codes, now),
        Paper::Verification(verification) => {
            let editable = to == Stage::Rejected && verification.steering != Steering::Forbidden;
            let until = now + i64::try_from(EDIT.as_millis()).unwrap_or(i64::MAX);
            verification.edit_until = editable.then_some(until);
            (verification.stage, verification.errors, verification.updated) = (to, codes, now);
        }
        Paper::Item(_) => return None,
    }
    if let Err(error) = book.record(vec![Entry::Paper(Box::new(paper.clone()))]) {
        tracing::error!(%error, "the emulators' ledger cannot be written");
        return None;
    }
    Some(paper)
}
