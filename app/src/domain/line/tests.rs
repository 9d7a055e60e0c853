use super::*;
use proptest::prelude::*;

const PATIENCE: Patience = Patience { attempts: 3, settle: Duration::from_secs(8) };

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(seconds * 1_000_000)
}

fn run(line: Line, events: &[Event]) -> Line {
    events.iter().cloned().fold(line, |line, event| line.next(event, PATIENCE).expect("possible"))
}

fn claim(seconds: i64) -> Event {
    Event::Claim { lease_until: at(seconds) }
}

#[test]
fn the_short_way() {
    let sid = || "PN1".to_owned();
    let line = run(Line::Waiting, &[Event::Clear, claim(5), Event::Bought { sid: sid() }]);
    assert_eq!(line, Line::Owned { sid: sid() });
}

#[test]
fn a_rate_limit_is_no_attempt() {
    let line = run(Line::Ready { attempt: 0 }, &[claim(5), Event::NotSent, claim(9), Event::NotSent]);
    assert_eq!(line, Line::Ready { attempt: 0 });
}

#[test]
fn a_first_refusal_is_final_and_a_later_one_is_read_back() {
    let refused = Event::Refused(FailReason::NumberGone);
    assert_eq!(run(Line::Ready { attempt: 0 }, &[claim(5), refused.clone()]), Line::Failed(FailReason::NumberGone));
    let line = run(Line::Ready { attempt: 1 }, &[claim(5), refused]);
    assert!(matches!(line, Line::Unknown { refused: Some(FailReason::NumberGone), .. }));
    let line = run(line, &[Event::SeenAbsent { at: at(10) }, Event::SeenAbsent { at: at(18) }]);
    assert_eq!(line, Line::Failed(FailReason::NumberGone));
}

#[test]
fn an_ambiguous_answer_waits_for_the_settle_time() {
    let line = run(Line::Ready { attempt: 0 }, &[claim(5), Event::Ambiguous, Event::SeenAbsent { at: at(10) }]);
    let early = run(line, &[Event::SeenAbsent { at: at(17) }]);
    assert!(matches!(early, Line::Unknown { .. }));
    assert_eq!(run(early, &[Event::SeenAbsent { at: at(18) }]), Line::Ready { attempt: 1 });
}

#[test]
fn a_silent_carrier_is_given_up_after_the_last_attempt() {
    let line = Line::Unknown { attempt: 3, absent_since: Some(at(0)), refused: None };
    assert_eq!(run(line, &[Event::SeenAbsent { at: at(8) }]), Line::Failed(FailReason::CarrierSilent));
}

#[test]
fn nobody_cancels_what_may_have_been_sent() {
    for line in [
        Line::Ready { attempt: 1 },
        Line::Buying { attempt: 1, lease_until: at(5) },
        Line::Unknown { attempt: 1, absent_since: None, refused: None },
        Line::Owned { sid: "PN1".into() },
    ] {
        assert!(line.clone().next(Event::Drop(FailReason::Cancelled), PATIENCE).is_err(), "{line:?}");
    }
}

#[test]
fn a_line_that_the_gate_no_longer_clears_ends_unless_it_may_be_ours() {
    for attempt in 0..3 {
        assert_eq!(run(Line::Ready { attempt }, &[Event::Revoked]), Line::Failed(FailReason::Declined));
    }
    for line in [
        Line::Waiting,
        Line::Buying { attempt: 1, lease_until: at(5) },
        Line::Unknown { attempt: 1, absent_since: Some(at(1)), refused: None },
        Line::Owned { sid: "PN1".into() },
    ] {
        assert!(line.clone().next(Event::Revoked, PATIENCE).is_err(), "{line:?}");
    }
}

#[test]
fn refused_credentials_are_left_to_a_person_in_the_end() {
    let mut line = Line::Ready { attempt: 0 };
    for tried in 1..DENIALS {
        line = run(line, &[claim(5), Event::Denied]);
        assert_eq!(line, Line::Ready { attempt: tried });
    }
    assert_eq!(run(line, &[claim(5), Event::Denied]), Line::Manual);
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        Just(Event::Clear),
        Just(Event::Drop(FailReason::Cancelled)),
        Just(Event::Revoked),
        (0..100_i64).prop_map(claim),
        Just(Event::Bought { sid: "PN1".into() }),
        Just(Event::NotSent),
        Just(Event::Denied),
        Just(Event::Refused(FailReason::NumberGone)),
        Just(Event::Ambiguous),
        Just(Event::SeenOurs { sid: "PN1".into() }),
        Just(Event::SeenForeign),
        (0..100_i64).prop_map(|s| Event::SeenAbsent { at: at(s) }),
    ]
}

proptest! {
    /// Whatever happens in whatever order: an owned line stays owned, and a request is sent again only after the
    /// carrier showed the number absent, a settle time apart.
    #[test]
    fn no_order_of_events_forgets_a_purchase(events in prop::collection::vec(any_event(), 0..40)) {
        let mut line = Line::Waiting;
        for event in events {
            let before = line.clone();
            let Ok(after) = line.clone().next(event.clone(), PATIENCE) else { continue };
            if matches!(before, Line::Owned { .. }) {
                prop_assert_eq!(&after, &before);
            }
            if let (Line::Unknown { absent_since, .. }, Line::Ready { .. } | Line::Failed(_)) = (&before, &after) {
                let Event::SeenAbsent { at } = event else { return Err(TestCaseError::fail("left without a look")) };
                prop_assert!(absent_since.is_some_and(|first| at.since(first) >= PATIENCE.settle));
            }
            if let Line::Buying { attempt, .. } = after {
                prop_assert!(attempt <= PATIENCE.attempts.max(DENIALS));
            }
            line = after;
        }
    }
}
