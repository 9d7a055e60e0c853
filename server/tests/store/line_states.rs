//! Every state of a line is read as it was written, by whichever statement wrote it.

use app::domain::{
    Timestamp,
    line::{FailReason, Line},
};
use plusone::store::lines;
use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

use crate::{
    database::{Database, on_both},
    make::{Customer, add_line, at, due},
};

on_both!(any_state_is_read_as_it_was_written, a_state_needs_its_own_columns);

fn any_reason() -> impl Strategy<Value = FailReason> {
    prop::sample::select(vec![
        FailReason::NumberGone,
        FailReason::CarrierRefused,
        FailReason::CarrierSilent,
        FailReason::Cancelled,
        FailReason::Expired,
        FailReason::Declined,
        FailReason::IdentityNeeded,
    ])
}

fn any_time() -> impl Strategy<Value = Timestamp> {
    prop_oneof![Just(i64::MIN), Just(-1), Just(0), Just(i64::MAX), any::<i64>()].prop_map(Timestamp::from_micros)
}

fn any_line() -> impl Strategy<Value = Line> {
    let attempt = || prop_oneof![Just(0), Just(u32::MAX), any::<u32>()];
    let sid = || "[ -~]{1,64}";
    prop_oneof![
        Just(Line::Waiting),
        attempt().prop_map(|attempt| Line::Ready { attempt }),
        (attempt(), any_time()).prop_map(|(attempt, lease_until)| Line::Buying { attempt, lease_until }),
        (attempt(), prop::option::of(any_time()), prop::option::of(any_reason()))
            .prop_map(|(attempt, absent_since, refused)| Line::Unknown { attempt, absent_since, refused }),
        sid().prop_map(|sid| Line::Owned { sid }),
        (sid(), any_time()).prop_map(|(sid, until)| Line::Releasing { sid, until }),
        (sid(), attempt()).prop_map(|(sid, refusals)| Line::Returning { sid, refusals }),
        (sid(), any_time()).prop_map(|(sid, at)| Line::Released { sid, at }),
        Just(Line::Gone),
        Just(Line::Replaced),
        any_reason().prop_map(Line::Failed),
        Just(Line::Manual),
    ]
}

async fn any_state_is_read_as_it_was_written(db: Database) {
    let customer = Customer::join(&db, "states").await;
    // A fixed seed: the database cannot be asked from inside proptest's own runner.
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut next = || any_line().new_tree(&mut runner).expect("a state").current();
    let order = customer.placed(&db, app::domain::order::Order::Completing).await;
    let mut tx = db.write().await;
    let moved = customer.line(&order, "+12025551000", Line::Waiting);
    add_line(&mut tx, &moved).await.expect("added");
    for position in 1..200 {
        let (written, rewritten) = (next(), next());
        let line = customer.line(&order, &format!("+1202555{:04}", 1_000 + position), written.clone());
        lines::add(&mut tx, std::slice::from_ref(&line), position, due(&written)).await.expect("added");
        let found = lines::lookup(&mut tx, &line.id).await.expect("read").expect("known");
        assert_eq!((found.state, found.offer), (written, line.offer));
        assert_eq!((found.order, found.account), (line.order, line.account));
        lines::set_state(&mut tx, &moved.id, &rewritten, due(&rewritten)).await.expect("moved");
        let found = lines::lookup(&mut tx, &moved.id).await.expect("read").expect("known");
        assert_eq!(found.state, rewritten, "nothing of the state before is left");
    }
}

async fn a_state_needs_its_own_columns(db: Database) {
    let customer = Customer::join(&db, "columns").await;
    let line = customer.with_line(&db, "+12025551000", Line::Waiting).await;
    for (state, due) in [
        (Line::Ready { attempt: 0 }, None),
        (Line::Buying { attempt: 1, lease_until: at(5) }, None),
        (Line::Unknown { attempt: 1, absent_since: None, refused: None }, None),
        (Line::Waiting, Some(at(5))),
        (Line::Owned { sid: "PN1".to_owned() }, Some(at(5))),
        (Line::Releasing { sid: "PN1".to_owned(), until: at(5) }, None),
        (Line::Returning { sid: "PN1".to_owned(), refusals: 0 }, None),
        (Line::Released { sid: "PN1".to_owned(), at: at(5) }, Some(at(5))),
        (Line::Manual, Some(at(5))),
    ] {
        let mut tx = db.write().await;
        let error = lines::set_state(&mut tx, &line.id, &state, due).await.expect_err("refused by the database");
        assert!(!error.is_taken(), "{state:?}: {error:?}");
    }
}
